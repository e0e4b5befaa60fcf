"""WZ codes in the official notation: 56, 56.1, 56.10, 56.10.1; sections by their letter.

They arrive without dots and with lost leading zeros, so that ``1610`` may be 16.10 (sawmilling)
or 01.61.0 (crop services). Titles and structure: Statistisches Bundesamt, by the package wz-code.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from crm.enums import N_, WzEdition
from crm.rules import Problem

NO_CODE = ("", "NULL")
DOTS_AFTER = {2: (2,), 3: (2, 3), 4: (2, 4), 5: (2, 4, 5)}
"""Number of digits -> where the parts of the code end."""


class Resolved(NamedTuple):
    """Code and section, or neither where the text says "no code", or what is wrong with it."""

    code: str | None = None
    section: str | None = None
    problem: Problem | None = None


@lru_cache
def _classes(edition: WzEdition) -> Mapping[str, Mapping[str, Any]]:
    """Code -> {"t": title, "p": code of the parent}."""
    data = import_module(f"wz_code.data.wz{edition.value}")
    return data.__dict__[f"WZ_{edition.value}_DATA"]  # type: ignore[no-any-return]


@lru_cache
def titles(edition: WzEdition) -> Mapping[str, str]:
    """Code -> official German title, without the sections."""
    return {code: str(one["t"]) for code, one in _classes(edition).items() if code[0].isdigit()}


def exists(code: str, edition: WzEdition) -> bool:
    return code in _classes(edition)


def title_of(code: str, edition: WzEdition) -> str:
    """The official German title of a code or a section's letter; LookupError when unknown."""
    return str(_classes(edition)[code]["t"])


@lru_cache(maxsize=8192)
def section_of(code: str, edition: WzEdition) -> str:
    """The letter of the section; LookupError when the code is unknown."""
    parent = _classes(edition)[code]["p"]
    return section_of(parent, edition) if parent else code


@lru_cache(maxsize=65536)
def resolve(
    text: str | None,
    edition: WzEdition,
    description: str | None = None,
    layout: int | None = None,
) -> Resolved:
    """``layout`` is how many digits the column's codes have, 4 for NACE classes."""
    text = (text or "").strip()
    if text in NO_CODE or not text.strip("0"):
        return Resolved()
    fitting = [code for code in _candidates(text) if exists(code, edition)]
    if not fitting:
        return Resolved(problem=_unknown(text, edition))
    code = fitting[0] if len(fitting) == 1 else _decided(fitting, edition, description, layout)
    if code is None:
        return Resolved(problem=_ambiguous(text, fitting, edition))
    return Resolved(code, section_of(code, edition))


@lru_cache(maxsize=65536)
def resolve_either(
    text: str | None, description: str | None = None, layout: int | None = None
) -> tuple[WzEdition, Resolved]:
    """Where nobody says which edition: the one that has the code; the older where the code stands
    for the same in both.
    """
    found = {one: resolve(text, one, description, layout) for one in WzEdition}
    readings = {one: read for one, read in found.items() if read.code}
    unclear = [(one, read) for one, read in found.items() if _is_ambiguous(read)]
    if not readings or unclear:
        return unclear[0] if unclear else (WzEdition.WZ_2008, _in_neither(found))
    (edition, first), *others = readings.items()
    for other, second in others:
        if _meant(first, edition) != _meant(second, other):
            return edition, Resolved(problem=_either(str(text), readings))
    return edition, first


def _is_ambiguous(read: Resolved) -> bool:
    return read.problem is not None and "first" in read.problem.values


def _in_neither(found: Mapping[WzEdition, Resolved]) -> Resolved:
    problem = found[WzEdition.WZ_2008].problem
    editions = {"edition": " / ".join(one.label for one in found)}
    return Resolved(problem=problem and Problem(problem.field, problem.message, editions))


def _meant(read: Resolved, edition: WzEdition) -> tuple[str | None, str | None, list[str]]:
    """The editions set the commas of their titles differently."""
    title = title_of(str(read.code), edition).casefold()
    return read.code, read.section, re.findall(r"\w+", title)


def _either(text: str, readings: Mapping[WzEdition, Resolved]) -> Problem:
    first, second = (
        f"{read.code} {title_of(str(read.code), one)} ({one.label})"
        for one, read in readings.items()
    )
    message = N_("%(code)s may be %(first)s or %(second)s. Say which edition it is of.")
    return Problem("wz_code", message, {"code": text, "first": first, "second": second})


def _candidates(text: str) -> list[str]:
    """The codes that the text may stand for, whether they exist or not."""
    if re.fullmatch(r"\d{1,2}(\.\d{1,2}(\.\d)?)?", text):
        head, dot, rest = text.partition(".")
        return [head.zfill(2) + dot + rest]
    if not re.fullmatch(r"\d{3,5}", text):
        return []
    digits = [text] if text.startswith("0") else [text, "0" + text]
    return [_dotted(one) for one in digits if len(one) in DOTS_AFTER]


def _dotted(digits: str) -> str:
    ends = DOTS_AFTER[len(digits)]
    return ".".join(digits[a:b] for a, b in zip((0, *ends), ends, strict=False))


def _decided(
    codes: list[str], edition: WzEdition, description: str | None, layout: int | None
) -> str | None:
    """The description knows best; a column's usual number of digits is the next best witness."""
    scores = {code: _likeness(description, title_of(code, edition)) for code in codes}
    likely, other = sorted(codes, key=lambda code: scores[code], reverse=True)
    if scores[likely] >= 0.5 and scores[other] <= scores[likely] / 2:
        return likely
    as_usual = [code for code in codes if len(code.replace(".", "")) == layout]
    return as_usual[0] if as_usual else None


def _likeness(description: str | None, title: str) -> float:
    """The share of the description's words that begin like a word of the title."""
    ours, theirs = _beginnings(description or ""), _beginnings(title)
    return len(ours & theirs) / len(ours) if ours else 0.0


def _beginnings(text: str) -> set[str]:
    """Chambers shorten words and cut titles off: the first five letters are what is left."""
    return {word[:5] for word in re.findall(r"\w{5,}", text.casefold())}


def _unknown(text: str, edition: WzEdition) -> Problem:
    if re.fullmatch(r"\d{6,7}", text):
        message = N_("This is a chamber's own branch number, not a code of %(edition)s.")
    else:
        message = N_("There is no such code in %(edition)s.")
    return Problem("wz_code", message, {"edition": edition.label})


def _ambiguous(text: str, codes: list[str], edition: WzEdition) -> Problem:
    first, second = (f"{code} {title_of(code, edition)}" for code in codes)
    message = N_("%(code)s may be %(first)s or %(second)s. Write it with its dots.")
    return Problem("wz_code", message, {"code": text, "first": first, "second": second})
