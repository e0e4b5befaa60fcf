"""What leaves the office, printed page by page: docs/images/printed/*.png.

Needs LibreOffice and pdftoppm (Debian: libreoffice-calc, libreoffice-writer, poppler-utils).
"""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cli.demo_command import prepare
from crm.cli.language import translations
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.enums import PaperState
from crm.models import CouncilPaper, ReportSnapshot
from reports.papers.cite import Figures
from reports.papers.make import write
from reports.papers.on_file import paper_of
from reports.papers.released import released
from reports.writers.styles import GREY_LIGHT
from scripts.a_release import a_release

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images" / "printed"
ACROSS, DOWN = 3, 2
CELL, SPACE = 620, 16
"""Pixels of a page's longer side, and between pages."""
COLOURS = 64
GERMAN = {**os.environ, "LC_ALL": "de_DE.UTF-8"}
"""Numbers as in Magdeburg."""


def main() -> None:
    settings = Settings(home=ROOT / "var" / "demo")
    engine = open_engine(settings.url)
    prepare(engine, settings.city)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with a_release(engine, settings) as pk, sessions(engine)() as session:
        snapshot = session.get_one(ReportSnapshot, pk)
        workbook, paper = snapshot.file, statement(session, snapshot)
    print_out("workbook", ".xlsx", workbook)
    print_out("statement", ".docx", paper)


def statement(session: Session, snapshot: ReportSnapshot) -> bytes:
    """The draft of the demo city, with the figures of the release."""
    german, target = translations("de").ugettext, BytesIO()
    draft = CouncilPaper.state == PaperState.DRAFT
    paper = paper_of(session.scalars(select(CouncilPaper).where(draft)).one())
    write(paper, Figures({snapshot.report: released(snapshot, german)}), german, target)
    return target.getvalue()


def print_out(name: str, kind: str, content: bytes) -> None:
    """A few pages to a picture."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / f"{name}{kind}").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place]
        subprocess.run(
            [*convert, f"{place}/{name}{kind}"], check=True, capture_output=True, env=GERMAN
        )
        draw = ["pdftoppm", "-png", "-scale-to", str(CELL * 2), f"{place}/{name}.pdf", f"{place}/p"]
        subprocess.run(draw, check=True)
        pages = [Image.open(page).convert("RGB") for page in sorted(folder.glob("p-*.png"))]
    for number, first in enumerate(range(0, len(pages), ACROSS * DOWN), 1):
        some = pages[first : first + ACROSS * DOWN]
        sheet(some).quantize(COLOURS).save(FOLDER / f"{name}-{number}.png", optimize=True)


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Pages side by side on grey, as on a table."""
    for page in pages:
        page.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
    rows = [pages[first : first + ACROSS] for first in range(0, len(pages), ACROSS)]
    heights = [max(page.height for page in row) + SPACE for row in rows]
    width = (CELL + SPACE) * min(ACROSS, len(pages)) + SPACE
    table = Image.new("RGB", (width, sum(heights) + SPACE), GREY_LIGHT)
    top = SPACE
    for row, height in zip(rows, heights, strict=True):
        for number, page in enumerate(row):
            left = SPACE + number * (CELL + SPACE) + (CELL - page.width) // 2
            table.paste(page, (left, top))
        top += height
    return table


if __name__ == "__main__":
    main()
