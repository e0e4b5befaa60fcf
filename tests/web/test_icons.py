"""Every icon that a page draws is in the sprite that scripts/assets.py makes."""

import re
from pathlib import Path

from crm.web.assets import STATIC
from crm.web.menu import MENU

TEMPLATES = Path(STATIC).parent / "templates"
DRAWN = re.compile(r"""icon\("([a-z0-9-]+)\"""")


def test_every_icon_is_in_the_sprite() -> None:
    sprite = (STATIC / "vendor" / "bootstrap-icons.svg").read_text(encoding="utf-8")
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    texts = (path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    drawn = {name for text in texts for name in DRAWN.findall(text)}
    assert drawn | {item.icon for item in MENU} <= there, "run: python scripts/assets.py"
