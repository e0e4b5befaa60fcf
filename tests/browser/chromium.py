"""Where Chromium is: on PATH, else Playwright's own; and how it is started.

Its headless shell is preferred: the same engine without a desktop's interface, a third faster.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "no Chromium: install one, or run playwright install chromium"


def executable(playwright: Playwright) -> str | None:
    """Its path, None where there is none."""
    found = next(filter(None, (shutil.which(name) for name in NAMES)), None)
    own = Path(playwright.chromium.executable_path)
    return found or (str(own) if own.exists() else None)


def is_required() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true")


def launch(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
