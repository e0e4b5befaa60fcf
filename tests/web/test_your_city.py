"""A city made from files alone, as docs/your-city.md tells: Berlin with its twelve Bezirke."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.app import create_app
from crm.config import Settings
from crm.register.sources.ihk_berlin import DISTRICTS
from crm.web.city_map import forget_maps
from tests.register.conftest import ADDED
from tests.test_commands import run
from tests.web.cast import PASSWORD
from tests.web.conftest import Browser

YEAR = "from=2023-01-01&to=2023-12-31"
BEZIRK = {"type": "Polygon", "coordinates": [[[13, 52.4], [13.4, 52.4], [13.4, 52.6], [13, 52.6],
                                              [13, 52.4]]]}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The steps of the page, by the commands themselves."""
    home = tmp_path_factory.mktemp("berlin")
    person = ("--role", "Administrator", "--full-name", "Vera Fink", "--email", "v@example.org")
    for step in (
        ("init",),
        ("user", "vera", *person, "--password", PASSWORD),
        ("import", str(ADDED), "--source", "ihk-berlin"),
    ):
        answer = run(home, *step)
        assert answer.returncode == 0, answer.stderr
    return home


@pytest.fixture
def vera(home: Path) -> Iterator[Browser]:
    forget_maps()
    app = create_app(Settings(home=home, city="Berlin", land="BE", login_rate="100 per minute"))
    app.testing = True
    yield Browser(app, "vera")
    app.extensions["crm_engine"].dispose()
    forget_maps()


def rows(page: str) -> dict[str, int]:
    """District -> firms, as the dashboard's table says."""
    table = page.split('id="t-district"')[1].split("</tbody>")[0]
    found = re.findall(r'<tr data-key="([^"]+)">.*?data-value="(\d+)"', table, re.DOTALL)
    return {district: int(firms) for district, firms in found}


def test_its_dashboard_is_by_bezirk(vera: Browser) -> None:
    page = vera.get(f"/coverage/?{YEAR}").text
    firms = rows(page)
    assert set(firms) == {*DISTRICTS.values(), "unknown"}
    assert sum(firms.values()) == 1_825
    assert firms["unknown"] == 10
    assert firms["01"] == max(firms.values())
    assert "Berlin" in page


def test_without_outlines_there_are_bars_and_a_sentence(vera: Browser) -> None:
    page = vera.get(f"/coverage/?{YEAR}").text
    assert 'data-chart="rates"' in page
    assert 'data-chart="map"' not in page
    assert "Umrisse der Stadtteile sind nicht hinterlegt" in page
    assert vera.get("/coverage/shapes.json").json["features"] == []


def test_firms_of_no_bezirk_are_listed(vera: Browser) -> None:
    page = vera.get("/register/sites/?why=outside").text
    assert "1–10 von 10" in page
    assert vera.get("/register/sites/?why=nowhere").text.count("<tbody>") == 0


def test_official_counts_stand_beside_the_register(vera: Browser, home: Path, tmp_path) -> None:
    file = tmp_path / "counts.csv"
    header = "year,district_number,total,B-F,G,H,I,J,K-N,O-Q,A_and_R-U\n"
    mitte, city = "2023,01,500,.,100,.,50,50,200,50,30\n", "2023,city,3650,650,3000,0,0,0,0,0,0\n"
    file.write_text(header + mitte + city)
    done = run(home, "counts", str(file))
    assert "18 Zahlen neu, 0 berichtigt, 0 unverändert; 2 von allen sind vertraulich" in done.stdout
    again = run(home, "counts", str(file), "--json")
    assert json.loads(again.stdout)["unchanged"] == 18
    page = vera.get("/coverage/completeness/").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "50,0 %" in page
    wrong = run(home, "counts", str(ADDED))
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("Keine bekannte Tabelle hat diese Spalten.")


def test_an_outline_brings_the_map_and_places_firms(vera: Browser, home: Path, tmp_path) -> None:
    """Last, since it changes the city."""
    feature = {"type": "Feature", "properties": {"name": "Mitte"}, "geometry": BEZIRK}
    file = tmp_path / "mitte.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    tried = run(home, "districts", str(file), "--dry-run", "--json")
    assert json.loads(tried.stdout)["changed"] == ["01 Mitte"]
    listed = tmp_path / "left.csv"
    done = run(home, "districts", str(file), "--list", str(listed))
    assert "Stadtteile: 0 neu, 1 geändert" in done.stdout
    assert "bleiben in einem anderen Stadtteil" in done.stdout
    assert len(listed.read_text(encoding="utf-8-sig").splitlines()) > 100
    (one,) = vera.get("/coverage/shapes.json").json["features"]
    assert one["properties"] == {"number": "01", "name": "Mitte"}
    page = vera.get(f"/coverage/?{YEAR}").text
    assert 'data-chart="map"' in page
    assert rows(page)["unknown"] < 10
