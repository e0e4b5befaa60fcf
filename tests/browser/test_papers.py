"""Writing a council paper: passages and figures are put where the cursor was."""

from __future__ import annotations

from playwright.sync_api import expect

from crm.models import TextBlock
from tests.factories.releases import a_release
from tests.web.cast import Cast


def test_a_passage_and_a_figure_are_inserted(page, db, cast: Cast) -> None:
    db.add(TextBlock(title="Dialog", text="Ständig im Dialog.", position=1))
    db.add(a_release())
    db.commit()
    ruth = page("ruth")
    ruth.goto("/papers/new")
    text = ruth.get_by_label("Text", exact=True)
    text.fill("Anfang.")
    ruth.get_by_text("Dialog", exact=True).click()
    ruth.get_by_role("button", name="Einfügen: Dialog").click()
    expect(text).to_have_value("Anfang.\n\nStändig im Dialog.")
    text.press("End")
    ruth.get_by_role("button", name="Einfügen: Kontakte", exact=True).click()
    expect(text).to_have_value("Anfang.\n\nStändig im Dialog.{{ coverage.contacts }}")
    expect(text).to_be_focused()


def test_enter_saves_and_does_not_ask_for_the_councils_file(page, db, cast: Cast) -> None:
    ruth = page("ruth")
    ruth.goto("/papers/new")
    ruth.get_by_label("Nummer", exact=True).fill("S0037/04")
    subject = ruth.get_by_label("Bezeichnung", exact=True)
    subject.fill("Ansprechpartner")
    subject.press("Enter")
    expect(ruth.get_by_role("heading", level=1)).to_have_text("S0037/04")


def test_what_the_file_says_instead_is_taken_over(page, db, cast: Cast) -> None:
    ruth = page("ruth")
    ruth.goto("/papers/new")
    ruth.get_by_label("Eingebracht von").fill("Fraktion X")
    ruth.get_by_text("Aus der Datei des Rates lesen").click()
    motion = (
        b'{"type": "https://schema.oparl.org/1.1/Paper", "reference": "A0201/03",'
        b' "date": "2003-11-21", "originatorOrganization": [{"name": "SPD-Ratsfraktion"}]}'
    )
    file = {"name": "antrag.json", "mimeType": "application/json", "buffer": motion}
    ruth.get_by_label("Der Antrag als OParl (JSON)").set_input_files(file)
    ruth.get_by_role("button", name="Datei einlesen").click()
    expect(ruth.get_by_label("Nummer des Antrags")).to_have_value("A0201/03")
    by = ruth.get_by_label("Eingebracht von", exact=True)
    expect(by).to_have_value("Fraktion X")
    ruth.get_by_role("button", name="Übernehmen: Eingebracht von").click()
    expect(by).to_have_value("SPD-Ratsfraktion")
