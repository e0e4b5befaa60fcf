"""Whether a table tells of firms or of contacts, as its columns say."""

import pytest

from crm.enums import RowsAre
from crm.register.contacts.rows import likely_rows
from crm.register.mapping.guess import guess

VISITS = [["03.11.2026", "Anatolia Bistro UG", "Anke Liebig", "Betriebsbesuch", "Nachfolge"]]


@pytest.mark.parametrize(
    ("columns", "rows", "are"),
    [
        (["Datum", "Unternehmen", "Ansprechpartner bei uns", "Art", "Notiz"], VISITS, "contacts"),
        (["Datum", "Unternehmen", "Kürzel", "Art", "Notiz"], VISITS, "contacts"),
        (["Datum", "Firma", "Berater"], [["03.11.2026", "Anatolia", "Liebig"]], "contacts"),
        (["Datum", "Firma", "Mitarbeiter"], [["03.11.2026", "Anatolia", "12"]], "firms"),
        (["Datum", "Firma", "Bemerkung"], [["03.11.2026", "Anatolia", "Kammer"]], "firms"),
        (["Firma", "Art", "Notiz"], [["Anatolia", "UG", "zieht um"]], "firms"),
    ],
)
def test_rows_are_what_most_columns_speak_of(columns, rows, are: str) -> None:
    assert likely_rows(columns, rows) == RowsAre(are)


def test_words_of_which_nobody_knows_what_they_are_are_no_street() -> None:
    assert guess(["Firma", "Kürzel"], [["Anatolia", "Liebig"]]) == {"name": "Firma"}


def test_a_street_is_with_its_number_or_without() -> None:
    assert guess(["Straße"], [["Domplatz 3"], ["Am Fuchsberg 12"]]) == {"address": "Straße"}
    assert guess(["Straße"], [["Domplatz"], ["Am Fuchsberg"]]) == {"street": "Straße"}
    assert guess(["Str.", "Nr."], [["Domplatz", "3"]])["street"] == "Str."
