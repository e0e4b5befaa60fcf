"""The office's people: two teams, fourteen advisors. One changed teams, one has left."""

from dataclasses import dataclass

DEMO_ADVISOR = "Anke Liebig"
DEMO_TEAM_LEAD = "Holger Brandes"

TEAMS = {"akquise": "Akquise", "bestandsbetreuung": "Bestandsbetreuung"}
ACQUISITION, CARE = TEAMS


@dataclass(frozen=True, slots=True)
class Colleague:
    """``joined`` and ``left`` are years before the day the city is built for."""

    name: str
    team: str
    districts: tuple[str, ...]
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    load: float = 1.0
    """Contacts as a multiple of what colleagues have."""
    leads: bool = False
    joined: float = 30.0
    left: float | None = None
    former_team: str | None = None
    changed: float = 0.0


CAST = (
    Colleague(DEMO_ADVISOR, CARE, ("28", "30", "34"), ("financing", "taxes_fees"), joined=21.4),
    Colleague(DEMO_TEAM_LEAD, CARE, ("02", "52"), ("networking",), load=0.6, leads=True),
    Colleague("Doreen Matthies", CARE, ("01", "24"), ("permits", "traffic"), load=2.1),
    Colleague("Jens Ahlborn", CARE, ("04", "06"), ("skilled_staff",), joined=23.0),
    Colleague("Mandy Träger", CARE, ("20", "26"), ("succession",), joined=25.7),
    Colleague("Rüdiger Plötz", CARE, ("32", "40", "42"), ("permits",)),
    Colleague(
        "Cornelia Wachsmuth",
        CARE,
        ("44", "46", "48", "50"),
        ("energy",),
        former_team=ACQUISITION,
        changed=2.3,
    ),
    Colleague("Nadine Isensee", CARE, ("12", "22", "36"), ("digital",), joined=1.4),
    Colleague("Egon Timme", CARE, ("12", "22", "36"), left=1.5),
    Colleague(
        "Silke Quandt", ACQUISITION, ("14", "16", "18"), ("space",), ("M",), load=0.6, leads=True
    ),
    Colleague("Marco Elsner", ACQUISITION, ("66", "68", "70", "72"), ("space",), ("C", "H")),
    Colleague(
        "Juliane Hermsdorf",
        ACQUISITION,
        ("56", "58", "60", "62"),
        ("start_up",),
        ("J",),
        load=0.9,
        joined=4.2,
    ),
    Colleague("Tobias Ribbe", ACQUISITION, ("08", "10", "38"), ("internationalisation",), load=0.8),
    Colleague(
        "Grit Lambrecht",
        ACQUISITION,
        ("54", "64", "74", "76", "78"),
        ("start_up", "financing"),
        load=0.8,
    ),
)
