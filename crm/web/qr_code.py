"""Addresses as pictures that a telephone reads."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> bytes:
    """With the quiet zone that readers need; error correction for what is a little worn."""
    stream = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(stream, kind="svg", scale=4, border=4, dark="#000", light="#fff")
    return stream.getvalue()
