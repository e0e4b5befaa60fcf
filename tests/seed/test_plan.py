"""The plan knows every kind, and the reference tables fit together."""

import string

import pytest

from crm.enums import InteractionKind
from seed import plan
from seed.build import MAGDEBURG
from seed.official_counts import craft, filled
from seed.sources import apportion, rows
from seed.trades import trades

PLACEHOLDERS = {
    "topic_sentences": {"sum", "months", "area", "count", "field"},
    "note_openings": {"person", "person_dative", "person_accusative", "district"},
    "note_remarks": {"person", "field"},
}


@pytest.mark.parametrize("kind", InteractionKind)
def test_every_kind_has_its_line_in_the_plan(kind):
    assert isinstance(plan.KINDS[kind], plan.Gathering) == kind.is_gathering


def test_individual_shares_add_up():
    shares = [how.share for how in plan.KINDS.values() if isinstance(how, plan.Individual)]
    assert sum(shares) == pytest.approx(1)


def test_magdeburg_is_as_large_as_its_tables():
    assert sum(filled().values()) + sum(craft().values()) == MAGDEBURG


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_sentences_ask_only_for_what_is_known(name):
    for row in rows(name):
        asked = {field for _text, field, _spec, _conv in string.Formatter().parse(row["sentence"])}
        assert asked - {None} <= PLACEHOLDERS[name], row


def test_every_topic_has_sentences_and_promises():
    codes = {row["code"] for row in rows("topics")}
    assert {row["topic"] for row in rows("topic_sentences")} == codes
    assert {row["topic"] for row in rows("promises")} == codes


def test_every_group_of_sections_has_trades():
    assert all(trades().weights(group).sum() > 0 for group in range(9))


def test_most_trades_have_a_code_in_both_editions():
    assert trades().has_2025.mean() > 0.95


def test_apportioned_numbers_add_up_and_stay_close():
    assert apportion([1, 1, 1], 10).tolist() == [4, 3, 3]
    assert apportion([5, 0, 5], 4).tolist() == [2, 0, 2]
