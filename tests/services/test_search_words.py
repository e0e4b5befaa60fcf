"""What is typed and what is on file are folded the same way."""

import pytest

from crm.rules.fold import fold
from crm.services.search_words import search_text, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bäckerei Groß", "baeckerei gross"),
        ("BÄCKEREI GROẞ", "baeckerei gross"),
        ("Ba\u0308ckerei", "baeckerei"),
        ("Café  Crème & Söhne GmbH", "cafe creme soehne gmbh"),
        ("Łukasz-Żabka_24", "lukasz zabka 24"),
        ("Čevapčići", "cevapcici"),
        ("  ", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_was_said_is_not_said_again() -> None:
    parts = ["Bäckerei Groß GmbH", "GmbH", None, "Am Ölberg 3", "39104"]
    assert search_text(parts) == "baeckerei gross gmbh am oelberg 3 39104"


def test_numbers_and_short_words_cannot_be_corrected() -> None:
    assert words_of(["baeckerei am 39104", "b2b oelberg"]) == {"baeckerei", "oelberg"}
