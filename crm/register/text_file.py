"""A register file as text: which encoding, and whether it is one at all."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.enums import N_
from crm.errors import DomainError

ENCODINGS = ("utf-8-sig", "cp1252")
"""Tried in this order: what is no UTF-8 was saved by a spreadsheet under Windows."""
BLOCK = 1 << 20
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class TextFile:
    path: Path
    encoding: str
    sha256: str
    lines: int
    """Line ends of any kind, so about as many as there are rows."""


def text_file(path: Path) -> TextFile:
    """Reads the file once; DomainError when it is no text."""
    try:
        _refuse_what_is_no_text(path)
        digest = sha256_of(path)
        encoding, lines = _encoding(path)
    except OSError as error:
        message = N_("The file cannot be read: %(reason)s")
        raise DomainError(message, reason=error.strerror or error) from None
    return TextFile(path, encoding, digest, lines)


def _refuse_what_is_no_text(path: Path) -> None:
    with path.open("rb") as file:
        beginning = file.read(4096)
    if not beginning.strip():
        raise DomainError(N_("The file is empty."))
    if beginning.startswith(WORKBOOKS):
        raise DomainError(N_("This is an Excel workbook. Save it as CSV (UTF-8) first."))
    if b"\0" in beginning:
        raise DomainError(N_("This is not a text file. Save it as CSV (UTF-8) first."))


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _encoding(path: Path) -> tuple[str, int]:
    for encoding in ENCODINGS:
        try:
            return encoding, sum(_line_ends(text) for text in _decoded(path, encoding))
        except UnicodeDecodeError:
            continue
    raise DomainError(N_("This is not a text file. Save it as CSV (UTF-8) first."))


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            if "\0" in text:
                raise UnicodeDecodeError(encoding, b"\0", 0, 1, "a text has no zero bytes")
            yield text
    yield decoder.decode(b"", final=True)


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
