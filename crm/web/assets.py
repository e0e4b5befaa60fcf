"""Addresses of our own CSS, JS and icons, with the version that lets browsers keep them."""

from flask import Flask, url_for
from markupsafe import Markup

from crm import __version__


def asset(path: str) -> str:
    return url_for("static", filename=path, v=__version__)


def icon(name: str, title: str = "") -> Markup:
    """A Bootstrap icon from our sprite; without a title it is decoration."""
    use = Markup('<use href="{}#{}"></use>').format(asset("vendor/bootstrap-icons.svg"), name)
    if not title:
        return Markup('<svg class="icon" aria-hidden="true">{}</svg>').format(use)
    return Markup('<svg class="icon" role="img" aria-label="{}">{}</svg>').format(title, use)


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, icon=icon)
