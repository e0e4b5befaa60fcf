import json

import pytest
import shapely
from sqlalchemy.orm import Session

from crm.models import District
from crm.services.outlines import outlines


def square(west: float) -> str:
    side = [[west, 52.0], [west + 0.05, 52.0 + 1e-6], [west + 0.1, 52.0], [west + 0.1, 52.1]]
    ring = [*side, [west, 52.1], [west, 52.0]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def test_neighbours_stay_neighbours_and_what_nobody_sees_is_left_out(session: Session) -> None:
    session.add_all(
        [
            District(number="01", name="Altstadt", geometry=square(11.6)),
            District(number="02", name="Werder", geometry=square(11.7)),
            District(number="03", name="Ohne Umriss"),
        ]
    )
    session.flush()
    found = outlines(session.connection())
    assert list(found) == ["01", "02"]
    assert shapely.get_num_coordinates(found["01"]) == 5
    assert found["01"].touches(found["02"])
    assert found["01"].area == pytest.approx(0.01, rel=1e-3)


def test_a_city_without_outlines_has_none(session: Session) -> None:
    assert outlines(session.connection()) == {}
