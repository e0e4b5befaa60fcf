"""Which sections of both editions are shown as one: as the official correspondence has it."""

from collections import Counter
from importlib import import_module

import pytest

from crm.enums import WzEdition
from crm.rules import wz
from crm.rules.wz_sections import JOINT_OF, JOINT_SECTIONS, SECTIONS, letters_of


@pytest.mark.parametrize("letter", "JKLMNOPQRSTUV")
def test_most_codes_of_a_section_of_2025_came_from_its_counterpart(letter: str) -> None:
    known = import_module("wz_code.data.correspondences").CORRESPONDENCES_2025_TO_2008
    came_from = Counter(
        wz.section_of(old[0], WzEdition.WZ_2008)
        for code, olds in known.items()
        if wz.section_of(code, WzEdition.WZ_2025) == letter
        for old in olds
    )
    most = came_from.most_common(1)[0][0]
    assert JOINT_OF[f"2025-{letter}"] == JOINT_OF[most]


def test_every_section_is_shown_once() -> None:
    shown = [one for key in JOINT_SECTIONS for one in key.split("|")]
    assert sorted(shown) == sorted(SECTIONS)


def test_the_letters_of_both_editions_are_named() -> None:
    assert letters_of("J|2025-J|2025-K") == "J (WZ 2025: J, K)"
    assert letters_of("C") == "C"
