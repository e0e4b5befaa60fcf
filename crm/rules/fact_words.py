"""Whose word on a firm's size or sector counts on a day, and what the others said last."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date

from crm.enums import N_
from crm.rules.fact_timeline import LAST_RANK, Said, in_order

Speaks = Callable[[Said], bool]
Speaker = Callable[[Said], Hashable]
ENTERED = N_("What was entered by hand counts from its day.")
TRUSTED_MORE = N_("%(winner)s is trusted more.")
SPOKE_LAST = N_("%(winner)s spoke last.")


def word_that_counts(said: Iterable[Said], day: date, speaks: Speaks) -> Said | None:
    """As crm.rules.fact_timeline has it; people count even where they left it open."""
    rank, winner = LAST_RANK, None
    for each in until(said, day):
        if each.by_people:
            rank, winner = (each.rank if speaks(each) else LAST_RANK), each
        elif speaks(each) and each.rank <= rank:
            rank, winner = each.rank, each
    return winner


def words_of_others(
    said: Iterable[Said], day: date, speaks: Speaks, speaker: Speaker, winner: Said
) -> list[Said]:
    """The last word of each, up to that day."""
    last = {speaker(each): each for each in until(said, day) if speaks(each)}
    last.pop(speaker(winner), None)
    return list(last.values())


def why_not(other: Said, winner: Said) -> str:
    """Why another's word does not count, as a message id."""
    if winner.rank < other.rank:
        return TRUSTED_MORE
    return ENTERED if winner.by_people else SPOKE_LAST


def until(said: Iterable[Said], day: date) -> Iterator[Said]:
    return (each for each in sorted(said, key=in_order) if each.valid_from <= day)
