"""What a checker of accessible PDFs looks for, as far as the file alone tells: veraPDF and PAC are
not to be had from Debian or PyPI.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
TEXT = (b"Tj", b"TJ", b"'", b'"')


def problems(content: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(content))
    root = reader.root_object
    if reader.is_encrypted:
        yield "it is encrypted"
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    if not root.get("/Lang"):
        yield "it names no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown"
    yield from _of_the_archive(reader, root)
    if "/JavaScript" in root.get("/Names", {}) or "/AA" in root:
        yield "it does things by itself"
    for number, page in enumerate(reader.pages, 1):
        yield from (f"page {number}: {said}" for said in _of_page(page, reader))
    if "/StructTreeRoot" in root:
        yield from _of_tags(list(_elements(root["/StructTreeRoot"])))


def _of_the_archive(reader: PdfReader, root: DictionaryObject) -> Iterator[str]:
    said = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""  # type: ignore[attr-defined]
    if "<pdfaid:part>2</pdfaid:part>" not in said or "<pdfaid:conformance>B" not in said:
        yield "it does not say that it is PDF/A-2b"
    if "<dc:title>" not in said or not (reader.metadata and reader.metadata.title):
        yield "it has no title"
    if not root.get("/OutputIntents"):
        yield "it does not say what its colours mean"


def _of_page(page: PageObject, reader: PdfReader) -> Iterator[str]:
    if page.get("/Annots") and page.get("/Tabs") != "/S":
        yield "the keyboard does not follow its tags"
    fonts = page.get("/Resources", {}).get("/Font", {})
    for name in fonts:
        if not _is_embedded(fonts[name]):
            yield f"the font {fonts[name]['/BaseFont']} is not in it"
    if _untagged(page, reader):
        yield "some of its text has no tag"


def _is_embedded(font: DictionaryObject) -> bool:
    some = font.get("/DescendantFonts", ArrayObject([font]))
    return all(
        any(kind in each.get_object().get("/FontDescriptor", {}) for kind in EMBEDDED)
        for each in some
    )


def _untagged(page: PageObject, reader: PdfReader) -> bool:
    """Whether text is written outside of all marks."""
    depth = 0
    for _operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in TEXT and depth == 0:
            return True
    return False


def _of_tags(elements: list[DictionaryObject]) -> Iterator[str]:
    kinds = [element.get("/S") for element in elements]
    if not {"/H1", "/H", "/Title"} & set(kinds):
        yield "it has no heading"
    if "/Table" in kinds and "/TH" not in kinds:
        yield "its tables have no heads"
    if any(each.get("/S") == "/Figure" and not each.get("/Alt") for each in elements):
        yield "a picture has no text for those who do not see it"


def _elements(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])
