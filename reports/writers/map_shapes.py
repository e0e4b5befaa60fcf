"""Districts on a drawing: where they lie, and how their surface is filled."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import shapely
from PIL import Image, ImageDraw, ImageFont
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from reports.meta import Outlines

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Letters:
    font: ImageFont.FreeTypeFont
    ink: str
    halo: int = 0
    """Pixels of ``paper`` around them, on what is hatched."""
    paper: str = ""


@dataclass(frozen=True)
class Shapes:
    """Outlines in pixels, as large as ``width`` and ``tallest`` allow, north above."""

    outlines: Outlines
    width: int
    tallest: int

    @cached_property
    def placed(self) -> Mapping[str, BaseGeometry]:
        west, south, east, north = shapely.total_bounds(list(self.outlines.values()))
        narrower = math.cos(math.radians((south + north) / 2))
        across, up = max((east - west) * narrower, 1e-9), max(north - south, 1e-9)
        scale = min(self.width / across, self.tallest / up)
        beside = (self.width - across * scale) / 2
        x, y = scale * narrower, -scale
        step = (x, 0, 0, y, beside - west * x, -north * y)
        return {name: affine_transform(shape, step) for name, shape in self.outlines.items()}

    @property
    def height(self) -> int:
        lowest: float = shapely.total_bounds(list(self.placed.values()))[3]
        return math.ceil(lowest)

    def fill(self, picture: Image.Image, name: str, paint: Image.Image | str) -> None:
        """In a colour, or with what a picture of the same size has there."""
        for part in shapely.get_parts(self.placed[name]):
            mask = Image.new("1", picture.size)
            pen = ImageDraw.Draw(mask)
            pen.polygon(_ring(part.exterior), fill=1)
            for hole in part.interiors:
                pen.polygon(_ring(hole), fill=0)
            picture.paste(paint, (0, 0, *picture.size), mask)

    def edge(self, pen: ImageDraw.ImageDraw, name: str, colour: str, width: int) -> None:
        for ring in self._rings(name):
            for line in pairwise(ring):
                pen.line(line, fill=colour, width=width)

    def _rings(self, name: str) -> Iterator[Ring]:
        for part in shapely.get_parts(self.placed[name]):
            yield from map(_ring, (part.exterior, *part.interiors))

    def write(self, pen: ImageDraw.ImageDraw, name: str, letters: Letters) -> None:
        """The district's name inside of it, where there is room."""
        shape, font = self.placed[name], letters.font
        at = shapely.point_on_surface(shape)
        left, top, right, bottom = pen.textbbox((at.x, at.y), name, font, "mm")
        if shape.contains(shapely.box(left, top, right, bottom)):
            pen.text(
                (at.x, at.y), name, letters.ink, font, "mm", stroke_width=letters.halo,
                stroke_fill=letters.paper,
            )  # fmt: skip


def _ring(ring: BaseGeometry) -> Ring:
    return [(x, y) for x, y in shapely.get_coordinates(ring).tolist()]


def striped(size: tuple[int, int], paper: str, ink: str, apart: int) -> Image.Image:
    picture = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(picture)
    width, height = size
    for start in range(-height, width, apart):
        pen.line((start, height, start + height, 0), fill=ink, width=apart // 5)
    return picture
