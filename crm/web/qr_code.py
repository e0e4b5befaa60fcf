"""Addresses as pictures that a telephone reads."""

from __future__ import annotations

import io

import segno


def qr_png(address: str) -> bytes:
    """For a document that is printed."""
    stream = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(stream, kind="png", scale=6, border=4, dark="#000", light="#fff")
    return stream.getvalue()


def qr_svg(address: str) -> bytes:
    """With the quiet zone that readers need; error correction for what is a little worn."""
    stream = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(stream, kind="svg", scale=4, border=4, dark="#000", light="#fff")
    return stream.getvalue()
