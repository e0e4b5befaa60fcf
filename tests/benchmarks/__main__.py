"""``make benchmarks``: what pages cost at 300,000 firms and two million contacts, beside peers.

Writes docs/performance.md, and fails when a page asks more than 12 questions or sends more than
100 KB. The databases are kept in ``--folder`` and made only once, which takes ten minutes.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from crm.app import create_app
from crm.cli.demo_command import PASSWORD
from crm.config import Settings
from seed.plan import Scale
from tests.benchmarks.databases import databases, empty_one
from tests.benchmarks.kept import Kept
from tests.benchmarks.measure import Cost, cost, sign_in
from tests.benchmarks.pages import pages
from tests.benchmarks.register import ROWS, Import, long_file, read
from tests.benchmarks.report import PEERS, Results, write_report

ROOT = Path(__file__).parents[2]
PEERS_PAGES = ("firm list", "find a firm", "contact list", "visit form", "follow-up list")
PATIENCE = 300
"""Seconds for one page of a peer."""
CRASHES = 5
"""Interpreters die now and then of 300,000 rows made into objects; that says nothing of a peer."""


def main() -> int:
    wishes = _arguments()
    results = Results(scale=wishes.scale, today=date.today())
    kept = Kept(wishes.folder, afresh=not wishes.go_on)
    results.kept_since = kept.since
    with databases(wishes.folder, wishes.scale, date.today()) as engines:
        for name, engine in engines.items():
            results.ours[name] = dict(_ours(engine, wishes.folder))
            if not wishes.pages_only:
                results.imports[name] = _import(engine, wishes.folder, kept)
                results.peers[name] = dict(_peers(engine, kept))
    write_report(results, ROOT / "docs" / "performance.md")
    for line in results.over_budget():
        print(line)
    return 1 if results.over_budget() else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "benchmarks")
    parser.add_argument("--firms", type=int, default=300_000)
    parser.add_argument("--contacts", type=int, default=2_000_000)
    parser.add_argument("--pages-only", action="store_true")
    parser.add_argument("--go-on", action="store_true", help="keep imports and peers of before")
    wishes = parser.parse_args()
    wishes.scale = Scale(wishes.firms, wishes.contacts)
    return wishes


def _ours(engine: Engine, folder: Path) -> Iterator[tuple[str, Cost]]:
    url = engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(home=folder, database_url=url, login_rate="1000 per minute"))
    clients = {}
    for page in pages(engine, date.today()):
        if page.login not in clients:
            clients[page.login] = sign_in(app.test_client(), page.login, PASSWORD)
        found = cost(clients[page.login], page.address, app.extensions["crm_engine"])
        print(f"{engine.dialect.name:<11} {page.name:<36} {found}", flush=True)
        yield page.name, found
    app.extensions["crm_engine"].dispose()


def _import(engine: Engine, folder: Path, kept: Kept) -> Import:
    with suppress(KeyError):
        return kept.read(engine.dialect.name)
    found = read(long_file(folder), empty_one(engine), folder)
    kept.keep_read(found, engine.dialect.name)
    print(f"{engine.dialect.name:<11} import of {ROWS} rows {found}", flush=True)
    return found


def _peers(engine: Engine, kept: Kept) -> Iterator[tuple[tuple[str, str], Cost | None]]:
    """(peer, page) -> its cost; None where it did not answer within PATIENCE."""
    url, name = engine.url.render_as_string(hide_password=False), engine.dialect.name
    for peer in PEERS:
        for page in PEERS_PAGES:
            try:
                found = kept.cost(name, peer, page)
            except KeyError:
                found = _peer(peer, url, page)
                kept.keep_cost(found, name, peer, page)
                print(f"{name:<11} {peer:<13} {page:<22} {found}", flush=True)
            yield (peer, page), found


def _peer(peer: str, url: str, page: str) -> Cost | None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.peers", peer, url, page, "1"]
    run = partial(
        subprocess.run, command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    try:
        for _attempt in range(CRASHES):
            ended = run()
            if ended.returncode >= 0:
                break
    except subprocess.TimeoutExpired:
        return None
    ended.check_returncode()
    return Cost(**json.loads(ended.stdout.splitlines()[-1]))


if __name__ == "__main__":
    sys.exit(main())
