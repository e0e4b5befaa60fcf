"""Where rows come from: the live database or a columnar snapshot of it."""

from reports.source.cache import SnapshotCache
from reports.source.live import live
from reports.source.snapshot import snapshot
from reports.source.source import Source
from reports.source.token import change_token

__all__ = ["SnapshotCache", "Source", "change_token", "live", "snapshot"]
