"""Rules: plain Python over the values of a form, an import row or an API body.

``problems(values)`` yields what is wrong; it never raises and never looks into a database.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """``field`` is the name in the form, the API or the sheet; ``message`` a message id."""

    field: str
    message: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


Problems = Iterator[Problem]
