"""A register file as text: which encoding, and whether it is one at all."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.enums import N_
from crm.errors import DomainError
from crm.rules import Problem

ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Tried in this order, where no mark says UTF-16: what is no UTF-8 came of Windows."""
OTHER_KINDS = {"HTML/XML": (b"<",), "JSON": (b"{", b"[{"), "PDF": (b"%PDF",)}
"""How a file begins that is no table, whatever its name says."""
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class TextFile:
    path: Path
    encoding: str
    sha256: str
    lines: int
    """Line ends of any kind, so about as many as there are rows."""

    def notes(self) -> Iterator[Problem]:
        if self.encoding != "utf-8-sig":
            message = N_("The file is not UTF-8; it was read as %(encoding)s.")
            yield Problem("", message, {"encoding": self.encoding})


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
    if not beginning.removeprefix(codecs.BOM_UTF8).strip():
        raise DomainError(N_("The file is empty."))
    for kind, marks in OTHER_KINDS.items():
        if beginning.removeprefix(codecs.BOM_UTF8).lstrip().startswith(marks):
            message = N_("This is %(kind)s and no table. Save the table as XLSX or CSV (UTF-8).")
            raise DomainError(message, kind=kind)
    if b"\0" in beginning and not beginning.startswith(UTF_16):
        raise DomainError(N_("This is not a text file. Save it as CSV (UTF-8) first."))


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _encoding(path: Path) -> tuple[str, int]:
    for encoding in _encodings(path):
        try:
            return encoding, sum(_line_ends(text) for text in _decoded(path, encoding))
        except UnicodeDecodeError:
            continue
    raise DomainError(N_("This is not a text file. Save it as CSV (UTF-8) first."))


def _encodings(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        return ("utf-16",) if file.read(2) in UTF_16 else ENCODINGS


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
