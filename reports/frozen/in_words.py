"""What a figure's place is called on its sheet."""

from collections.abc import Iterable, Iterator

from reports.frozen.cells import Place
from reports.report import TOTAL, Sheet
from reports.translate import Translate


class Titles:
    def __init__(self, sheets: Iterable[Sheet], translate: Translate) -> None:
        self._sheets = {sheet.key: sheet for sheet in sheets}
        self._translate = translate

    def of(self, place: Place) -> str:
        """Such as ``By size, Micro, Firms``."""
        sheet = self._sheets[place.sheet]
        label = next(each.label for each in sheet.columns if each.key == place.column)
        return ", ".join(map(self._translate, (sheet.tab, *self._row(sheet, place), label)))

    def _row(self, sheet: Sheet, place: Place) -> Iterator[str]:
        if place.row == (TOTAL,):
            yield sheet.total_label
            return
        known = [column.names or {} for column in sheet.columns[: len(place.row)]]
        for code, names in zip(place.row, known, strict=True):
            yield names.get(code, code)
