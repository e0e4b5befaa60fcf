"""What jobs do, by name, and what a work may tell and ask while it goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from crm.models import JobResult

PAUSE, CANCEL = "pause", "cancel"


class Stopped(Exception):
    """Somebody pauses or cancels the job; what it has done is rolled back."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


@dataclass(frozen=True)
class Job:
    key: str
    user_id: int
    about: Mapping[str, Any]
    progress: Callable[[int, int], None]
    """Raises Stopped."""

    def commit(self, session: Session, result: Any) -> Any:
        """With its work the job writes down that it is done, in one transaction: begun again after
        its process died, it is not done twice.
        """
        session.add(JobResult(key=self.key, result=json.dumps(result)))
        session.commit()
        return result


Work = Callable[[Job], Any]
WORKS: dict[str, Work] = {}


def work(name: str) -> Callable[[Work], Work]:
    """Known by this name. What it returns is the job's result, as JSON."""

    def register(function: Work) -> Work:
        WORKS[name] = function
        return function

    return register
