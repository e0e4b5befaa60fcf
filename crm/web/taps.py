"""What a tablet at the door sends: taps that waited there, each with how long ago it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import abort

from crm.enums import ParticipationStatus
from crm.models.base import LARGEST_NUMBER
from crm.services.door import Newcomer, Tap

MOST = 1_000
LONGEST_NAME, KEY_LENGTH = 200, 36
OLDEST = timedelta(30)


def read_taps(text: str, now: datetime) -> tuple[list[Tap], list[Newcomer]]:
    """400 for what no page of ours sends. The age is the device's, so its clock may be wrong."""
    try:
        given = json.loads(text or "[]")
    except ValueError:
        abort(400)
    if not isinstance(given, list) or len(given) > MOST:
        abort(400)
    taps = [_tap(each, now) for each in _with(given, "row")]
    return taps, [_newcomer(each) for each in _with(given, "name")]


def _with(given: list[Any], name: str) -> Iterable[dict[str, Any]]:
    if not all(isinstance(each, dict) for each in given):
        abort(400)
    return (each for each in given if name in each)


def _tap(each: dict[str, Any], now: datetime) -> Tap:
    row, status, age = each.get("row"), each.get("status"), each.get("age", 0)
    sound = type(row) is int and 0 < row <= LARGEST_NUMBER and type(age) in (int, float)
    if (
        not sound
        or status not in list(ParticipationStatus)
        or not 0 <= age <= OLDEST.total_seconds()
    ):
        abort(400)
    return Tap(int(row or 0), ParticipationStatus(status), now - timedelta(seconds=age))


def _newcomer(each: dict[str, Any]) -> Newcomer:
    name, key = each.get("name"), each.get("key")
    if not isinstance(name, str) or not isinstance(key, str) or not 8 <= len(key) <= KEY_LENGTH:
        abort(400)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or not key.isascii():
        abort(400)
    return Newcomer(name, key)
