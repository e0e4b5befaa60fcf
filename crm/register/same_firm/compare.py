"""Two firms beside each other: what speaks for their being one, and what against."""

from collections.abc import Iterator
from math import exp2
from typing import NamedTuple

from crm.enums import N_
from crm.register.same_firm import weights
from crm.register.same_firm.doubts import agree, comparable_trades, is_doubtful, other_member
from crm.register.same_firm.likeness import Answer, Likeness, Reason
from crm.register.same_firm.names import compared, percent
from crm.register.same_firm.places import place_reason
from crm.register.same_firm.rarity import Rarity
from crm.register.same_firm.traits import Traits


class Sharing(NamedTuple):
    """How many firms on file have one firm's telephone number, web domain, address."""

    phone: int = 1
    domain: int = 1
    address: int = 1


class Comparison(NamedTuple):
    bits: float
    reasons: tuple[Reason, ...]
    is_doubtful: bool
    """Something says that they are two, however much they have in common."""

    @property
    def score(self) -> float:
        """The odds as a probability, in percent."""
        return 100 / (1 + exp2(-self.bits))

    @property
    def verdict(self) -> Answer:
        if self.score >= weights.SURE and not self.is_doubtful:
            return Answer.SURE
        return Answer.ASK if self.score >= weights.ASK else Answer.NEW

    def likeness(self, key: int) -> Likeness:
        ranked = sorted(self.reasons, key=lambda reason: -reason.weight)
        return Likeness(key, round(self.score, 1), self.verdict, tuple(ranked))


def compare(one: Traits, other: Traits, sharing: Sharing, rarity: Rarity) -> Comparison:
    """Symmetric."""
    name = compared(one.name, other.name, rarity)
    reasons = tuple(_reasons(one, other, name.bits, sharing, rarity))
    bits = sum(reason.weight for reason in reasons) - rarity.any_two
    if name.bits > 0 and one[1:] == other[1:]:
        bits = max(bits, weights.WORD_FOR_WORD)
    return Comparison(bits, reasons, is_doubtful(one, other, name))


def _reasons(
    one: Traits, other: Traits, name: float, sharing: Sharing, rarity: Rarity
) -> Iterator[Reason]:
    yield from _of_numbers(one, other, sharing, rarity)
    if one.name and other.name:
        likeness = percent(one.name, other.name)
        yield Reason(N_("name %(likeness)s %%"), {"likeness": likeness}, name)
    place = place_reason(one, other, sharing.address, rarity)
    if place:
        yield place
    yield from _of_kind(one, other)


def _of_numbers(one: Traits, other: Traits, sharing: Sharing, rarity: Rarity) -> Iterator[Reason]:
    if one.phone and other.phone:
        worth = min(weights.MOST_OF_A_PHONE, rarity.of(sharing.phone))
        same = one.phone == other.phone
        yield _either(
            same, N_("same telephone"), worth, N_("another telephone"), weights.OTHER_PHONE
        )
    if one.domain and other.domain:
        worth = min(weights.MOST_OF_A_DOMAIN, rarity.of(sharing.domain))
        same = one.domain == other.domain
        yield _either(
            same, N_("same web domain"), worth, N_("another web domain"), weights.OTHER_DOMAIN
        )
    if one.register_number and other.register_number:
        yield _either(
            one.register_number == other.register_number,
            N_("same register number"), weights.SAME_REGISTER_NUMBER,
            N_("another register number"), weights.OTHER_REGISTER_NUMBER,
        )  # fmt: skip
    if other_member(one, other) or agree(one.chamber_number, other.chamber_number):
        yield _either(
            one.chamber_number == other.chamber_number,
            N_("same chamber number"), weights.SAME_CHAMBER_NUMBER,
            N_("another chamber number"), weights.OTHER_CHAMBER_NUMBER,
        )  # fmt: skip


def _of_kind(one: Traits, other: Traits) -> Iterator[Reason]:
    if one.legal_form and other.legal_form:
        yield _either(
            one.legal_form == other.legal_form,
            N_("same legal form"), weights.SAME_FORM,
            N_("another legal form"), weights.OTHER_FORM,
        )  # fmt: skip
    if comparable_trades(one, other):
        yield _either(
            one.trade == other.trade,
            N_("same trade"), weights.SAME_TRADE,
            N_("another trade"), weights.OTHER_TRADE,
        )  # fmt: skip


def _either(same: bool, yes: str, worth: float, no: str, cost: float) -> Reason:
    return Reason(yes, {}, worth) if same else Reason(no, {}, cost)
