"""No page leads to a view that does not exist, not even a part of a page that is seldom drawn."""

import re
from pathlib import Path

from flask import Flask

WEB = Path(__file__).parents[2] / "crm" / "web"
NAMED = re.compile(r"""url_for\(\s*["']([\w.]+)["']""")


def test_each_view_that_a_link_names_exists(app: Flask) -> None:
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.txt"), *WEB.rglob("*.py")]
    named = {
        (file.name, name)
        for file in files
        for name in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert len(named) > 200
    unknown = {(file, name) for file, name in named if name not in app.view_functions}
    # Inside a blueprint a name begins with a dot.
    assert not {(file, name) for file, name in unknown if not name.startswith(".")}
