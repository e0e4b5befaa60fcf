"""What a row means for the firm on file: the decisions, without a database."""

from datetime import date
from enum import Enum, auto

from crm.enums import N_
from crm.register.known import Known
from crm.rules import Problem


class Verdict(Enum):
    NEW = auto()
    SAME = auto()
    """Said before: nothing to do, nothing to keep."""
    NOTED = auto()
    """Not said before, and kept, but it changes nothing."""
    CHANGED = auto()
    BACK = auto()
    ENDED = auto()


Judgement = Verdict | Problem


def listed(firm: Known | None, fingerprint: str, as_of: date) -> Judgement:
    """A row of a list of firms."""
    if firm is None:
        return Verdict.NEW
    if firm.left_before(as_of):
        return Verdict.BACK
    if fingerprint == firm.fingerprint or firm.said_on.get(fingerprint, date.min) >= as_of:
        return Verdict.SAME
    if as_of < firm.as_of:
        message = N_("The register said something newer of this firm already, as of %(day)s.")
        return Problem("", message, {"day": firm.as_of.isoformat()})
    return Verdict.NOTED if firm.has_ended else Verdict.CHANGED


def registered(firm: Known | None, fingerprint: str, as_of: date) -> Judgement:
    """A notice of a firm that begins or changes; who had ended begins anew, as another firm."""
    if firm and fingerprint in firm.said_on:
        return Verdict.SAME
    if firm and firm.ended_on and not firm.is_merged:
        return Verdict.NEW
    return listed(firm, fingerprint, as_of)


def notified(firm: Known | None, fingerprint: str, as_of: date, day: date) -> Judgement:
    """A notice of an end; that of a merged firm is none of the one that counts in its place."""
    if firm and firm.is_merged:
        return Verdict.SAME if fingerprint in firm.said_on else Verdict.NOTED
    return gone(firm, fingerprint, as_of, day)


def gone(firm: Known | None, fingerprint: str, as_of: date, day: date) -> Judgement:
    """A row of a list of firms that left; ``day`` is that on which it did."""
    if firm is None:
        return Problem("", N_("This firm is not in the register as we know it."))
    if firm.has_ended:
        return Verdict.SAME if fingerprint in firm.said_on else Verdict.NOTED
    if as_of < firm.as_of:
        message = N_("The register still listed this firm on %(day)s.")
        return Problem("", message, {"day": firm.as_of.isoformat()})
    if firm.founded_on and day < firm.founded_on:
        message = N_("This firm began only on %(day)s.")
        return Problem("", message, {"day": firm.founded_on.isoformat()})
    return Verdict.ENDED
