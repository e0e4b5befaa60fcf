"""A dashboard asks the same of the same snapshot again and again."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd

from reports.source.source import Source

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(
    measure: Callable[Concatenate[Source, Asked], Answer],
) -> Callable[Concatenate[Source, Asked], Answer]:
    """Worked out once per snapshot; each caller has a frame of their own."""

    @wraps(measure)
    def ask(source: Source, /, *args: Asked.args, **values: Asked.kwargs) -> Answer:
        words = (*args, *sorted(values.items()))
        question = (measure.__qualname__, *(tuple(w) if isinstance(w, list) else w for w in words))
        answer = source.remembered(question, lambda: measure(source, *args, **values))
        return answer.copy() if isinstance(answer, pd.DataFrame) else answer

    return ask
