"""Reports and releases as JSON: the same tables as the command prints, for who may see them."""

from __future__ import annotations

import pytest

from reports.catalogue import REPORTS, reports_for
from tests.web.cast import Cast

DAYS = "from=2026-01-01&to=2026-12-31"


@pytest.mark.parametrize("name", ["ruth", "anna", "lena"])
def test_who_sees_which_reports(browser, cast: Cast, name: str) -> None:
    reader = browser(name)
    seen = [one["name"] for one in reader.get("/api/v1/report/").json["result"]]
    assert seen == [report.name for report in reports_for(team_leads=name == "lena")]
    for report in REPORTS:
        answer = reader.get(f"/api/v1/report/{report.name}?{DAYS}")
        assert answer.status_code == (200 if report.name in seen else 404)


def test_the_numbers_are_those_of_the_page(browser, cast: Cast) -> None:
    found = browser("lena").get(f"/api/v1/report/coverage?{DAYS}").json
    assert found["period"] == ["2026-01-01", "2026-12-31"]
    (table,) = [t for t in found["tables"]
                if t["sheet"] == "size" and t["measure"] == "companies"]  # fmt: skip
    assert {tuple(cell["key"]): cell["value"] for cell in table["cells"]}["total",] == 2
    assert "advisors" in {table["sheet"] for table in found["tables"]}
    others = browser("ruth").get(f"/api/v1/report/coverage?{DAYS}").json
    assert "advisors" not in {table["sheet"] for table in others["tables"]}


def test_small_counts_are_withheld_where_that_is_asked_for(browser, cast: Cast) -> None:
    found = browser("ruth").get(f"/api/v1/report/promises?{DAYS}&public=1").json
    assert found["public"] is True
    values = {cell["value"] for table in found["tables"] for cell in table["cells"]}
    assert not {1, 2} & values
    assert None in values


@pytest.mark.parametrize(
    "asked", ["", "?from=2026-01-01", f"?{DAYS}&public=yes", f"?{DAYS}&nonsense=1"]
)
def test_what_is_not_understood(browser, cast: Cast, asked: str) -> None:
    assert browser("lena").get(f"/api/v1/report/coverage{asked}").status_code == 400


def test_what_leads_alone_see_is_not_published(browser, cast: Cast) -> None:
    answer = browser("lena").get(f"/api/v1/report/workload?{DAYS}&public=1")
    assert answer.status_code == 400
    assert answer.json["message"]


def test_there_is_no_such_release(browser, cast: Cast) -> None:
    lena = browser("lena")
    assert lena.get("/api/v1/release/").json["result"] == []
    assert lena.get("/api/v1/release/7").status_code == 404
    assert lena.get("/api/v1/release/99999999999999999999").status_code == 404
