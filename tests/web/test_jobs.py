"""What jobs leave behind is cleared away by the next one."""

import os
import time
from pathlib import Path

from crm.web.jobs import KEPT_FOR, clear_away


def test_what_is_older_than_a_day_goes(tmp_path: Path) -> None:
    died = tmp_path / "upload"
    died.mkdir()
    (died / "register.csv").write_text("id")
    (tmp_path / "told.json").write_text("{}")
    (tmp_path / "fresh.json").write_text("{}")
    long_ago = time.time() - KEPT_FOR - 60
    for path in (died, tmp_path / "told.json"):
        os.utime(path, (long_ago, long_ago))
    clear_away(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["fresh.json"]
