"""Where our own CSS, JS and icons are, with the version that lets browsers keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, g, url_for
from markupsafe import Markup

STATIC = Path(__file__).parent / "static"


def address() -> str:
    """Names the content of the folder, so that a year in the browser's cache does no harm.

    The folder and not each file: scripts import one another and sheets their typefaces by relative
    addresses, which so carry the version too, and nothing is asked for a second time.
    """
    files = sorted(path for path in STATIC.rglob("*") if path.is_file())
    content = hashlib.sha256()
    for file in files:
        content.update(f"{file.relative_to(STATIC).as_posix()}\n".encode() + file.read_bytes())
    return f"/static/{content.hexdigest()[:10]}"


def asset(path: str) -> str:
    return url_for("static", filename=path)


def icon(name: str, title: str = "") -> Markup:
    """A Bootstrap icon from our sprite; without a title it is decoration."""
    return _drawn(_sprite(), name, title)


def _sprite() -> str:
    """Built once a page, which has forty icons."""
    if "sprite" not in g:
        g.sprite = asset("vendor/bootstrap-icons.svg")
    return str(g.sprite)


@lru_cache(maxsize=1024)
def _drawn(sprite: str, name: str, title: str) -> Markup:
    use = Markup('<use href="{}#{}"></use>').format(sprite, name)
    if not title:
        return Markup('<svg class="icon" aria-hidden="true">{}</svg>').format(use)
    return Markup('<svg class="icon" role="img" aria-label="{}">{}</svg>').format(title, use)


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, icon=icon)
