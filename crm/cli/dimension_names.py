"""What the codes of dimensions are called: in tables, and where an unknown one is refused."""

from collections.abc import Mapping
from typing import Any

from crm.cli.language import _
from crm.enums import N_, InteractionKind, LabelledEnum, SizeBand, SizeClass
from crm.errors import DomainError
from crm.rules.fold import sort_key
from crm.rules.wz_sections import SECTIONS
from reports.segment import SMALL_FIRMS, UNKNOWN, Segment
from reports.source import Source

ENUMS: Mapping[str, type[LabelledEnum]] = {
    "size_class": SizeClass,
    "size_band": SizeBand,
    "kind": InteractionKind,
}
UNKNOWN_NAMES = {
    "district": N_("District unknown"),
    "team": N_("No team"),
    "advisor": N_("No advisor named"),
}


def names(source: Source, dimension: str) -> dict[Any, str]:
    """Code -> name, in the command's language; months need none."""
    if dimension in ENUMS:
        return {member.value: _(member.label) for member in ENUMS[dimension]}
    if dimension == "section":
        return {
            code: _(title) if code == UNKNOWN else f"{code} {_(title)}"
            for code, title in SECTIONS.items()
        }
    stored = _stored(source, dimension)
    unknown = UNKNOWN_NAMES.get(dimension)
    return {**stored, **({UNKNOWN: _(unknown)} if unknown else {})}


def _stored(source: Source, dimension: str) -> dict[Any, str]:
    if dimension == "district":
        rows = source.frame(source.districts.select("number", "name").order_by("number"))
        return {row.number: f"{row.number} {row.name}" for row in rows.itertuples(index=False)}
    columns = {"team": ("teams", "code"), "advisor": ("advisors", "id")}
    if dimension not in columns:
        return {}
    table, key = columns[dimension]
    rows = source.frame(getattr(source, table).select(key, "name"))
    rows = rows.sort_values("name", key=lambda names: names.map(sort_key))
    return dict(zip(rows[key], rows["name"], strict=True))


def refuse_unknown(source: Source, segment: Segment) -> None:
    """A segment that nothing can be in would look like figures of nought."""
    for dimension, code in segment.chosen.items():
        known = names(source, dimension)
        if dimension == "size_class":
            known[SMALL_FIRMS] = _("Micro and small together")
        if code not in known:
            said = (
                text if str(each) in text else f"{each} ({text})" for each, text in known.items()
            )
            raise DomainError(
                N_("--%(option)s %(code)s is not known here. Possible: %(possible)s."),
                option=dimension.replace("_", "-"),
                code=code,
                possible=", ".join(said),
            )
