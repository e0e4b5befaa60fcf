"""Exported: council papers, their route, and who did what with them."""

from crm.models import (
    CouncilPaper,
    PaperFile,
    PaperMeeting,
    PaperStep,
    ReportSnapshot,
    TextBlock,
)
from crm.models.council_paper import council_paper_release as cited
from reports.export.table import Column as C
from reports.export.table import Table

COUNCIL_PAPERS = Table(
    "council_papers",
    "Statements, information and answers; their text cites figures of releases by name.",
    (
        C("id", CouncilPaper.id, "Number of the row"),
        C("number", CouncilPaper.number, "In the city's scheme: S0037/04"),
        C("kind", CouncilPaper.kind, "statement, information, answer"),
        C("state", CouncilPaper.state, "draft, in_route, released, held"),
        C("city", CouncilPaper.city, "The city, as the head names it"),
        C("office", CouncilPaper.office, "The office"),
        C("dated_on", CouncilPaper.dated_on, "Its day"),
        C("subject", CouncilPaper.subject, "What it is called"),
        C("motion_number", CouncilPaper.motion_number, "Number of the motion that it answers"),
        C("motion_by", CouncilPaper.motion_by, "Who brought the motion in", personal=True),
        C("motion_title", CouncilPaper.motion_title, "What the motion is called"),
        C("motion_on", CouncilPaper.motion_on, "Day of the motion"),
        C("deputy", CouncilPaper.deputy, "Head of department", personal=True),
        C("contact", CouncilPaper.contact, "Contact person", personal=True),
        C("signed_by", CouncilPaper.signed_by, "Who signed it", personal=True),
        C("approved_on", CouncilPaper.approved_on, "Day of the approval"),
        C("approved_by", CouncilPaper.approved_by, "Note of the approval", personal=True),
        C("text", CouncilPaper.text, "Its text, with names of figures in double braces"),
        C("sha256", PaperFile.sha256, "Fingerprint of the released document; empty: not released"),
        C("released_text", PaperFile.text, "The text with its figures, as it was released"),
        C("created_at", CouncilPaper.created_at, "When the row was made, UTC"),
        C("changed_at", CouncilPaper.changed_at, "When the row was changed last, UTC"),
    ),
    order=(CouncilPaper.id,),
    rows_of=CouncilPaper.__table__.outerjoin(PaperFile.__table__),
)
PAPER_MEETINGS = Table(
    "paper_meetings",
    "The route of council papers.",
    (
        C("paper_id", PaperMeeting.paper_id, "The paper"),
        C("position", PaperMeeting.position, "Place in the route, from 0"),
        C("body", PaperMeeting.body, "Who deals with it"),
        C("day", PaperMeeting.day, "Day of the meeting"),
        C("starts_at", PaperMeeting.starts_at, "Local time"),
        C("is_held", PaperMeeting.is_held, "Whether it took place"),
        C("id", PaperMeeting.id, "Number of the row"),
    ),
    order=(PaperMeeting.id,),
)
PAPER_STEPS = Table(
    "paper_steps",
    "What was done with council papers.",
    (
        C("paper_id", PaperStep.paper_id, "The paper"),
        C(
            "act",
            PaperStep.act,
            "written, changed, taken_over, sent, taken_back, released, meeting_held",
        ),
        C("words", PaperStep.words, "Why, or of what", personal=True),
        C("happened_at", PaperStep.happened_at, "When, UTC"),
        C("by_id", PaperStep.by_id, "Number of the login", personal=True),
        C("id", PaperStep.id, "Number of the row"),
    ),
    order=(PaperStep.id,),
)
PAPER_RELEASES = Table(
    "paper_releases",
    "From which released reports council papers cite.",
    (
        C("paper_id", cited.c.paper_id, "The paper"),
        C("mark", ReportSnapshot.mark, "Mark of the release"),
        C("report", ReportSnapshot.report, "Name of the report"),
        C("first_day", ReportSnapshot.first_day, "First day of its period"),
        C("last_day", ReportSnapshot.last_day, "Last day of its period"),
    ),
    order=(cited.c.paper_id, cited.c.snapshot_id),
    rows_of=cited.join(ReportSnapshot.__table__),
)
TEXT_BLOCKS = Table(
    "text_blocks",
    "Passages from which council papers are written.",
    (
        C("id", TextBlock.id, "Number of the row"),
        C("title", TextBlock.title, "Title"),
        C("text", TextBlock.text, "The passage"),
        C("position", TextBlock.position, "Place in the list"),
    ),
    order=(TextBlock.id,),
)
ALL = (COUNCIL_PAPERS, PAPER_MEETINGS, PAPER_STEPS, PAPER_RELEASES, TEXT_BLOCKS)
