"""Alembic's environment: it knows the models and never the app."""

from typing import Literal

from alembic import context

from crm.models import Base
from crm.models.base import UtcDateTime


def render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration must not depend on our types: they may change, it may not."""
    instant = kind == "type" and isinstance(item, UtcDateTime)
    return "sa.DateTime(timezone=True)" if instant else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render,
    include_object=lambda _object, name, *_: (
        not (name or "").startswith(("company_search", "search_word_search"))
    ),
)
with context.begin_transaction():
    context.run_migrations()
