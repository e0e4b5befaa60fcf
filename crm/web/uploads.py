"""Register files that people gave in, kept for them until they are taken in, or for a day."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

from crm.web import jobs

NAMELESS = "register.csv"
LONGEST_NAME = 150


@dataclass(frozen=True)
class Upload:
    key: str
    folder: Path

    @property
    def path(self) -> Path:
        return next(self.folder.iterdir())

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def refused(self) -> Path:
        """Where a trial writes the rows that it refused; it outlives the file."""
        return self.folder.with_suffix(".refused.csv")

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(file: FileStorage, user_id: int) -> Upload:
    clear_away()
    upload = _upload(uuid.uuid4().hex, user_id)
    upload.folder.mkdir(mode=0o700)
    file.save(upload.folder / safe_name(file.filename or ""))
    file.close()
    return upload


def clear_away() -> None:
    """What nobody has used for a day."""
    jobs.clear_away(_folder())


def safe_name(name: str) -> str:
    """The file's own name as far as a file system takes it: its end, in bytes, without folders."""
    own = Path(name.replace("\\", "/").replace("\0", "")).name
    end = own.encode()[-LONGEST_NAME:].decode(errors="ignore")
    return NAMELESS if end in ("", ".", "..") else end


def kept(key: str, user_id: int) -> Upload | None:
    """None for what is not kept any more, and for what is somebody else's."""
    if len(key) != jobs.KEY_LENGTH or not (key.isascii() and key.isalnum()):
        return None
    upload = _upload(key, user_id)
    return upload if upload.folder.is_dir() and any(upload.folder.iterdir()) else None


def refused_rows(key: str, user_id: int) -> Path | None:
    """What the trial of a file refused."""
    path = _upload(key, user_id).refused
    return path if path.exists() else None


def _upload(key: str, user_id: int) -> Upload:
    return Upload(key, _folder() / f"{user_id}-{key}")


def _folder() -> Path:
    return jobs.private_folder(Path(current_app.config["HOME"]) / "uploads")
