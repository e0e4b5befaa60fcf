"""Which firm on file a row means: the one that it can only be, or a sentence by which to mend it.

Nobody is guessed. What the same-firm engine is sure of is taken, and so is the only firm of that
name, unless its address speaks against it or another one comes close.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from crm.enums import N_
from crm.register.contacts.candidates import Candidate
from crm.register.contacts.said import Whom
from crm.register.same_firm.spelling import bare_name
from crm.rules import Problem
from crm.rules.fold import fold

MOST_NAMED = 3
ALIKE = 60.0
"""Of 100: below it, a name is not that of the firm whose number stands beside it."""


class Likely(NamedTuple):
    firm: Candidate
    is_sure: bool


def by_number(whom: Whom, found: Sequence[Candidate]) -> Candidate | Problem:
    """``found``: who is known by the number, one at least."""
    there = [firm for firm in found if firm.is_there(whom.day)]
    if not there:
        return _ended(found[0], "number")
    if len(there) > 1:
        message = N_("Several firms have this number: %(firms)s.")
        return Problem("number", message, {"firms": _listed(there)})
    if not _may_be_called(there[0], whom.name):
        message = N_("This is the number of %(firm)s, which is called otherwise.")
        return Problem("number", message, {"firm": str(there[0])})
    return there[0]


def by_name(
    whom: Whom,
    namesakes: Sequence[Candidate],
    likely: Sequence[Likely],
    is_of_many: bool = False,
) -> Candidate | Problem:
    """``likely``: whom the same-firm engine finds, the likeliest first. ``is_of_many``: the name is
    one word that others bear too.
    """
    of_the_name = [firm for firm in namesakes if firm.is_there(whom.day)]
    close = [each for each in likely if each.firm.is_there(whom.day)]
    only = _only(whom, of_the_name)
    rivals = is_of_many or {each.firm.id for each in close} - {firm.id for firm in of_the_name}
    if only and (_is_certain(only, whom) or not rivals):
        return only
    if close and close[0].is_sure:
        return close[0].firm
    perhaps = _each_once([*(each.firm for each in close), *of_the_name])
    if perhaps:
        return _ask(perhaps)
    ended = _each_once([*namesakes, *(each.firm for each in likely if each.is_sure)])
    if ended:
        return _ended(ended[0], "name")
    return Problem("name", N_("There is no firm of this name. Add it first, or mend the name."))


def _only(whom: Whom, of_the_name: Sequence[Candidate]) -> Candidate | None:
    """The one that is left when those are put aside that it cannot be."""
    left = list(_at_the_place(whom, of_the_name))
    for keep in (_is_of_its_form(whom), lambda firm: firm.has_begun(whom.day)):
        if len(left) > 1:
            left = [firm for firm in left if keep(firm)] or left
    return left[0] if len(left) == 1 else None


def _at_the_place(whom: Whom, firms: Sequence[Candidate]) -> Iterable[Candidate]:
    """Those there; where nothing can be compared, all; where it speaks against one, nobody."""
    at = [firm.is_at(whom) for firm in firms]
    there = [firm for firm, is_there in zip(firms, at, strict=True) if is_there]
    return there or ([] if False in at else firms)


def _is_of_its_form(whom: Whom) -> Callable[[Candidate], bool]:
    """``Elbbau GmbH`` is not the Elbbau e. K. of the next street."""
    return lambda firm: not _says_the_form(whom) or fold(whom.name) in firm.names


def _is_certain(firm: Candidate, whom: Whom) -> bool:
    """Though others come close: it is where the row says, or bears the name to the letter."""
    to_the_letter = fold(whom.name) in firm.names
    return bool(firm.is_at(whom)) or (to_the_letter and _says_the_form(whom))


def _says_the_form(whom: Whom) -> bool:
    return fold(whom.name) != bare_name(whom.name)


def _may_be_called(firm: Candidate, name: str) -> bool:
    if not name or not firm.names:
        return True
    mine = bare_name(name)
    return any(fuzz.token_set_ratio(mine, bare_name(theirs)) >= ALIKE for theirs in firm.names)


def _ask(perhaps: Sequence[Candidate]) -> Problem:
    if len(perhaps) == 1:
        message = N_("Do you mean %(firms)s? Then write name and address as they stand there.")
    else:
        message = N_("Which of them: %(firms)s? Write name and address as they stand there.")
    return Problem("name", message, {"firms": _listed(perhaps)})


def _ended(firm: Candidate, field: str) -> Problem:
    message = N_("%(firm)s ended on %(day)s, before this contact.")
    return Problem(field, message, {"firm": str(firm), "day": firm.ended_on})


def _listed(firms: Iterable[Candidate]) -> str:
    return "; ".join(str(firm) for firm in list(firms)[:MOST_NAMED])


def _each_once(firms: Iterable[Candidate]) -> list[Candidate]:
    return list({firm.id: firm for firm in firms}.values())
