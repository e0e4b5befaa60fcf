"""``make bench-register``: what the work of the register costs and is worth, in tables."""

import argparse
import sys
from pathlib import Path

from tests.benchmarks.register import importing, large, matching

ROOT = Path(__file__).parents[3]
TABLES = {"matching": matching.run, "importing": importing.run, "large": large.run}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.register")
    parser.add_argument("table", nargs="?", choices=TABLES, help="all without")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "benchmarks")
    parser.add_argument("--on-file", type=int, default=300_000)
    parser.add_argument("--listed", type=int, default=100_000)
    parser.add_argument("--peer-rows", type=int, default=2_500, help="that import-export reads")
    parser.add_argument("--peers-python", default=sys.executable, help="which has splink")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    wishes = parser.parse_args()
    wishes.folder.mkdir(parents=True, exist_ok=True)
    chosen = [wishes.table] if wishes.table else TABLES
    return max(TABLES[table](wishes) for table in chosen)


if __name__ == "__main__":
    sys.exit(main())
