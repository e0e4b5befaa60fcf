"""By what own reports break figures down, and by what they narrow them: each with its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ibis import Table

from crm.enums import (
    N_,
    InquiryChannel,
    InquiryOutcome,
    InteractionKind,
    LabelledEnum,
    RedFlagKind,
    SizeBand,
    SizeClass,
)
from crm.rules.wz_sections import JOINT_SECTIONS
from reports.measures.dimensions import Value
from reports.measures.outcomes import OPEN
from reports.report import Kind
from reports.segment import SMALL_FIRMS, UNKNOWN
from reports.source.source import Source
from reports.translate import Translate

Names = Mapping[Value, str]


@dataclass(frozen=True)
class Breakdown:
    """``names`` are message ids by code; ``given`` are names that the office gave itself."""

    name: str
    title: str
    names: Mapping[str, str]
    given: Callable[[Source], Names] | None = None
    kind: Kind = Kind.LABEL
    more: Mapping[str, str] | None = None
    """What can be asked for and has no row of its own."""
    by_name: bool = False
    """Whether its rows stand in the order of names: numbers of rows are none."""
    for_team_leads: bool = False

    def words(self, source: Source, translate: Translate) -> dict[str, str]:
        """Code, as the address writes it, -> name; the unknown last."""
        given = self.given(source) if self.given else {}
        fixed = {code: translate(text) for code, text in self.names.items()}
        return {str(code): text for code, text in given.items()} | fixed

    def choices(self, source: Source, translate: Translate) -> dict[str, str]:
        more = {code: translate(text) for code, text in (self.more or {}).items()}
        return more | self.words(source, translate)


def _labels(enum: type[LabelledEnum]) -> dict[str, str]:
    return {member.value: member.label for member in enum}


def _gatherings() -> dict[str, str]:
    return {kind.value: kind.label for kind in InteractionKind if kind.is_gathering}


def _districts(source: Source) -> Names:
    rows = source.frame(source.districts.select("number", "name").order_by("number"))
    pairs = zip(rows["number"], rows["name"], strict=True)
    return {number: f"{number} {name}" for number, name in pairs}


def _teams(source: Source) -> Names:
    rows = source.frame(source.teams.select("id", "code", "name").order_by("id"))
    return dict(zip(rows["code"], rows["name"], strict=True))


def _advisors(source: Source) -> Names:
    return _named(source, source.advisors)


def _partners(source: Source) -> Names:
    return _named(source, source.partners)


def _topics(source: Source) -> Names:
    return _named(source, source.topics)


def _programmes(source: Source) -> Names:
    return _named(source, source.funding_programmes)


def _materials(source: Source) -> Names:
    known = source.frame(source.materials.select("id", "title", "edition", "language"))
    rows = known.itertuples(index=False)
    return {pk: f"{title}, {edition} ({language})" for pk, title, edition, language in rows}


def _named(source: Source, table: Table) -> Names:
    rows = source.frame(table.select("id", "name").order_by("name", "id"))
    return dict(zip(rows["id"], rows["name"], strict=True))


BREAKDOWNS = {
    each.name: each
    for each in (
        Breakdown(
            "size_class",
            N_("Size class"),
            _labels(SizeClass),
            more={SMALL_FIRMS: N_("All small firms (under 50)")},
        ),
        Breakdown("size_band", N_("Size band"), _labels(SizeBand)),
        Breakdown("district", N_("District"), {UNKNOWN: N_("District unknown")}, _districts),
        Breakdown("section", N_("Sector"), JOINT_SECTIONS, kind=Kind.TITLE),
        Breakdown("team", N_("Team"), {UNKNOWN: N_("No team")}, _teams),
        Breakdown(
            "advisor",
            N_("Advisor"),
            {UNKNOWN: N_("No advisor named")},
            _advisors,
            by_name=True,
            for_team_leads=True,
        ),
        Breakdown("kind", N_("Kind of contact"), _labels(InteractionKind)),
        Breakdown("gathering", N_("Kind of gathering"), _gatherings()),
        Breakdown("month", N_("Month"), {}, kind=Kind.MONTH),
        Breakdown("channel", N_("How it came in"), _labels(InquiryChannel)),
        Breakdown(
            "partner",
            N_("First office"),
            {UNKNOWN: N_("Directly at the business office")},
            _partners,
            Kind.TITLE,
            by_name=True,
        ),
        Breakdown(
            "topic", N_("Topic"), {UNKNOWN: N_("Topic unknown")}, _topics, Kind.TITLE, by_name=True
        ),
        Breakdown("outcome", N_("Outcome"), _labels(InquiryOutcome) | {OPEN: N_("still open")}),
        Breakdown(
            "owner",
            N_("Who takes care of it"),
            {UNKNOWN: N_("No advisor named")},
            _advisors,
            by_name=True,
            for_team_leads=True,
        ),
        Breakdown(
            "programme",
            N_("Programme"),
            {UNKNOWN: N_("Programme still open")},
            _programmes,
            Kind.TITLE,
            by_name=True,
        ),
        Breakdown("material", N_("Brochure"), {}, _materials, Kind.TITLE, by_name=True),
        Breakdown(
            "counter", N_("Counter"), {UNKNOWN: N_("Counter unknown")}, _partners, Kind.TITLE
        ),
        Breakdown("red_flag", N_("Red flag"), _labels(RedFlagKind), for_team_leads=True),
    )
}
