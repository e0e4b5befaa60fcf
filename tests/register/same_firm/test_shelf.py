"""What is put on the shelf comes back as it was."""

from hypothesis import given

from crm.register.same_firm.shelf import Shelf
from crm.register.same_firm.traits import Said, Traits, traits
from tests.register.same_firm.test_properties import FIRMS


@given(FIRMS)
def test_nothing_is_lost_by_packing(firms: list[Traits]) -> None:
    shelf = Shelf()
    shelf.extend(firms)
    assert list(shelf) == firms
    assert shelf.names(range(len(shelf))) == [firm.name for firm in firms]


def test_what_parts_fields_is_in_none_of_them() -> None:
    torn = Said(1, *["0\x1f0"] * 6, None, None, *["a@0\x1f0"] * 5, "10\x1f.7", "2008")
    shelf = Shelf()
    shelf.extend([traits(torn)])
    assert shelf[0] == traits(torn)
