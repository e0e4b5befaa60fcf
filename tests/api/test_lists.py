"""Lists: filtered, sorted, paged, narrowed to columns; nonsense is refused, not overlooked."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from crm.models import Company
from tests.api.conftest import LISTS, Caller, refused_fields, where
from tests.web.cast import Cast

OF_THE_BAKERY = (
    ("name", "eq", "Bäckerei Lüdecke GmbH"),
    ("name", "ct", "lüdecke"),
    ("name", "sw", "bäckerei"),
    ("text", "ct", "baeckrei lüdeke"),
    ("register_number", "in", ["HRB 4711", "HRB 1"]),
    ("register_number", "null", False),
    ("founded_on", "gt", "2000-01-01"),
    ("founded_on", "ge", "2001-05-01"),
    ("size_class", "eq", "micro"),
    ("size_band", "in", ["1-3", "4-6"]),
    ("wz_section", "eq", "C"),
    ("last_visit_on", "null", False),
    ("last_visit_on", "le", "2026-03-02"),
)


def test_firms_are_filtered(anna: Caller, cast: Cast) -> None:
    for asked in OF_THE_BAKERY:
        assert anna.ids("/companies", filters=[where(*asked)]) == [cast.bakery], asked


def test_all_filters_hold_at_once(anna: Caller, cast: Cast) -> None:
    here = where("district_id", "eq", cast.district)
    assert anna.ids("/companies", filters=[here]) == [cast.bakery, cast.forwarder]
    medium = where("size_class", "eq", "medium")
    assert anna.ids("/companies", filters=[here, medium]) == [cast.forwarder]
    ended = where("is_active", "eq", False)
    assert anna.ids("/companies", filters=[here, medium, ended]) == []


def test_a_sign_that_databases_read_otherwise_is_a_sign(anna: Caller, cast: Cast) -> None:
    for sign in ("%", "_", "\\"):
        assert anna.ids("/companies", filters=[where("name", "ct", sign)]) == []


def test_contacts_are_filtered_by_who_and_what(anna: Caller, cast: Cast) -> None:
    for name, value in (("company_id", cast.bakery), ("advisor_id", cast.advisors["anna"]),
                        ("topic_id", cast.topic)):  # fmt: skip
        assert anna.ids("/interactions", filters=[where(name, "eq", value)]) == [cast.visit]
        assert anna.ids("/interactions", filters=[where(name, "in", [value + 50])]) == []


def test_lists_are_sorted_with_nothing_last(anna: Caller, db, cast: Cast) -> None:
    nameless = Company(description="Imbiss")
    db.add(nameless)
    db.commit()
    sort = {"order_column": "name", "order_direction": "asc"}
    assert anna.ids("/companies", **sort) == [cast.bakery, cast.forwarder, nameless.id]
    sort["order_direction"] = "desc"
    assert anna.ids("/companies", **sort) == [cast.forwarder, cast.bakery, nameless.id]


def test_pages_fit_together(anna: Caller, db, cast: Cast) -> None:
    db.add_all(Company(name="Zwilling") for _ in range(5))
    db.commit()
    pages = [
        anna.ids("/companies", order_column="name", page=page, page_size=3) for page in range(3)
    ]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({pk for page in pages for pk in page}) == 7


def test_a_page_has_at_most_a_hundred_entries(anna: Caller, db, cast: Cast) -> None:
    db.add_all(Company(name=f"Firma {number}") for number in range(120))
    db.commit()
    answer = anna.list("/companies", page_size=1_000_000).json
    assert (len(answer["result"]), answer["page_size"], answer["count"]) == (100, 100, 122)


def test_counting_stops_at_ten_thousand(anna: Caller, cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr("crm.web.api.interface.COUNT_CAP", 1)
    monkeypatch.setattr("crm.web.api.base.COUNT_CAP", 1)
    answer = anna.list("/companies").json
    assert (answer["count"], answer["count_is_capped"]) == (1, True)


def test_only_the_columns_that_are_asked_for(anna: Caller, cast: Cast) -> None:
    answer = anna.list("/companies", columns=["id", "label"]).json
    assert answer["result"][0] == {"id": cast.bakery, "label": "Bäckerei Lüdecke GmbH"}


def test_rison_is_read_too(anna: Caller, cast: Cast) -> None:
    answer = anna.get("/companies", q="(filters:!((col:size_class,opr:eq,value:micro)),page:0)")
    assert [row["id"] for row in answer.json["result"]] == [cast.bakery]


def test_the_last_slash_does_not_matter(anna: Caller, cast: Cast) -> None:
    assert anna.get("/companies").json == anna.get("/companies/").json


NONSENSE = (
    ("(((", "q"),
    ("{", "q"),
    ("!", "q"),
    ("(!(a):1)", "q"),
    ("[" * 50_000, "q"),
    ("[]", "q"),
    ('"x"', "q"),
    ('{"page": "abc"}', "q.page"),
    ('{"page": -1}', "q.page"),
    ('{"page": 1e20}', "q.page"),
    ('{"page": 100000000000000000000}', "q.page"),
    ('{"page": 9999, "page_size": 100}', "q.page"),
    ('{"page_size": 0}', "q.page_size"),
    ('{"page_size": -1}', "q.page_size"),
    ('{"page_size": true}', "q.page_size"),
    ('{"order_column": "password"}', "q.order_column"),
    ('{"order_column": "created_by.password"}', "q.order_column"),
    ('{"order_column": "id; DROP TABLE company"}', "q.order_column"),
    ('{"order_column": "id", "order_direction": "up"}', "q.order_direction"),
    ('{"columns": ["created_by_id"]}', "q.columns"),
    ('{"columns": "id"}', "q.columns"),
    ('{"filters": [{"col": "created_by_id", "opr": "eq", "value": 1}]}', "q.filters.0"),
    ('{"filters": [{"col": "notes", "opr": "ct", "value": "GEHEIM"}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "ct", "value": "1"}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "nonsense", "value": 1}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "eq", "value": "abc"}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "eq", "value": 1e99}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "eq", "value": [1, 2]}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "in", "value": []}]}', "q.filters.0"),
    ('{"filters": [{"col": "changed_at", "opr": "gt", "value": "gestern"}]}', "q.filters.0"),
    ('{"filters": [{"col": "changed_at", "opr": "gt", "value": "2026-11-23"}]}', "q.filters.0"),
    ('{"filters": [{"col": "id", "opr": "eq"}]}', "q.filters.0.value"),
    ('{"filters": [1]}', "q.filters.0"),
    ('{"filtres": []}', "q.filtres"),
)
"""``q`` and the field that is named as wrong."""


def test_nonsense_is_refused(anna: Caller, cast: Cast) -> None:
    overlooked = []
    for path in LISTS:
        for q, field in NONSENSE:
            answer = anna.get(path, q=q)
            if answer.status_code != 400 or refused_fields(answer) != {field}:
                overlooked.append((path, q[:80], answer.status_code, answer.text[:200]))
    assert overlooked == []


def test_signs_that_databases_choke_on_are_refused(anna: Caller, cast: Cast) -> None:
    for text in ("a\x00b", "\ud800"):
        assert anna.list("/companies", filters=[where("name", "eq", text)]).status_code == 400


def test_parameters_nobody_knows_are_refused(anna: Caller, cast: Cast) -> None:
    assert refused_fields(anna.get("/companies", page="2")) == {"page"}
    assert refused_fields(anna.get(f"/companies/{cast.bakery}", columns="id")) == {"columns"}


SAMPLES = (1, "x", True, "2026-01-01", "2026-01-01T00:00:00Z", "micro", "open", "visit", "held",
           "1-3", "ihk", "closed", "public_task", "telephone", "answered", "discussed",
           "leaving", "middle", "eased", "call", "done")  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_every_declared_filter_and_order_works(anna: Caller, cast: Cast, path: str) -> None:
    info = anna.get(f"{path}/_info").json
    for name, operators in info["filters"].items():
        for operator in operators:
            values = ([one] if operator == "in" else one for one in SAMPLES)
            asked = (anna.list(path, filters=[where(name, operator, value)]) for value in values)
            codes = (answer.status_code for answer in asked)
            assert next(code for code in codes if code != 400) == 200, (name, operator)
    for name in info["order_columns"]:
        for direction in ("asc", "desc"):
            anna.ids(path, order_column=name, order_direction=direction)


def test_what_breaks_inside_stays_inside(anna: Caller, cast: Cast, monkeypatch) -> None:
    failures = {
        500: RuntimeError("SELECT secret FROM ab_user"),
        503: OperationalError("SELECT secret", {}, Exception("connection refused")),
    }
    for code, failure in failures.items():

        def fail(*_: object, failure: Exception = failure) -> None:
            raise failure

        monkeypatch.setattr("crm.web.api.interface.ApiInterface.count", fail)
        answer = anna.get("/companies")
        assert answer.status_code == code
        assert set(answer.json) == {"message", "errors"}
        assert "SELECT" not in answer.text
        assert "Traceback" not in answer.text
