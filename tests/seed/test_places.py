"""Firms lie in their districts."""

import json

import shapely


def test_every_point_lies_inside_its_district(ask):
    sites = ask(
        "SELECT site.longitude, site.latitude, district.geometry, district.number"
        " FROM site JOIN district ON district.id = site.district_id"
    )
    for number, here in sites.groupby("number"):
        outline = shapely.from_geojson(here.geometry.iloc[0])
        inside = shapely.contains_xy(outline, here.longitude, here.latitude)
        assert inside.all(), number


def test_addresses_are_complete_where_there_is_a_district(ask):
    sites = ask("SELECT * FROM site WHERE district_id IS NOT NULL")
    assert sites[["street", "house_number", "postcode", "city"]].notna().all(axis=None)
    assert sites.postcode.between("39104", "39130").all()


def test_firms_without_a_district_have_no_place_on_the_map(ask):
    sites = ask("SELECT * FROM site WHERE district_id IS NULL AND valid_to IS NULL")
    assert len(sites) == 171
    assert sites[["street", "longitude", "latitude"]].isna().all(axis=None)


def test_outlines_are_valid_and_share_their_borders(ask):
    districts = ask("SELECT number, geometry FROM district")
    shapes = [shapely.from_geojson(text) for text in districts.geometry]
    assert len(shapes) == 40
    assert all(shape.is_valid for shape in shapes)
    assert all(json.loads(text)["type"] == "MultiPolygon" for text in districts.geometry)
    whole = shapely.union_all(shapes).area
    assert abs(sum(shape.area for shape in shapes) / whole - 1) < 0.001
