"""The registers that can be read: one file each, one line here."""

from crm.register.source import Source
from crm.register.sources import ihk_berlin, trade_notices

SOURCES: dict[str, Source] = {
    source.name: source
    for source in (ihk_berlin.SOURCE, trade_notices.SOURCE)
}  # fmt: skip
