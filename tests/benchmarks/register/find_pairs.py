"""Firms on file that may be one, all of them compared; prints what it cost as JSON."""

import json
import sys
import time
from collections import deque

from crm.db import open_engine, sessions
from crm.register.find_duplicates import pairs_on_file
from crm.services.bulk import unmapped
from tests.benchmarks.register.processes import most_megabytes


def main(url: str) -> None:
    engine = open_engine(url)
    start, cpu = time.perf_counter(), time.process_time()
    with sessions(engine)() as session, unmapped(session):
        found = pairs_on_file(session, lambda _done, _total: None)
        last = deque(enumerate(found, start=1), maxlen=1)
    told = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time() - cpu,
        "megabytes": most_megabytes(),
        "pairs": last[0][0] if last else 0,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
