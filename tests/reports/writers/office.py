"""LibreOffice as a second opinion: it prints what we wrote, and calculates it again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def require_office() -> None:
    """Left out with its name where there is none; with CI=true that is a failure."""
    if SOFFICE:
        return
    if os.environ.get("CI") == "true":
        pytest.fail("LibreOffice (soffice) is missing; with CI=true it must be there")
    pytest.skip("LibreOffice (soffice) is not installed")


def converted(file: Path, kind: str, folder: Path) -> Path:
    """The file as ``kind`` in another folder, as a German office would see it."""
    assert SOFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    german = {**os.environ, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180, env=german)
    return folder / f"{file.stem}.{kind.split(':')[0]}"
