"""A city's outlines from a GeoJSON file: checked, kept, and sites placed in them."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from crm.errors import DomainError
from crm.models import Company, District, Site
from crm.register.outlines.take_in import take_in_outlines
from crm.services.place_sites import Spot, districts_at, place_sites
from crm.services.unplaced_sites import left_over
from seed.sources import outlines


def square(west: float, south: float, size: float = 1) -> dict:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(number: object, name: object, geometry: object) -> dict:
    return {
        "type": "Feature", "properties": {"number": number, "name": name}, "geometry": geometry,
    }  # fmt: skip


WEST, EAST = feature("1", "West", square(10, 50)), feature("2", "East", square(11, 50))


@pytest.fixture
def city(tmp_path):
    """city(feature, ...): the file."""

    def write(*features: object, **more: object) -> Path:
        path = tmp_path / "city.geojson"
        content = {"type": "FeatureCollection", "features": features, **more}
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


def site(session, longitude=None, latitude=None, district=None) -> Site:
    company = Company(name="Firm")
    company.sites.append(Site(longitude=longitude, latitude=latitude, district=district))
    session.add(company)
    session.flush()
    return company.sites[0]


def test_districts_are_made_and_the_same_file_changes_nothing(session, city):
    path = city(WEST, EAST)
    assert take_in_outlines(session, path).new == ["1 West", "2 East"]
    again = take_in_outlines(session, path)
    assert (again.new, again.changed, again.unchanged) == ([], [], ["1 West", "2 East"])


def test_a_district_that_the_file_lacks_stays_and_is_named(session, city):
    session.add(District(number="9", name="Elsewhere"))
    session.flush()
    taken = take_in_outlines(session, city(WEST))
    assert taken.not_in_file == ["9 Elsewhere"]
    assert set(session.scalars(select(District.number))) == {"9", "1"}


def test_outlines_without_numbers_find_their_districts_by_name(session, city):
    session.add_all([District(number="1", name="West"), District(number="2", name="East")])
    session.flush()
    nameless = [{**one, "properties": {"name": one["properties"]["name"]}} for one in (WEST, EAST)]
    assert take_in_outlines(session, city(*nameless)).changed == ["1 West", "2 East"]


def test_other_properties_are_named(session, city):
    one = {**WEST, "properties": {"nr": 7.0, "bez": "  Mitte "}}
    taken = take_in_outlines(session, city(one), number_property="nr", name_property="bez")
    assert taken.new == ["7 Mitte"]


BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


@pytest.mark.parametrize(
    ("features", "more", "sentence"),
    [
        ([], {}, "The file has 0 districts"),
        (["x"], {}, "not a GeoJSON file of districts"),
        ([WEST], {"crs": {"properties": {"name": "EPSG:25833"}}}, "in EPSG:25833. Save them"),
        ([feature("1", "", square(0, 0))], {}, "its number or its name is missing"),
        ([feature("", "A", square(0, 0))], {}, "its number or its name is missing"),
        ([feature("1", "A" * 201, square(0, 0))], {}, "its number or its name is too long"),
        ([feature("1", "A", None)], {}, "District A: its outline cannot be read"),
        ([feature("1", "A", {"type": "Polygon"})], {}, "District A: its outline cannot be read"),
        ([feature("1", "A", {"type": "Point", "coordinates": [1, 2]})], {}, "an area, not Point"),
        ([feature("1", "A", square(680_000, 5_700_000))], {}, "District A: this is not in degrees"),
        ([feature("1", "A", BOW_TIE)], {}, "its outline crosses itself at "),
        ([WEST, feature("1", "Other", square(20, 50))], {}, "The number 1 stands twice"),
        ([WEST, feature("3", "West", square(20, 50))], {}, "The name “West” stands twice"),
        ([WEST, feature("3", "C", square(10.5, 50))], {}, "“West” and “C” overlap"),
        ([WEST, feature("3", "C", square(10.2, 50.2, 0.1))], {}, "“West” and “C” overlap"),
        ([{"properties": {"x": 1}, "geometry": None}], {}, "no property “name”. They have: x."),
        ([{"properties": {"name": "A"}, "geometry": square(0, 0)}], {}, "“A” has no number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence_and_nothing_is_kept(session, city, features, more, sentence):
    with pytest.raises(DomainError) as refused:
        take_in_outlines(session, city(*features, **more))
    assert sentence in refused.value.said(str)
    assert session.scalars(select(District)).all() == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"type": "Feature"}', b"\xff\xfe", b"[" * 99_999]
)
def test_no_geojson(session, tmp_path, content):
    path = tmp_path / "x.geojson"
    path.write_bytes(content)
    with pytest.raises(DomainError, match="not a GeoJSON file"):
        take_in_outlines(session, path)


def test_a_name_on_file_under_another_number_is_refused(session, city):
    session.add(District(number="01", name="West"))
    session.flush()
    with pytest.raises(DomainError, match="has the number 01 on file, and 1 in the file"):
        take_in_outlines(session, city(WEST))


def test_sites_are_placed_and_what_people_said_stays(session, city):
    take_in_outlines(session, city(WEST, EAST))
    west, east = session.scalars(select(District).order_by(District.number))
    new, right = site(session, 10.5, 50.5), site(session, 11.5, 50.5, east)
    wrong, away = site(session, 10.5, 50.5, east), site(session, 3, 3)
    border, nowhere = site(session, 11, 50.5), site(session)
    placed = place_sites(session)
    assert placed.placed == [new.id, border.id]
    assert (placed.agreeing, placed.outside, placed.elsewhere) == (
        1,
        [away.id],
        {wrong.id: west.id},
    )
    found = [one.district_id for one in (new, border, right, wrong, away, nowhere)]
    assert found == [west.id, west.id, east.id, east.id, None, None]
    assert [(line[0], line[9], line[10]) for line in left_over(session, placed)] == [
        (wrong.id, "2 East", "1 West"), (away.id, "", ""),
    ]  # fmt: skip
    assert place_sites(session).placed == []


def test_without_outlines_nothing_can_be_placed(session):
    session.add(District(number="1", name="West"))
    site(session, 10.5, 50.5)
    with pytest.raises(DomainError, match="No district has an outline yet"):
        place_sites(session)


def test_the_forty_districts_of_magdeburg(session, tmp_path):
    features = [feature(number, f"D{number}", shape) for number, shape in outlines().items()]
    path = tmp_path / "md.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert len(take_in_outlines(session, path).new) == 40


def test_many_sites_are_placed_at_once(session, city):
    take_in_outlines(session, city(WEST, EAST))
    spots = [Spot(n, n, None, 10 + n % 1999 / 1000, 50 + n % 997 / 1000) for n in range(1, 30_001)]
    assert len(districts_at(session, spots)) == 30_000
