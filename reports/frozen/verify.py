"""A release held against the rows it was counted from, and against those of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection

from crm.clock import zone
from crm.models import ReportSnapshot
from reports.build import build
from reports.catalogue import report_named
from reports.frozen.causes import Cause, Judge
from reports.frozen.changes import Change, changes
from reports.frozen.concerned import Concerned
from reports.frozen.explain import Explained, Progress, explain, unwatched
from reports.frozen.origins import NAME, batches_of, made_since, read_origins, undone_since
from reports.frozen.release import figures_of
from reports.frozen.tables import of_parquet, read, source_over
from reports.meta import Meta
from reports.period import Period
from reports.report import Sheet
from reports.source.source import Source
from reports.translate import Translate
from reports.writers.book import Book
from reports.writers.tables_json import tables


@dataclass(frozen=True)
class Other:
    """A figure that is not what was released."""

    sheet: str
    measure: str
    key: tuple[str, ...]
    released: Any
    found: Any


class Kept:
    """What is kept of a release, made anew in the words in which it was released."""

    def __init__(self, snapshot: ReportSnapshot, translate: Translate) -> None:
        self.snapshot = snapshot
        self.translate = translate
        self.tables = {each.name: of_parquet(each.rows) for each in snapshot.tables}
        self.origins = self.tables.pop(NAME)

    def made(self, source: Source) -> Book:
        """With all counts: for those who may see them."""
        kept = self.snapshot
        return build(
            kept.report,
            source,
            Period(kept.first_day, kept.last_day),
            meta=Meta("", "", self.made_at, kept.software, kept.author),
            translate=self.translate,
            language=kept.language,
        )

    def published(self) -> Book:
        """As it was released, made again from the rows kept."""
        from reports.protect.protected import withheld_again

        with source_over(self.tables, self.snapshot.mark) as source:
            return withheld_again(self.made(source), self.withheld)

    @property
    def withheld(self) -> frozenset[str]:
        """By the names of reports.protect.number."""
        return frozenset(self.snapshot.hidden.splitlines())

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return report_named(self.snapshot.report).sheets

    @property
    def made_at(self) -> datetime:
        at = self.snapshot.released_at.astimezone(zone()).replace(tzinfo=None)
        return datetime.combine(self.snapshot.as_of, at.time())

    def others(self) -> list[Other]:
        """Printed figures that the rows kept do not give; there are none."""
        with source_over(self.tables, self.snapshot.mark) as source:
            found = _by_place(tables(self.made(source))["tables"])
        printed = _by_place(figures_of(self.snapshot))
        return [
            Other(place[0], place[1], place[2:], value, found.get(place))
            for place, value in printed.items()
            if value is not None and value != found.get(place)
        ]

    def explained(self, connection: Connection, progress: Progress = unwatched) -> Explained:
        """Against the rows of ``connection``, which reads as of one moment. ``progress`` is told
        how many of the causes are taken into account.
        """
        now = read(connection, self.tables)
        found = explain(self.tables, self._causes(connection, now), self.made, progress)
        every = [change for some in found.changes.values() for change in some]
        about = Concerned([self.tables, now], every, self.snapshot.last_day)
        firms = {cause: about.firms(some) for cause, some in found.changes.items()}
        return replace(found, firms=firms)

    def _causes(
        self, connection: Connection, now: Mapping[str, pa.Table]
    ) -> Mapping[Cause, Sequence[Change]]:
        moment = self.snapshot.released_at
        judge = Judge(
            then=batches_of(self.origins),
            now=batches_of(read_origins(connection)),
            undone=undone_since(connection, moment),
            made=made_since(connection, moment),
        )
        found: dict[Cause, list[Change]] = {}
        for change in changes(self.tables, now):
            found.setdefault(judge.cause(change), []).append(change)
        return found


def _by_place(printed: Sequence[Mapping[str, Any]]) -> dict[tuple[str, ...], Any]:
    return {
        (table["sheet"], table["measure"], *cell["key"]): cell["value"]
        for table in printed
        for cell in table["cells"]
    }
