"""Filters belong to a request: FAB keeps them on the view, which all threads share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

from tests.api.conftest import Caller, where
from tests.web.cast import Cast

REQUESTS = 120


def test_four_threads_each_get_what_they_asked_for(caller, cast: Cast) -> None:
    callers = [caller("anna") for _ in range(4)]
    questions = [("micro", [cast.bakery]), ("medium", [cast.forwarder]), ("large", [])]

    def ask(number: int, size: str, expected: list[int]) -> bool:
        one: Caller = callers[number % 4]
        return one.ids("/companies", filters=[where("size_class", "eq", size)]) == expected

    with ThreadPoolExecutor(4) as pool:
        asked = list(islice(cycle(questions), REQUESTS))
        right = list(pool.map(ask, range(REQUESTS), *zip(*asked, strict=True)))
    assert right.count(True) == REQUESTS
