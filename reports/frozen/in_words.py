"""What a figure's place is called on its sheet."""

from collections.abc import Iterable, Iterator

from reports.frozen.cells import Place
from reports.report import TOTAL, Column, Kind, Sheet
from reports.translate import Translate


class Titles:
    def __init__(self, sheets: Iterable[Sheet], translate: Translate) -> None:
        self._sheets = {sheet.key: sheet for sheet in sheets}
        self._translate = translate

    def of(self, place: Place) -> str:
        """Such as ``By size, Micro, Firms``."""
        return ", ".join(self.parts(place))

    def parts(self, place: Place) -> tuple[str, str, str]:
        """Sheet, row and column."""
        sheet, label = self._sheets[place.sheet], self._column(place).label
        row = ", ".join(map(self._translate, self._row(sheet, place)))
        return self._translate(sheet.tab), row, self._translate(label)

    def is_share(self, place: Place) -> bool:
        return self.kind(place) is Kind.SHARE

    def kind(self, place: Place) -> Kind:
        return self._column(place).kind

    def _column(self, place: Place) -> Column:
        columns = self._sheets[place.sheet].columns
        return next(each for each in columns if each.key == place.column)

    def _row(self, sheet: Sheet, place: Place) -> Iterator[str]:
        if place.row == (TOTAL,):
            yield sheet.total_label
            return
        known = [column.names or {} for column in sheet.columns[: len(place.row)]]
        for code, names in zip(place.row, known, strict=True):
            yield names.get(code, code)
