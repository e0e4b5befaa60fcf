"""OpenDocument spreadsheets, as little of them as a reader needs."""

from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

from tests.register.broken.makers import NEVER_RECKONED, packed, unpacked

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<m:manifest xmlns:m="{OASIS}:manifest:1.0">
<m:file-entry m:full-path="/" m:media-type="{TYPE}"/>
<m:file-entry m:full-path="content.xml" m:media-type="text/xml">%s</m:file-entry>
</m:manifest>"""


def open_document(
    *rows: Sequence[str | float],
    hidden_rows: Collection[int] = (),
    columns: str = "",
) -> bytes:
    """``columns``: their declaration, where it matters."""
    body = "".join(_row(cells, n in hidden_rows) for n, cells in enumerate(rows, start=1))
    table = f'<table:table table:name="Firmen">{columns}{body}</table:table>'
    inside = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES}>{inside}</office:document-content>"
    return _packed(content.encode(), "")


def with_content(book: bytes, old: str, new: str) -> bytes:
    """The first of such in the table become another."""
    entries = unpacked(book)
    content = entries["content.xml"].decode()
    assert old in content
    return packed(entries | {"content.xml": content.replace(old, new, 1).encode()})


def locked_document() -> bytes:
    return _packed(b"\x8e\x1f\x00\x7f" * 20, "<m:encryption-data/>")


def _packed(content: bytes, locked: str) -> bytes:
    manifest = (MANIFEST % locked).encode()
    entries = {"mimetype": TYPE.encode(), "META-INF/manifest.xml": manifest}
    return packed(entries | {"content.xml": content})


def _row(cells: Sequence[str | float], hidden: bool) -> str:
    seen = ' table:visibility="collapse"' if hidden else ""
    return f"<table:table-row{seen}>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(value: str | float) -> str:
    if value == NEVER_RECKONED:
        return f'<table:table-cell table:formula="of:{value}"/>'
    if isinstance(value, str):
        words = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
