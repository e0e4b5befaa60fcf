"""A map's shades, and what they stand for."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from babel.numbers import format_percent
from PIL import Image, ImageColor, ImageDraw, ImageFont

from reports.writers import styles
from reports.writers.book import Words
from reports.writers.map_shapes import striped

HEIGHT = 64
"""Pixels on the sheet, beneath the map."""
BAR, BOX, SIZE = 180, 14, 11
DARK_FROM = 0.55
"""Above it, letters are white."""


@dataclass(frozen=True)
class Key:
    """``ends``: the lowest and the highest share."""

    ends: tuple[float, float]
    has_withheld: bool
    has_none: bool
    words: Words


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


def shade(at: float) -> str:
    """From 0 for the lightest to 1, between the steps of MAP_SCALE."""
    steps = list(pairwise(styles.MAP_SCALE))
    number = min(int(at * len(steps)), len(steps) - 1)
    low, high = (ImageColor.getrgb(colour) for colour in steps[number])
    part = at * len(steps) - number
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(low, high, strict=True))


def ink_on(at: float | None) -> str:
    return styles.PAPER if at is not None and at > DARK_FROM else styles.INK


def draw_key(picture: Image.Image, key: Key, top: int, finer: int) -> None:
    """The shades with their ends, then what is hatched."""
    pen = ImageDraw.Draw(picture)
    top += 24 * finer
    left = 4 * finer
    for at in range(BAR * finer):
        pen.line((left + at, top, left + at, top + BOX * finer), fill=shade(at / (BAR * finer)))
    for end, x, anchor in zip(key.ends, (left, left + BAR * finer), ("la", "ra"), strict=True):
        said = format_percent(end, "#,##0.0 %", locale=key.words.language)
        _say(pen, (x, top + (BOX + 4) * finer), said, anchor, finer)
    left += (BAR + 32) * finer
    for said, ink in _hatched(key):
        box = (left, top, left + 2 * BOX * finer, top + BOX * finer)
        size = (box[2] - box[0], box[3] - box[1])
        picture.paste(striped(size, styles.PAPER, ink, 6 * finer), box)
        pen.rectangle(box, outline=styles.GREY_LINE, width=finer)
        middle = top + BOX * finer // 2
        _say(pen, (box[2] + 8 * finer, middle), said, "lm", finer)
        left = box[2] + int(font(SIZE * finer).getlength(said)) + 40 * finer


def _hatched(key: Key) -> list[tuple[str, str]]:
    withheld = [(f". {key.words.withheld}", styles.GREY_LINE)] if key.has_withheld else []
    return withheld + ([(key.words.no_value, styles.GREY_LIGHT)] if key.has_none else [])


def _say(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, anchor: str, finer: int) -> None:
    pen.text(at, text, fill=styles.GREY, font=font(SIZE * finer), anchor=anchor)
