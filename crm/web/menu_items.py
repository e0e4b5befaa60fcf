"""The menu as the templates read it: what the viewer may see, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import lazy_gettext as _

from crm.permissions import may

TODAY, FIRMS, TOGETHER, FIGURES, ADMINISTRATION = (
    "today", "firms", "together", "figures", "administration",
)  # fmt: skip
GROUPS = {
    TODAY: "",
    FIRMS: _("Firms"),
    TOGETHER: _("With others"),
    FIGURES: _("Figures"),
    ADMINISTRATION: _("Administration"),
}
"""In the order of the menu; the first has no heading."""


@dataclass(frozen=True)
class Item:
    """``resource`` is what crm.permissions calls it; ``icon`` a Bootstrap Icons name."""

    view: type[Any]
    label: Any
    icon: str
    group: str
    at_hand: bool = False
    """Whether it stands in the bar at the bottom of a telephone, which has room for three."""

    @property
    def endpoint(self) -> str:
        return f"{self.view.__name__}.{self.view.default_view}"

    @property
    def address(self) -> str:
        return url_for(self.endpoint)

    @property
    def is_here(self) -> bool:
        return request.blueprint == self.view.__name__


def install(app: Any, items: tuple[Item, ...]) -> None:
    app.extensions["crm_menu"] = items
    app.jinja_env.globals.update(menu_groups=groups, menu_at_hand=at_hand)


def groups() -> list[tuple[str, Any, list[Item]]]:
    """(key, heading, items) of those in which the viewer sees something."""
    sorted_in = {key: [item for item in _visible() if item.group == key] for key in GROUPS}
    return [(key, GROUPS[key], items) for key, items in sorted_in.items() if items]


def at_hand() -> list[Item]:
    return [item for item in _visible() if item.at_hand]


def _visible() -> list[Item]:
    if "menu" not in g:
        g.menu = list(_allowed())
    return list(g.menu)


def _allowed() -> Iterator[Item]:
    roles = current_app.appbuilder.sm.role_names(g.user)  # type: ignore[attr-defined]
    for item in current_app.extensions["crm_menu"]:
        permission = f"can_{item.view.default_view_permission}"
        if any(may(role, permission, item.view.class_permission_name) for role in roles):
            yield item


def first_address() -> str | None:
    return next((item.address for item in _visible()), None)
