"""Addresses of our own CSS, JS and icons, with the version that lets browsers keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for
from markupsafe import Markup

STATIC = Path(__file__).parent / "static"


def asset(path: str) -> str:
    """The address names the content, so that a year in the browser's cache does no harm."""
    file = STATIC / path
    version = _hash(path, file.stat().st_mtime_ns) if file.exists() else "none"
    return url_for("static", filename=path, v=version)


@lru_cache(maxsize=500)
def _hash(path: str, _changed: int) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]


def icon(name: str, title: str = "") -> Markup:
    """A Bootstrap icon from our sprite; without a title it is decoration."""
    use = Markup('<use href="{}#{}"></use>').format(asset("vendor/bootstrap-icons.svg"), name)
    if not title:
        return Markup('<svg class="icon" aria-hidden="true">{}</svg>').format(use)
    return Markup('<svg class="icon" role="img" aria-label="{}">{}</svg>').format(title, use)


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, icon=icon)
