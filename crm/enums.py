"""Closed vocabularies: where code branches on a word, the word stands here.

Every member carries its code, as stored and exported, and its English label, which is also the
message id of its translations.
"""

from enum import StrEnum
from typing import Self


def N_(message: str) -> str:
    """Marks a message id for extraction; translated where it is shown."""
    return message


class LabelledEnum(StrEnum):
    """A StrEnum whose members are written as ``CODE = "code", N_("Label")``."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label or code
        return member


class Chamber(LabelledEnum):
    IHK = "ihk", N_("Chamber of commerce")
    HWK = "hwk", N_("Chamber of crafts")
    BOTH = "both", N_("Both chambers")
    NONE = "none", N_("No chamber")
    UNKNOWN = "unknown", N_("Chamber unknown")


class EndReason(LabelledEnum):
    CLOSED = "closed", N_("Closed down")
    INSOLVENCY = "insolvency", N_("Insolvency")
    MOVED_AWAY = "moved_away", N_("Moved away")
    MERGED = "merged", N_("Merged into another firm")
    LEFT_REGISTER = "left_register", N_("Left the register")
    UNKNOWN = "unknown", N_("Reason unknown")


class MatchVerdict(LabelledEnum):
    """What people said of two entries that may be the same firm."""

    SAME = "same", N_("The same firm")
    DIFFERENT = "different", N_("Two firms")
    LATER = "later", N_("Decide later")


class SiteKind(LabelledEnum):
    MAIN = "main", N_("Main site")
    BRANCH = "branch", N_("Branch")


class SizeClass(LabelledEnum):
    """Headcount classes for reports; the band 200-499 straddles 250 and stays by itself."""

    MICRO = "micro", N_("Micro (under 10)")
    SMALL = "small", N_("Small (10 to 49)")
    MEDIUM = "medium", N_("Medium (50 to 249)")
    FROM_200_TO_499 = "200-499", N_("200 to 499 (medium or large)")
    LARGE = "large", N_("Large (250 and more)")
    UNKNOWN = "unknown", N_("Size unknown")

    @property
    def is_small_firm(self) -> bool:
        return self in (SizeClass.MICRO, SizeClass.SMALL)


class SizeBand(LabelledEnum):
    """Headcount bands as the chambers deliver them."""

    NONE = "0", N_("No employees")
    FROM_1 = "1-3", N_("1 to 3")
    FROM_4 = "4-6", N_("4 to 6")
    FROM_7 = "7-9", N_("7 to 9")
    FROM_10 = "10-19", N_("10 to 19")
    FROM_20 = "20-49", N_("20 to 49")
    FROM_50 = "50-99", N_("50 to 99")
    FROM_100 = "100-199", N_("100 to 199")
    FROM_200 = "200-499", N_("200 to 499")
    FROM_500 = "500-999", N_("500 to 999")
    FROM_1000 = "1000-2499", N_("1,000 to 2,499")
    FROM_2500 = "2500-4999", N_("2,500 to 4,999")
    FROM_5000 = "5000-9999", N_("5,000 to 9,999")
    FROM_10000 = "10000+", N_("10,000 and more")
    UNKNOWN = "unknown", N_("Headcount unknown")

    @property
    def lowest(self) -> int | None:
        """The smallest headcount of the band; None where it is unknown."""
        if self is SizeBand.UNKNOWN:
            return None
        return int(self.value.rstrip("+").split("-")[0])

    @property
    def highest(self) -> int | None:
        """The largest headcount of the band; None where it is open or unknown."""
        if self in (SizeBand.UNKNOWN, SizeBand.FROM_10000):
            return None
        return int(self.value.split("-")[-1])

    @property
    def size_class(self) -> SizeClass:
        if self.lowest is None:
            return SizeClass.UNKNOWN
        if self is SizeBand.FROM_200:
            return SizeClass.FROM_200_TO_499
        limits = ((10, SizeClass.MICRO), (50, SizeClass.SMALL), (250, SizeClass.MEDIUM))
        return next((size for limit, size in limits if self.lowest < limit), SizeClass.LARGE)

    @classmethod
    def of_headcount(cls, employees: int) -> "SizeBand":
        """The band that an exact headcount falls into."""
        known = [band for band in cls if band.lowest is not None]
        return max(
            (band for band in known if (band.lowest or 0) <= employees),
            key=lambda b: b.lowest or 0,
        )


class WzEdition(LabelledEnum):
    WZ_2008 = "2008", N_("WZ 2008")
    WZ_2025 = "2025", N_("WZ 2025")


class InteractionKind(LabelledEnum):
    VISIT = "visit", N_("Company visit")
    CONSULTATION = "consultation", N_("Consultation")
    CALL = "call", N_("Call")
    FORUM = "forum", N_("Business forum")
    ROUND_TABLE = "round_table", N_("Round table")
    CONSULTING_DAY = "consulting_day", N_("Consulting day")
    FAIR = "fair", N_("Fair")

    @property
    def is_individual(self) -> bool:
        """One firm at a time is spoken to, also at a consulting day; the others are events."""
        return self not in (
            InteractionKind.FORUM,
            InteractionKind.ROUND_TABLE,
            InteractionKind.FAIR,
        )

    @property
    def is_gathering(self) -> bool:
        """Many firms in one room: attendance is kept as a list."""
        return self in (
            InteractionKind.FORUM,
            InteractionKind.ROUND_TABLE,
            InteractionKind.CONSULTING_DAY,
            InteractionKind.FAIR,
        )


class InteractionStatus(LabelledEnum):
    PLANNED = "planned", N_("Planned")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")
    NO_SHOW = "no_show", N_("Nobody there")


class ParticipationStatus(LabelledEnum):
    INVITED = "invited", N_("Invited")
    DECLINED = "declined", N_("Declined")
    REGISTERED = "registered", N_("Registered")
    WAITING = "waiting", N_("Waiting list")
    ATTENDED = "attended", N_("Attended")
    NO_SHOW = "no_show", N_("Did not come")


class HostRole(LabelledEnum):
    """Of a partner in a gathering."""

    HOST = "host", N_("Host")
    CO_HOST = "co_host", N_("Co-host")


class InvitationWay(LabelledEnum):
    MAIL = "mail", N_("E-mail")
    LETTER = "letter", N_("Letter")


class AssignmentRole(LabelledEnum):
    LEAD = "lead", N_("Lead")
    CO = "co", N_("Also present")


class BookedBy(LabelledEnum):
    """How somebody got a slot of a consulting day."""

    LINK = "link", N_("Public page")
    TELEPHONE = "telephone", N_("Telephone")


class FairRole(LabelledEnum):
    EXHIBITOR = "exhibitor", N_("Exhibitor")
    CO_ORGANISER = "co_organiser", N_("Co-organiser")


class StandTodo(LabelledEnum):
    """What somebody who came to the stand is waiting for."""

    NOTHING = "nothing", N_("Nothing more")
    CALL = "call", N_("Call them")
    SEND = "send", N_("Send something")
    MEET = "meet", N_("Arrange a talk")


class StandOutcome(LabelledEnum):
    FOLLOW_UP = "follow_up", N_("Follow-up")
    CONSULTATION = "consultation", N_("Consultation")
    DONE = "done", N_("Done")


class FollowUpStatus(LabelledEnum):
    OPEN = "open", N_("Open")
    DONE = "done", N_("Done")
    CANCELLED = "cancelled", N_("Dropped")


class Recurrence(LabelledEnum):
    """How often a follow-up comes again once it is done."""

    MONTHLY = "monthly", N_("every month")
    QUARTERLY = "quarterly", N_("every quarter")
    HALF_YEARLY = "half_yearly", N_("every half year")
    YEARLY = "yearly", N_("every year")

    @property
    def months(self) -> int:
        return {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}[self.value]


class RedFlagKind(LabelledEnum):
    """What a firm is in trouble with, or may be soon."""

    LEAVING = "leaving", N_("Relocation or closure")
    STAFF_CUTS = "staff_cuts", N_("Staff cuts")
    LACK_OF_STAFF = "lack_of_staff", N_("Lack of staff")
    SUPPLIER_LOSS = "supplier_loss", N_("Loss of a supplier")
    FALLING_TURNOVER = "falling_turnover", N_("Falling turnover")
    AUTHORITY = "authority", N_("Trouble with an authority")
    SUCCESSION = "succession", N_("Open succession")
    LIQUIDITY = "liquidity", N_("Short of money")


class Severity(LabelledEnum):
    LOW = "low", N_("To be watched")
    MIDDLE = "middle", N_("Serious")
    HIGH = "high", N_("Acute")


class RedFlagOutcome(LabelledEnum):
    """Whether what was feared came."""

    AVERTED = "averted", N_("Averted")
    EASED = "eased", N_("Eased")
    HAPPENED = "happened", N_("It happened")
    WITHDRAWN = "withdrawn", N_("Proved unfounded")


class TargetMeasure(LabelledEnum):
    """What a team may set out to reach; reports.measures.target_progress counts each."""

    VISITS = "visits", N_("Company visits")
    INDIVIDUAL = "individual", N_("Individual contacts")
    SMALL_FIRMS = "small_firms", N_("Small firms reached")
    FIRST_REACHED = "first_reached", N_("Firms spoken to for the first time")


class HandedOver(LabelledEnum):
    """What goes into other hands when a colleague leaves."""

    INQUIRY = "inquiry", N_("Inquiry")
    FOLLOW_UP = "follow_up", N_("Follow-up")
    APPOINTMENT = "appointment", N_("Planned contact")
    RED_FLAG = "red_flag", N_("Red flag")
    RESPONSIBILITY = "responsibility", N_("Responsibility")


class SuggestionRule(LabelledEnum):
    """What suggests a red flag; crm.services.warning_signs has a question for each."""

    TOPIC = "topic", N_("Several talks about one topic")
    SHRINKING = "shrinking", N_("Size class fell twice")
    CALLED_OFF = "called_off", N_("Two visits did not take place")
    SILENT = "silent", N_("Silence after a promise")
    SUCCESSION = "succession", N_("No successor noted")


class PartnerKind(LabelledEnum):
    CITIZENS_OFFICE = "citizens_office", N_("Citizens' office")
    TRADE_OFFICE = "trade_office", N_("Trade office")
    OFFICE = "office", N_("Other office of the city")
    CHAMBER = "chamber", N_("Chamber")
    ASSOCIATION = "association", N_("Trade association")
    BANK = "bank", N_("Bank")


class InquiryChannel(LabelledEnum):
    """By which way a firm turned to the city."""

    CITIZENS_OFFICE = "citizens_office", N_("Citizens' office")
    TRADE_OFFICE = "trade_office", N_("Trade office")
    CHAMBER = "chamber", N_("Chamber")
    INTERNET = "internet", N_("Internet")
    TELEPHONE = "telephone", N_("Telephone")
    EMAIL = "email", N_("E-mail")
    FAIR = "fair", N_("Fair")
    BROCHURE = "brochure", N_("Brochure")


class InquiryOutcome(LabelledEnum):
    ANSWERED = "answered", N_("Answered")
    REFERRED_ON = "referred_on", N_("Referred on")
    FUNDING_CONSULTATION = "funding_consultation", N_("Funding consultation")
    NOT_RESPONSIBLE = "not_responsible", N_("Not the city's business")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class FundingStage(LabelledEnum):
    """How far a firm has come on its way to public money."""

    DISCUSSED = "discussed", N_("Discussed")
    APPLIED = "applied", N_("Applied for")
    GRANTED = "granted", N_("Granted")
    REFUSED = "refused", N_("Refused")
    WITHDRAWN = "withdrawn", N_("Given up")

    @property
    def is_decided(self) -> bool:
        return self not in (FundingStage.DISCUSSED, FundingStage.APPLIED)


class Side(LabelledEnum):
    """Of a joint evaluation."""

    OFFICE = "office", N_("Business office")
    PARTNER = "partner", N_("The office that forwarded")


class MailStatus(LabelledEnum):
    WAITING = "waiting", N_("Waits to be sent")
    SENT = "sent", N_("Sent")
    FAILED = "failed", N_("Could not be sent")


class LegalBasis(LabelledEnum):
    """Why the office may keep a person's data (GDPR, Article 6, paragraph 1)."""

    PUBLIC_TASK = "public_task", N_("Public task (e)")
    CONSENT = "consent", N_("Consent (a)")
    CONTRACT = "contract", N_("Contract (b)")


class OfficiallyCounted(LabelledEnum):
    CHAMBER = "ihk", N_("Members of the chamber of commerce")
    CRAFT = "craft", N_("Craft firms on the roll of crafts")
    CRAFT_STATISTICS = "craft_statistics", N_("Craft firms of the craft statistics")
    """Only those with turnover tax or employees: fewer than the roll, so compared with nothing."""

    @property
    def is_compared(self) -> bool:
        return self is not OfficiallyCounted.CRAFT_STATISTICS


class CountedArea(LabelledEnum):
    CITY = "city", N_("City")
    DISTRICT = "district", N_("District")
    UNASSIGNED = "unassigned", N_("In no district")


class ImportStatus(LabelledEnum):
    RUNNING = "running", N_("Running")
    DONE = "done", N_("Done")
    FAILED = "failed", N_("Failed")


class Movement(LabelledEnum):
    """What changes who is there, month by month."""

    BEGUN = "begun", N_("Begun")
    ENDED = "ended", N_("Ended")
    MOVED = "moved", N_("Moved to another address")


class RowsAre(LabelledEnum):
    """What the rows of a file are about."""

    FIRMS = "firms", N_("Firms")
    CONTACTS = "contacts", N_("Contacts with firms")


class RowOutcome(LabelledEnum):
    CREATED = "created", N_("Created")
    UPDATED = "updated", N_("Updated")
    UNCHANGED = "unchanged", N_("Unchanged")
    ENDED = "ended", N_("Ended")
    REFUSED = "refused", N_("Refused")


class PaperKind(LabelledEnum):
    """What the administration puts before the council."""

    STATEMENT = "statement", N_("Statement of the administration")
    INFORMATION = "information", N_("Information")
    ANSWER = "answer", N_("Answer to an inquiry")

    @property
    def short(self) -> str:
        """As before its number."""
        return {
            PaperKind.STATEMENT: N_("Statement"),
            PaperKind.INFORMATION: N_("Information"),
            PaperKind.ANSWER: N_("Answer"),
        }[self]

    @property
    def answers(self) -> str:
        """What it says of the paper of the council that it answers."""
        return {
            PaperKind.STATEMENT: N_("on motion no."),
            PaperKind.INFORMATION: N_("on"),
            PaperKind.ANSWER: N_("to inquiry no."),
        }[self]


class PaperState(LabelledEnum):
    """How far a council paper is."""

    DRAFT = "draft", N_("Draft")
    IN_ROUTE = "in_route", N_("In the route")
    RELEASED = "released", N_("Released")
    HELD = "held", N_("Dealt with")

    @property
    def is_locked(self) -> bool:
        return self in (PaperState.RELEASED, PaperState.HELD)


class PaperAct(LabelledEnum):
    """What somebody did with a council paper."""

    WRITTEN = "written", N_("Begun")
    CHANGED = "changed", N_("Changed")
    TAKEN_OVER = "taken_over", N_("Figures of a newer release taken over")
    SENT = "sent", N_("Sent into the route")
    TAKEN_BACK = "taken_back", N_("Taken back")
    RELEASED = "released", N_("Released and locked")
    MEETING_HELD = "meeting_held", N_("Meeting held")
