"""The official tables that can be read: one file each, one line here."""

from crm.register.counts.count import Layout
from crm.register.counts.layouts import (
    craft_by_district,
    craft_by_size,
    ihk_by_district,
    kiss_k7_t6,
    kiss_k7_t8,
)

LAYOUTS: dict[str, Layout] = {
    each.LAYOUT.name: each.LAYOUT
    for each in (
        ihk_by_district, kiss_k7_t6, craft_by_district, kiss_k7_t8, craft_by_size,
    )
}  # fmt: skip


def layout_of(header: list[str]) -> Layout | None:
    """Of those whose columns the table has, the one that knows most of them."""
    fitting = [one for one in LAYOUTS.values() if set(one.columns) <= set(header)]
    return max(fitting, key=lambda one: len(one.columns), default=None)
