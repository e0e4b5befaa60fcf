"""Euros as people write them."""

import re
from decimal import Decimal

MOST = Decimal("999999999999.99")
"""What the column holds."""
GROUPED = re.compile(r"\d{1,3}(?:[.  ]\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
UNIT = re.compile(r"(?:euro|eur|€)\.?", re.IGNORECASE)


def read_euros(written: str) -> Decimal:
    """``12.500``, ``12500,00``, ``12.500,00 EUR``, ``€ 12,500.00`` alike; ValueError else.

    Three digits behind a lone dot or comma are thousands: nobody writes tenths of a cent.
    """
    text = UNIT.sub("", written).strip()
    if GROUPED.fullmatch(text):
        last = max(text.rfind("."), text.rfind(","))
        is_decimal = len(text) - last - 1 < 3
        whole, part = (text[:last], text[last + 1 :]) if is_decimal else (text, "")
        text = re.sub(r"\D", "", whole) + (f".{part}" if part else "")
    elif PLAIN.fullmatch(text):
        text = text.replace(",", ".")
    else:
        raise ValueError(written)
    amount = Decimal(text).quantize(Decimal("0.01"))
    if amount > MOST:
        raise ValueError(written)
    return amount
