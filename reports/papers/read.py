"""A paper written down as JSON: what the office keeps of it until it is put before the council."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from crm.enums import N_, PaperKind
from crm.errors import DomainError
from reports.papers.oparl import read_motion
from reports.papers.paper import Motion, Paper, Station

T = TypeVar("T")
TEXTS = ("city", "office", "number", "subject", "text")
OPTIONAL = ("deputy", "approved_by", "contact", "signed_by")
OTHERS = ("kind", "on", "approved_on", "motion", "route", "releases")


def read_paper(path: Path) -> tuple[Paper, tuple[str, ...]]:
    """With the marks of the releases whose figures it cites. DomainError says which field of the
    file is not as expected.
    """
    data = _object(path)
    for name in data:
        if name not in (*TEXTS, *OPTIONAL, *OTHERS):
            known = ", ".join((*TEXTS, *OPTIONAL, *OTHERS))
            message = N_("%(name)s is no field of a paper. Possible: %(known)s.")
            raise DomainError(message, name=name, known=known)
    paper = Paper(
        kind=_one_of(data.get("kind", PaperKind.STATEMENT)),
        on=_read("on", data.get("on"), date.fromisoformat, "2004-02-11"),
        motion=_motion(path, data.get("motion")),
        route=tuple(_station(one) for one in _list("route", data)),
        approved_on=(
            _read("approved_on", data["approved_on"], date.fromisoformat, "2004-02-17")
            if data.get("approved_on")
            else None
        ),
        **{name: _text(name, data) for name in TEXTS},
        **{name: _text(name, data, "") for name in OPTIONAL},
    )
    return paper, tuple(map(str, _list("releases", data)))


def _object(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError):
        raise DomainError(N_("%(file)s is no JSON."), file=path.name) from None
    if not isinstance(data, dict):
        raise DomainError(N_("%(file)s is no JSON of one paper."), file=path.name)
    return data


def _motion(path: Path, data: Any) -> Motion | None:
    """Written out, or read from the OParl file that it names."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise _unexpected("motion", data, '{"number": "A0201/03", "by": "…", "on": "2003-11-21"}')
    if "oparl" in data:
        file = path.parent / str(data["oparl"])
        if not file.is_file():
            raise DomainError(N_("There is no file %(file)s."), file=file.name)
        return read_motion(file.read_bytes(), str(data.get("by", "")))
    on = _read("motion.on", data.get("on"), date.fromisoformat, "2003-11-21")
    return Motion(_text("number", data), _text("by", data), on)


def _station(data: Any) -> Station:
    if not isinstance(data, dict) or not data.get("body"):
        raise _unexpected("route", data, '{"body": "Stadtrat", "meets_at": "2004-04-15T14:00"}')
    at = data.get("meets_at")
    read = _read("meets_at", at, datetime.fromisoformat, "2004-04-15T14:00") if at else None
    return Station(str(data["body"]), read)


def _list(name: str, data: Mapping[str, Any]) -> list[Any]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise _unexpected(name, found, "[…]")
    return found


def _text(name: str, data: Mapping[str, Any], otherwise: str | None = None) -> str:
    found = data.get(name, otherwise)
    if not isinstance(found, str) or (otherwise is None and not found.strip()):
        raise _unexpected(name, found, N_("text"))
    return found


def _one_of(code: Any) -> PaperKind:
    try:
        return PaperKind(code)
    except ValueError:
        raise _unexpected("kind", code, ", ".join(PaperKind)) from None


def _read(name: str, value: Any, how: Callable[[str], T], like: str) -> T:
    try:
        return how(str(value))
    except ValueError:
        raise _unexpected(name, value, like) from None


def _unexpected(name: str, value: Any, expected: str) -> DomainError:
    message = N_("The field %(name)s is %(value)s. Expected is: %(expected)s.")
    shown = "–" if value is None else json.dumps(value, ensure_ascii=False)
    return DomainError(message, name=name, value=shown, expected=expected)
