"""A card for the address book, as a file and as a code that a telephone photographs."""

from __future__ import annotations

from io import BytesIO

import segno
from segno.helpers import make_vcard_data


def vcard(name: str, office: str, phone: str | None, email: str | None, page: str) -> str:
    """vCard 3.0, which every telephone reads."""
    first, _blank, last = name.rpartition(" ")
    card: str = make_vcard_data(
        f"{last};{first}", name, email=email, workphone=phone, org=office, url=page
    )
    return card


def qr_code(text: str) -> bytes:
    """SVG; black on white in every theme, since readers want that."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#000", light="#fff", omitsize=True
    )
    return drawn.getvalue()
