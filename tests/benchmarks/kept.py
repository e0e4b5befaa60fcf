"""What takes an hour to measure is kept beside the databases: a run that broke off goes on."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tests.benchmarks.measure import Cost
from tests.benchmarks.register import Import

NO_ANSWER = "no answer"


class Kept:
    """Imports and pages of peers by engine, in one JSON file; ``afresh`` forgets the old ones."""

    def __init__(self, folder: Path, afresh: bool) -> None:
        self.path = folder / "results.json"
        there = not afresh and self.path.exists()
        self.since = date.fromtimestamp(self.path.stat().st_mtime) if there else date.today()
        self.values: dict[str, dict[str, float]] = (
            json.loads(self.path.read_text(encoding="utf-8")) if there else {}
        )

    def cost(self, *name: str) -> Cost | None:
        """None where there was no answer in time; KeyError where nobody has asked yet."""
        value = self.values["/".join(name)]
        return None if NO_ANSWER in value else Cost(**value)  # type: ignore[arg-type]

    def keep_cost(self, found: Cost | None, *name: str) -> None:
        self._keep(asdict(found) if found else {NO_ANSWER: 1}, *name)

    def read(self, engine: str) -> Import:
        return Import(**self.values[f"{engine}/import"])  # type: ignore[arg-type]

    def keep_read(self, found: Import, engine: str) -> None:
        self._keep(asdict(found), engine, "import")

    def _keep(self, value: dict[str, float], *name: str) -> None:
        self.values["/".join(name)] = value
        self.path.write_text(json.dumps(self.values, indent=1), encoding="utf-8")
