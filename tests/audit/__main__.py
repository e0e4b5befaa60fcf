"""``make audit``: the loss at a city like Magdeburg, and the attack on random worlds' files."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.audit.city import city
from tests.audit.pairs import pairs
from tests.audit.recount import recount
from tests.audit.worlds import worlds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--recount", action="store_true", help="recount the worlds, and no more")
    parser.add_argument("--year", type=int, default=2025)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wishes.recount:
            return 1 if recount(Path(folder), wishes.worlds, wishes.year) else 0
        narrow = city(Path(folder), wishes.year)
        narrow += worlds(Path(folder), wishes.worlds, wishes.year)
        narrow += pairs(Path(folder), wishes.pairs, wishes.year)
    return 1 if narrow else 0


if __name__ == "__main__":
    sys.exit(main())
