"""A document as PDF, by LibreOffice: for the archive (PDF/A-2b) and tagged for screen readers."""

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.enums import N_
from crm.errors import DomainError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180
WISHES = {"SelectPdfVersion": ("long", "2"), "UseTaggedPDF": ("boolean", "true")}


def can_be_made() -> bool:
    return _program() is not None


def _program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def as_pdf(content: bytes) -> bytes:
    """DomainError where LibreOffice is not there or fails."""
    program = _program()
    if program is None:
        raise DomainError(N_("PDF is made by LibreOffice, which is not installed here."))
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(content)
        _convert(program, folder)
        try:
            return (folder / "paper.pdf").read_bytes()
        except FileNotFoundError:
            raise DomainError(N_("LibreOffice could not make a PDF of it.")) from None


def _convert(program: str, folder: Path) -> None:
    wishes = {name: {"type": kind, "value": value} for name, (kind, value) in WISHES.items()}
    wanted = f"pdf:writer_pdf_Export:{json.dumps(wishes)}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    where = ["--outdir", str(folder), str(folder / "paper.docx")]
    try:
        subprocess.run(  # noqa: S603 - our own program and paths, no shell
            [program, profile, "--headless", "--convert-to", wanted, *where],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise DomainError(N_("LibreOffice could not make a PDF of it.")) from None
