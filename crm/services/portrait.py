"""A portrait out of whatever a telephone took: upright, square, small, without place and time."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from crm.enums import N_
from crm.errors import DomainError

SIDE = 400
"""Pixels; twice of what is shown, for sharp screens."""
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 80_000_000
"""What unfolds to more is refused before it is unfolded."""
QUALITY = 85


def portrait(content: bytes) -> bytes:
    """JPEG of SIDE x SIDE pixels, cut from the middle, a little above it.

    Raises DomainError for what is no picture.
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise DomainError(
                    N_("This picture is too large. Take one of at most 80 megapixels.")
                )
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise DomainError(
            N_("This is no picture that can be read. Take a JPEG, PNG or WebP file.")
        ) from error
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=(0.5, 0.4))
    made = BytesIO()
    square.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
