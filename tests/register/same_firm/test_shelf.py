"""What is put on the shelf comes back as it was."""

from hypothesis import given

from crm.register.same_firm.shelf import Shelf
from crm.register.same_firm.traits import Traits
from tests.register.same_firm.test_properties import FIRMS


@given(FIRMS)
def test_nothing_is_lost_by_packing(firms: list[Traits]) -> None:
    shelf = Shelf()
    shelf.extend(firms)
    assert list(shelf) == firms
    assert [shelf.name(at) for at in range(len(shelf))] == [firm.name for firm in firms]
