"""The scopes of crm.services.scope, asked for whoever calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, select

from crm.enums import InteractionKind
from crm.models import Interaction
from crm.services.scope import Viewer
from crm.web.security import current_viewer

Condition = ColumnElement[bool]


def for_caller(scope: Callable[[Viewer], Condition]) -> Callable[[], Condition]:
    return lambda: scope(current_viewer)


def of_kind(
    interaction_id: Any, kind: InteractionKind, scope: Callable[[Viewer], Condition]
) -> Callable[[], Condition]:
    """What belongs to interactions of a kind within their scope; with ``Interaction.id`` these."""
    return lambda: interaction_id.in_(
        select(Interaction.id).where(Interaction.kind == kind, scope(current_viewer))
    )
