"""One peer's pages over one database, a line of JSON each: a process of its own, to be stopped
where a page takes too long.
"""

import gc
import importlib
import json
import sys
from dataclasses import asdict

from tests.benchmarks.measure import FRAGMENT, cost


def main(peer: str, url: str, page: str, times: str) -> None:
    gc.disable()  # Python 3.11 crashed in collecting 300,000 objects of a peer; kinder to it, too
    module = importlib.import_module(f"tests.benchmarks.peers.{peer}")
    client, engine = module.client(url)
    found = cost(client, module.PAGES[page].format(fragment=FRAGMENT), engine, int(times))
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
