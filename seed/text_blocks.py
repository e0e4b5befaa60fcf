"""Passages from which council papers are written, in the tone of the statement of 2004."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import TextBlock
from seed.sources import rows


def add_text_blocks(session: Session) -> None:
    """Where there are none yet; the office changes and extends them."""
    if session.scalar(select(TextBlock.id).limit(1)) is not None:
        return
    for row in rows("text_blocks"):
        text = row["text"].replace("\\n", "\n")
        session.add(TextBlock(title=row["title"], text=text, position=int(row["position"])))
