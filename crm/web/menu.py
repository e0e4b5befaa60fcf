"""Every view, in menu order. A newcomer begins here."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import AppBuilder

from crm.web.menu_items import Item
from crm.web.views.account import AccountView

MENU: tuple[Item, ...] = ()

BESIDES: tuple[type[Any], ...] = (AccountView,)
"""Views that have an address but no place in the menu."""

APIS: tuple[type[Any], ...] = ()


def register(appbuilder: AppBuilder) -> None:
    for item in MENU:
        appbuilder.add_view_no_menu(item.view)
    for view in (*BESIDES, *APIS):
        appbuilder.add_view_no_menu(view)
