"""How a register file was written, kept so that its refused rows are given back in the same way."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from crm.register.source import Origin

ADDED = ("row", "column", "reason")
"""What a file of refused rows has behind the columns of the source."""


@dataclass(frozen=True, slots=True)
class Layout:
    delimiter: str
    encoding: str
    header: list[str]
    """The columns' names; where the file left one nameless, that of the publisher."""
    workbook: bool = False
    """Then its refused rows are given back as a workbook."""

    @property
    def is_of_refused_rows(self) -> bool:
        """Whether we wrote the file."""
        return tuple(self.header[-len(ADDED) :]) == ADDED

    @property
    def suffix(self) -> str:
        """Of the file that its refused rows are given back in."""
        return ".xlsx" if self.workbook else ".csv"

    @property
    def columns(self) -> list[str]:
        """Without those that we added."""
        return self.header[: -len(ADDED)] if self.is_of_refused_rows else self.header

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, text: str | None, source: Origin) -> Self:
        """Files that came before layouts were kept are given back as the publisher writes."""
        if text:
            return cls(**json.loads(text))
        return cls(",", "utf-8-sig", list(source.columns))
