"""Pasted lines on their way to a list of participants: matched, looked through, taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus
from crm.models import Participation
from crm.models.base import new_client_key
from crm.services.attendance import names_missing
from crm.services.match_lines import Line, match_lines

BATCH = 40
"""Lines that are looked through at a time; the rest waits on the page."""
GUEST, SKIP, UNDECIDED = "guest", "skip", ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """``choice`` is a company's id, GUEST, SKIP or UNDECIDED; ``key`` makes it arrive once."""

    line: Line
    choice: str
    key: str
    on_list: bool = False

    @property
    def guest_name(self) -> str:
        return ", ".join(filter(None, (self.line.person, self.line.firm)))[:200]

    def entry(self, status: ParticipationStatus) -> dict[str, Any]:
        if self.choice == GUEST:
            return {"guest_name": self.guest_name, "status": status, "client_key": self.key}
        return {
            "company_id": int(self.choice),
            "guest_name": self.line.person or None,
            "status": status,
            "client_key": self.key,
        }


def review(
    session: Session, gathering_id: int, texts: list[str], posted: Mapping[str, tuple[str, str]]
) -> list[Reviewed]:
    """``posted``: line -> (choice, key) as they came back from the page."""
    columns = (Participation.company_id, Participation.guest_name)
    query = select(*columns).where(Participation.interaction_id == gathering_id)
    on_list = {row.company_id: row.guest_name for row in session.execute(query) if row.company_id}
    return [_reviewed(line, on_list, posted.get(line.text)) for line in match_lines(session, texts)]


def _reviewed(
    line: Line, on_list: Mapping[int | None, str | None], posted: tuple[str, str] | None
) -> Reviewed:
    """Who is on the list already is left out, unless another person is named."""
    known = line.sure is not None and line.sure in on_list
    if posted:
        return Reviewed(line, _sound(line, posted[0]), posted[1] or new_client_key(), known)
    if known and not names_missing(on_list[line.sure], line.person):
        choice = SKIP
    elif line.sure is not None:
        choice = str(line.sure)
    else:
        choice = UNDECIDED if line.candidates else GUEST
    return Reviewed(line, choice, new_client_key(), known)


def _sound(line: Line, choice: str) -> str:
    """Only what was offered for this line is taken."""
    offered = {GUEST, SKIP, *(str(hit.id) for hit in line.candidates)}
    return choice if choice in offered else UNDECIDED


def posted_choices(form: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """(line, (choice, key)) of each line on the page."""
    for number in range(BATCH):
        text = form.get(f"line_{number}", "").strip()
        if text:
            yield text, (form.get(f"choice_{number}", ""), form.get(f"key_{number}", "")[:36])
