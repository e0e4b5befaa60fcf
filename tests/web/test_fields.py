"""What our fields make of what is typed, of nothing, and of nonsense."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import Optional

from crm.enums import SizeClass
from crm.web.fields import EnumField, LocalDateField, LocalTimeField


class Appointment(Form):
    day = LocalDateField(validators=[Optional()])
    at = LocalTimeField(validators=[Optional()])
    size = EnumField(enum=SizeClass, blank="–")


def typed(app: Flask, **values: str) -> Appointment:
    return Appointment(MultiDict(values), data={"day": date(2020, 1, 1), "at": time(8)})


@pytest.mark.parametrize("day", ["2026-11-23", "23.11.2026"])
def test_dates_are_read_as_browsers_and_people_write_them(app, day) -> None:
    form = typed(app, day=day, at="14:30", size="micro")
    assert form.validate()
    assert (form.day.data, form.at.data) == (date(2026, 11, 23), time(14, 30))
    assert form.size.data is SizeClass.MICRO


def test_nothing_is_nothing(app) -> None:
    form = typed(app, day="", at="", size="")
    assert form.validate()
    assert (form.day.data, form.at.data, form.size.data) == (None, None, None)


def test_nonsense_is_named_and_kept_on_the_screen(app) -> None:
    with app.test_request_context():
        form = typed(app, day="morgen", at="bald", size="")
        assert not form.validate()
        assert set(form.errors) == {"day", "at"}
        assert 'value="morgen"' in form.day()
