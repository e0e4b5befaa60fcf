"""Texts for people: ``update`` collects them, ``compile`` makes .mo files, ``check`` fails on
any that is untranslated, fuzzy, unused or whose placeholders differ.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "crm" / "web" / "translations"
LANGUAGE = "de"
PO = FOLDER / LANGUAGE / "LC_MESSAGES" / "messages.po"
METHODS = [
    ("**/templates/**.html", "jinja2.ext:babel_extract"),
    ("**/templates/**.txt", "jinja2.ext:babel_extract"),
    ("**.py", "python"),
]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
ROOMS = ("crm", "reports", "seed")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def collected() -> Catalog:
    catalog = Catalog(project="Ansprechpartner", charset="utf-8")
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, METHODS, keywords=KEYWORDS, comment_tags=())
        for name, _line, message, _comments, context in found:
            if message:
                catalog.add(message, None, [(f"{room}/{name}", None)], context=context)
    return catalog


def translated() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update() -> None:
    catalog = translated() if PO.exists() else Catalog(locale=LANGUAGE, charset="utf-8")
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, omit_header=False, no_location=False)
    lines = [x for x in text.getvalue().decode().splitlines() if not x.startswith('"POT-Creation')]
    PO.write_text("\n".join(lines) + "\n", encoding="utf-8")
    compile_all()


def compile_all() -> None:
    for po in FOLDER.glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))


def faults() -> list[str]:
    """One sentence for each text that is not ready."""
    have, want = translated(), collected()
    found = []
    for message in want:
        if not message.id:
            continue
        german = have.get(message.id)
        if german is None or not german.string or not all(_strings(german.string)):
            found.append(f"not translated: {message.id!r} in {message.locations[0][0]}")
        elif german.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
        elif not _same_placeholders(message.id, german.string):
            found.append(f"placeholders differ: {message.id!r}")
    found += [f"used nowhere: {m.id!r}" for m in have if m.id and want.get(m.id) is None]
    return found


def _strings(string: object) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (str(string),)


def _same_placeholders(message: object, german: object) -> bool:
    wanted = {p for text in _strings(message) for p in PLACEHOLDER.findall(text)}
    return wanted == {p for text in _strings(german) for p in PLACEHOLDER.findall(text)}


def check() -> None:
    found = faults()
    print("\n".join(found) or "All texts are translated.")
    sys.exit(bool(found))


if __name__ == "__main__":
    {"update": update, "compile": compile_all, "check": check}[sys.argv[1]]()
