"""Firms on file and a list that comes in: half of it on file already, half new and like it."""

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from crm.register.same_firm.traits import Said
from tests.register.same_firm.alterations import FORM, PLACE, altered, delivered
from tests.register.same_firm.firms import firms, phone

SEED = 20040218
FIRST_KEY = 1_000_000_000
FAMILIES = 0.04
"""Of the firms on file are a second one of another's name in its house."""
NEW = {"stranger": 60, "neighbour": 25, "namesake": 15}
SIBLINGS = ("Verwaltungs GmbH", "Holding GmbH", "Beteiligungs GmbH", "Immobilien GmbH & Co. KG")


class HeldOut(NamedTuple):
    """``truth``: key of a row of the list -> key on file, None for those that are new."""

    on_file: list[Said]
    listed: list[Said]
    truth: Mapping[int, int | None]


def held_out(on_file: int, listed: int, seed: int = SEED) -> HeldOut:
    rng = Random(seed)
    made = firms(seed, int((on_file + listed) * 1.15))
    base, fresh = made[:on_file], made[on_file : on_file + listed]
    base = [_with_families(rng, firm, base) for firm in base]
    half = listed // 2
    pairs = [(altered(rng, firm, rng.choice(fresh)), firm.key) for firm in rng.sample(base, half)]
    pairs += [(_new(rng, firm, rng.choice(base)), None) for firm in fresh[: listed - half]]
    rng.shuffle(pairs)
    rows = [row._replace(key=FIRST_KEY + at) for at, (row, _key) in enumerate(pairs)]
    return HeldOut(base, rows, {FIRST_KEY + at: key for at, (_row, key) in enumerate(pairs)})


def _with_families(rng: Random, firm: Said, base: list[Said]) -> Said:
    if rng.random() >= FAMILIES:
        return firm
    return neighbour(rng, firm, rng.choice(base))


def _new(rng: Random, fresh: Said, known: Said) -> Said:
    (kind,) = rng.choices(list(NEW), list(NEW.values()))
    if kind == "neighbour":
        made = neighbour(rng, fresh, known)
        return _told_apart(made, known, delivered(rng, made))
    if kind == "namesake":
        return delivered(rng, fresh._replace(name=known.name, legal_form=known.legal_form))
    return delivered(rng, fresh)


def _told_apart(made: Said, known: Said, row: Said) -> Said:
    """A list that says nothing of what makes them two could not be told from an altered copy."""
    if made.name != known.name:
        return row
    if made.register_number and known.register_number:
        return row._replace(register_number=made.register_number)
    return row._replace(wz_code=made.wz_code)


def neighbour(rng: Random, firm: Said, known: Said) -> Said:
    """Another firm of the same name, or nearly, in the same house; often by the same telephone."""
    here = {name: getattr(known, name) for name in PLACE}
    called = known.phone if rng.random() < 0.4 else (firm.phone and phone(rng))
    site = known.website if rng.random() < 0.3 else None
    name, form, number = rng.choice((_sibling, _same_name, _other_trade))(rng, firm, known)
    other = _of_another_trade(firm, known)
    return other._replace(
        **here, name=name, legal_form=form, register_number=number, phone=called, website=site
    )


def _of_another_trade(firm: Said, known: Said) -> Said:
    """Divisions of the classification apart; a workshop and an office do for most."""
    if (firm.wz_code or "")[:2] != (known.wz_code or "")[:2]:
        return firm
    return firm._replace(wz_code="69.20.3" if (firm.wz_code or "")[:2] != "69" else "25.62.0")


Named = tuple[str, str | None, str | None]


def _sibling(rng: Random, firm: Said, known: Said) -> Named:
    form = rng.choice(SIBLINGS)
    court = "HRA" if "KG" in form else "HRB"
    stem = FORM.sub("", known.name or "")
    number = f"{court} {rng.randrange(10_000_000)}"
    return f"{stem} {form}", "GmbH & Co. KG" if "KG" in form else "GmbH", number


def _same_name(rng: Random, firm: Said, known: Said) -> Named:
    """Only the register's number and the trade tell them apart."""
    number = f"HRB {rng.randrange(10_000_000)}" if known.register_number else None
    return known.name or "", known.legal_form, number


def _other_trade(rng: Random, firm: Said, known: Said) -> Named:
    """The owner's name with what the other one does."""
    trade = (firm.name or "").split()[0]
    owner = FORM.sub("", known.name or "").split()[-1]
    return f"{trade} {owner}", "Einzelunternehmen", None
