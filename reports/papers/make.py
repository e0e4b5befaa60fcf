"""From a paper to its document: figures filled in, days written out, words translated."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import BinaryIO

from crm.enums import N_, PaperKind
from crm.errors import DomainError
from reports.papers.cite import Figures
from reports.papers.paper import Paper, Station
from reports.translate import Translate
from reports.writers import document

LABELS = document.Labels(
    office=N_("City office"),
    number="",
    day=N_("Date of the paper"),
    answers="",
    by=N_("by Ms/Mr/group"),
    of=N_("of "),
    approved_on=N_("Date of approval"),
    approved_by=N_("Approved by"),
    subject=N_("Title of the paper"),
    deputy=N_("Heads of department"),
    route=N_("Way through the council"),
    meeting=N_("Day of the meeting"),
    contact=N_("Contact person"),
)
POINT = "- "


def write(
    paper: Paper,
    figures: Figures,
    translate: Translate,
    target: BinaryIO,
    template: BinaryIO | None = None,
) -> None:
    """``template``: the city's own. DomainError where a figure cannot be cited, or where the
    template is none.
    """
    sheet = document.Sheet(
        head=_head(paper, translate),
        route=[{"body": one.body, "meeting": moment(one)} for one in paper.route],
        paragraphs=[
            {"text": text.removeprefix(POINT), "is_point": text.startswith(POINT)}
            for text in paragraphs(figures.filled(paper.text))
        ],
    )
    form = template or document.our_template(_labels(paper.kind, translate))
    try:
        document.write(sheet, form, target)
    except document.Unfit as fault:
        message = N_("The city's own form cannot be filled: %(reason)s")
        raise DomainError(message, reason=fault) from None


def _head(paper: Paper, translate: Translate) -> dict[str, str]:
    motion = paper.motion
    return {
        "city": paper.city,
        "kind": translate(paper.kind.label),
        "office": paper.office,
        "number": paper.number,
        "day": day(paper.on),
        "subject": paper.subject,
        "motion_number": motion.number if motion else "",
        "motion_by": motion.by if motion else "",
        "motion_on": day(motion.on) if motion else "",
        "deputy": paper.deputy,
        "approved_on": day(paper.approved_on) if paper.approved_on else "",
        "approved_by": paper.approved_by,
        "contact": paper.contact,
        "signed_by": paper.signed_by,
    }


def _labels(kind: PaperKind, translate: Translate) -> document.Labels:
    said = {each.name: getattr(LABELS, each.name) for each in fields(LABELS)}
    said["number"] = kind.short
    said["answers"] = kind.answers
    words = {name: translate(text) for name, text in said.items()}
    return document.Labels(**words | {"number": f"{words['number']}-Nr."})


def paragraphs(text: str) -> Iterable[str]:
    """Points stand each in a line, other lines belong together until an empty one."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if lines and (not line.strip() or line.startswith(POINT)):
            yield " ".join(lines)
            lines = []
        if line.strip():
            lines.append(line.strip())


def day(value: date) -> str:
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def moment(station: Station) -> str:
    """``17.02.2004 8:00``, as invitations write it."""
    at = station.meets_at
    if at is None:
        return ""
    return f"{day(at.date())} {at.hour}:{at.minute:02}" if station.has_time else day(at.date())
