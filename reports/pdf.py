"""A document as PDF, by LibreOffice: for the archive (PDF/A-2b) and tagged for screen readers."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.enums import N_
from crm.errors import DomainError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180
WISHES = {"SelectPdfVersion": ("long", "2"), "UseTaggedPDF": ("boolean", "true")}
FILTERS = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
LOCALES = {"de": "de_DE.UTF-8", "en": "en_GB.UTF-8"}
"""A workbook's numbers are written as the office's language does."""


def can_be_made() -> bool:
    return _program() is not None


def _program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def as_pdf(content: bytes, kind: str = ".docx", language: str = "de") -> bytes:
    """``kind`` of FILTERS. DomainError where LibreOffice is not there or fails."""
    program = _program()
    if program is None:
        raise DomainError(N_("PDF is made by LibreOffice, which is not installed here."))
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"paper{kind}").write_bytes(content)
        _convert(program, folder, kind, LOCALES[language])
        try:
            return (folder / "paper.pdf").read_bytes()
        except FileNotFoundError:
            raise DomainError(N_("LibreOffice could not make a PDF of it.")) from None


def _convert(program: str, folder: Path, kind: str, locale: str) -> None:
    wishes = {name: {"type": kind, "value": value} for name, (kind, value) in WISHES.items()}
    wanted = f"pdf:{FILTERS[kind]}:{json.dumps(wishes)}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    where = ["--outdir", str(folder), str(folder / f"paper{kind}")]
    try:
        subprocess.run(  # noqa: S603 - our own program and paths, no shell
            [program, profile, "--headless", "--convert-to", wanted, *where],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "LC_ALL": locale, "LANG": locale},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise DomainError(N_("LibreOffice could not make a PDF of it.")) from None
