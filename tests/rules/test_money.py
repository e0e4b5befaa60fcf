"""Euros as people write them."""

from decimal import Decimal

import pytest

from crm.rules.money import read_euros


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12.500", "12500.00"),
        ("12500,00", "12500.00"),
        ("12.500,00 EUR", "12500.00"),
        ("12 500,5", "12500.50"),
        ("€ 12,500.00", "12500.00"),
        ("12,500", "12500.00"),
        ("1.234.567,89 Euro", "1234567.89"),
        ("0,99", "0.99"),
        ("12500.5", "12500.50"),
        ("7", "7.00"),
        ("999999999999,99", "999999999999.99"),
    ],
)
def test_it_is_read(written: str, amount: str) -> None:
    assert read_euros(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    ["viel", "-5", "1.2.3", "12,345,6", "1,2,3", "12.34.567", "1e5", "", "1000000000000", "12,3456",
     "NaN", "²"],
)  # fmt: skip
def test_it_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_euros(written)
