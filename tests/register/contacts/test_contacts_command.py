"""``ansprechpartner import --mapping`` and ``--undo`` of a list of contacts."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Engine

from crm.db import sessions
from crm.enums import RowsAre
from crm.models import Advisor, Company
from crm.services.import_mappings import keep_mapping
from tests.register.test_command import database as database
from tests.register.test_time_commands import Run
from tests.register.test_time_commands import run as run

COLUMNS = {"day": "Datum", "name": "Firma", "advisor": "Beraterin"}


def test_in_by_the_name_of_the_table_and_back(run: Run, database: Engine, tmp_path: Path) -> None:
    with sessions(database)() as session:
        session.add_all([Company(name="Elbbau GmbH"), Advisor(name="Jutta Müller")])
        keep_mapping(session, "Jutta", COLUMNS, city="Magdeburg", rows_are=RowsAre.CONTACTS)
        session.commit()
    file = tmp_path / "besuche.csv"
    file.write_text("Datum;Firma;Beraterin\n1.3.2026;Elbbau;J. Müller\n1.3.2026;Zirkus;Müller\n")
    code, out, _err = run("import", file, "--mapping", "jutta")
    assert code == 0
    assert out.startswith("2 rows: 1 contacts new, 0 unchanged, 1 rows refused.\n")
    assert "Row 3, Firma “Zirkus”: There is no firm of this name." in out
    assert json.loads(run("import", file, "--mapping", "jutta", "--json")[1])["unchanged"] == 1
    code, out, _err = run("import", "--undo", "1", "--dry-run")
    assert out.startswith("Import 1 (besuche.csv): 1 contacts removed, 0 kept.")
    told = json.loads(run("import", "--undo", "1", "--json")[1])
    assert (told["contacts_removed"], told["kept_contacts"], told["removed"]) == (1, [], 0)
    code, _out, err = run("import", file, "--mapping", "jutta", "--gone")
    assert (code, "A list of contacts ends no firms." in err) == (1, True)
