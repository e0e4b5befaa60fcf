"""Outlines become districts: new ones are made, those on file get theirs."""

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import shapely
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.errors import Refusals
from crm.models import District
from crm.register.outlines.beside import doubles, overlaps, strangers
from crm.register.outlines.read import Outline, outlines
from crm.services.bulk import one_at_a_time


@dataclass
class Taken:
    """Names of districts: made, drawn or named anew, as they were, and on file without being in
    the file.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)


def take_in_outlines(
    session: Session,
    path: Path,
    number_property: str | None = None,
    name_property: str | None = None,
) -> Taken:
    """Refusals name what is wrong, and nothing is kept. Flushes; the caller commits."""
    one_at_a_time(session, "districts")
    found = outlines(path, number_property, name_property)
    known = list(session.scalars(select(District).order_by(District.number)))
    number_of = {one.name: one.number for one in known}
    faults = list(chain(doubles(found), strangers(found, number_of), overlaps(found)))
    if faults:
        raise Refusals(faults)
    by_number = {one.number: one for one in known}
    taken = Taken()
    for one in found:
        _keep(session, one, by_number.pop(one.number or number_of[one.name], None), taken)
    taken.not_in_file = [str(one) for one in by_number.values()]
    session.flush()
    return taken


def _keep(session: Session, one: Outline, known: District | None, taken: Taken) -> None:
    text = shapely.to_geojson(one.shape)
    if known is None:
        made = District(number=one.number, name=one.name, geometry=text)
        session.add(made)
        taken.new.append(str(made))
    elif known.name == one.name and _same(known.geometry, text):
        taken.unchanged.append(str(known))
    else:
        known.name, known.geometry = one.name, text
        taken.changed.append(str(known))


def _same(before: str | None, text: str) -> bool:
    return before is not None and shapely.to_geojson(shapely.from_geojson(before)) == text
