"""A list taken in by django-import-export, tried first as its documentation shows; prints what it
cost as JSON: ``trial`` and ``seconds`` are one pass each, ``ahead`` what either does before the
first row. A process of its own.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

import django
from django.conf import settings

from crm.db import open_engine, sessions
from crm.register.mapping.as_source import source_of
from crm.register.source import Source
from crm.register.sources import SOURCES
from crm.services.import_mappings import find_mapping
from tests.benchmarks.peers.django_admin import database
from tests.benchmarks.register.processes import most_megabytes


def main(url: str, file: str, source: str, as_of: str) -> None:
    """``source``: the name of one of ours or of a mapping."""
    settings.configure(
        DATABASES={"default": database(url)}, USE_TZ=True, DEBUG=False,
        INSTALLED_APPS=["import_export", "tests.benchmarks.peers.register"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )  # fmt: skip
    django.setup()
    whose = _source(url, source)
    import tablib

    from tests.benchmarks.peers.register.resource import Firms

    start = time.perf_counter()
    rows = tablib.Dataset().load(Path(file).read_text(encoding="utf-8"), format="csv")
    firms = Firms(whose, date.fromisoformat(as_of))
    firms.import_data(rows, dry_run=True, raise_errors=True)
    trial = time.perf_counter() - start
    start, cpu = time.perf_counter(), time.process_time()
    result = firms.import_data(rows, raise_errors=True)
    told = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time() - cpu,
        "megabytes": most_megabytes(),
        "ahead": firms.ahead,
        "trial": trial,
        **{name: result.totals[name] for name in ("new", "update", "skip")},
    }
    print(json.dumps(told))


def _source(url: str, name: str) -> Source:
    if name in SOURCES:
        return SOURCES[name]
    engine = open_engine(url)
    with sessions(engine)() as session:
        found = source_of(find_mapping(session, name), {})
    engine.dispose()
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
