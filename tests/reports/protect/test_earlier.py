"""Publications that share a margin are held together, whatever they call it."""

from reports.protect.attack import intervals
from reports.protect.choose import withheld
from reports.protect.earlier import Earlier, renamed, together
from reports.protect.number import Number, Sum
from reports.protect.publication import Publication


def of(measure: str, *pairs: tuple[str, str]) -> Number:
    return Number(measure, frozenset(pairs))


def table(measure: str, **counts: int) -> Publication:
    """Counts by a letter, and their total; one and two are secret."""
    parts = {of(measure, ("letter", name)): count for name, count in counts.items()}
    total = of(measure)
    whole = {**parts, total: sum(counts.values())}
    secret = frozenset(each for each, count in whole.items() if count in (1, 2))
    return Publication(whole, [Sum(total, tuple(parts))], secret)


def a(measure: str) -> Number:
    return of(measure, ("letter", "a"))


def b(measure: str) -> Number:
    return of(measure, ("letter", "b"))


def test_what_was_printed_is_told_and_what_was_withheld_is_withheld_again() -> None:
    old = table("firms", a=1, b=7, c=9)
    hidden = withheld(old)
    new = table("firms", a=1, b=7, c=9)
    both = together(new, [Earlier(old, hidden)])
    assert withheld(both) == hidden
    assert both.told == old.counts.keys() - hidden


def test_another_partner_would_tell() -> None:
    """Printing b, which was withheld beside a, and withholding c instead, tells a."""
    old = table("firms", a=1, b=7, c=9)
    earlier = Earlier(old, frozenset({a("firms"), b("firms")}))
    new = table("firms", a=1, b=7, c=20)
    hidden = withheld(together(new, [earlier]))
    assert b("firms") in hidden
    both = together(new, [earlier])
    found = intervals(both.printed(hidden), both.links, hidden)
    assert all(interval.width >= 2 for interval in found.values())


def test_the_period_before_is_the_same_under_another_name() -> None:
    last_year = table("firms", a=1, b=7, c=9)
    earlier = Earlier(last_year, frozenset({a("firms"), b("firms")}))
    now = table("firms_before", a=1, b=7, c=9)
    both = together(now, [renamed(earlier, lambda name: f"{name}_before")])
    assert withheld(both) == {a("firms_before"), b("firms_before")}


def test_what_shares_nothing_is_left_out() -> None:
    new = table("firms", a=3, b=4)
    assert together(new, [Earlier(table("visits", a=1, b=1), frozenset())]) is new
