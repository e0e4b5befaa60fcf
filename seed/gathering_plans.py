"""How gatherings were prepared: seats, programme, partners, budget, letters, tasks, a document."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from numpy.random import Generator
from sqlalchemy import Row, bindparam, select, update

from crm.enums import (
    FollowUpStatus,
    HostRole,
    InteractionKind,
    InteractionStatus,
    InvitationWay,
    ParticipationStatus,
    PartnerKind,
)
from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    GatheringDocument,
    GatheringPartner,
    GatheringPlan,
    Interaction,
    Invitation,
    Participation,
    Person,
    Position,
)
from crm.rules.preparation import TASKS
from crm.rules.working_days import WorkingDays
from seed.dice import pick
from seed.gathering_series import add_series
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World

LETTERS_SINCE = 730
"""Days back: earlier letters are not on file."""
KIND, STATUS = InteractionKind, ParticipationStatus
SEATS = {KIND.FORUM: 160, KIND.ROUND_TABLE: 45, KIND.CONSULTING_DAY: 30, KIND.FAIR: 400}
BUDGET = {KIND.FORUM: 4_200, KIND.ROUND_TABLE: 450, KIND.CONSULTING_DAY: 300, KIND.FAIR: 18_500}
BUDGET_LINE = "1.57101.5431000 Veranstaltungen"
PROGRAMME = {
    KIND.FORUM: "17:00 Begrüßung\n17:15 Vortrag und Aussprache\n18:30 Gespräche am Buffet",
    KIND.ROUND_TABLE: "18:30 Begrüßung\n18:45 Ein Betrieb stellt sich vor\n19:30 Gespräche",
    KIND.CONSULTING_DAY: "Gespräche von je 45 Minuten mit beiden Teams",
    KIND.FAIR: "Stand der Wirtschaftsförderung mit Partnern\nVorträge stündlich",
}
ASKED_BEFORE, ANSWERED_BEFORE = 28, (3, 24)
"""Days before the day: when letters went out, and when firms answered."""
BY_LETTER, DECLINED, WAITING = 0.3, 0.12, 3
WORDS_OF_TASKS = (
    "Raum buchen", "Programm und Referenten festlegen", "Aufgaben mit den Partnern absprechen",
    "Einladungen verschicken", "Bewirtung bestellen", "Mikrofon, Leinwand und Netz prüfen",
    "Namensschilder und Einlassliste drucken", "Den Teilnehmern danken",
    "Mit den Partnern auswerten",
)  # fmt: skip

Gathering = Row[Any]


def add_gathering_plans(world: World, partner_ids: Array) -> None:
    rng = world.dice.of("gathering plans")
    columns: tuple[Any, ...] = (
        Interaction.id, Interaction.kind, Interaction.status, Interaction.title,
        Interaction.happened_on,
    )  # fmt: skip
    query = select(*columns)
    found: Sequence[Gathering] = world.loader.connection.execute(
        query.where(Interaction.kind.in_(SEATS)).order_by(Interaction.id)
    ).all()
    seats = _add_letters(rng, world, found)
    _add_plans(rng, world, found, add_series(world, found, SEATS), seats)
    _add_partners(rng, world, found, partner_ids)
    ahead = [row for row in found if row.status is InteractionStatus.PLANNED]
    _add_tasks(world, ahead)
    _add_documents(world, ahead)


def _add_plans(
    rng: Generator,
    world: World,
    found: Sequence[Gathering],
    series: dict[int, int],
    seats: dict[int, int],
) -> None:
    spent = rng.uniform(0.8, 1.1, len(found))
    held = [row.status is InteractionStatus.HELD for row in found]
    world.loader.add(
        table_of(GatheringPlan),
        {
            "interaction_id": [row.id for row in found],
            "series_id": [series.get(row.id) for row in found],
            "capacity": [seats.get(row.id, SEATS[row.kind]) for row in found],
            "programme": [PROGRAMME[row.kind] for row in found],
            "registration_until": [(row.happened_on - timedelta(2)).isoformat() for row in found],
            "remind_days": [3] * len(found),
            "budget_line": [BUDGET_LINE] * len(found),
            "budget_planned": [BUDGET[row.kind] for row in found],
            "budget_spent": [
                int(BUDGET[row.kind] * share) if was_held else None
                for row, share, was_held in zip(found, spent, held, strict=True)
            ],
        },
    )


def _add_partners(
    rng: Generator, world: World, found: Sequence[Gathering], partner_ids: Array
) -> None:
    """Forums and fairs are held with a chamber or the bank, every fourth of them by it."""
    kinds = [PartnerKind(row["kind"]) for row in rows("partners")]
    able = [
        int(pk)
        for pk, kind in zip(partner_ids, kinds, strict=True)
        if kind in (PartnerKind.CHAMBER, PartnerKind.ASSOCIATION, PartnerKind.BANK)
    ]
    with_us = [row.id for row in found if row.kind in (KIND.FORUM, KIND.FAIR)]
    holds = rng.random(len(with_us)) < 0.25
    world.loader.add(
        table_of(GatheringPartner),
        {
            "interaction_id": with_us,
            "partner_id": pick(rng, able, len(with_us)).tolist(),
            "role": [(HostRole.HOST if one else HostRole.CO_HOST).value for one in holds],
        },
    )


def _add_letters(rng: Generator, world: World, found: Sequence[Gathering]) -> dict[int, int]:
    """Who was written to and what they answered; gives the seats of a gathering that is full."""
    since = world.dice.until - timedelta(LETTERS_SINCE)
    days = {row.id: row for row in found if row.happened_on >= since}
    columns: tuple[Any, ...] = (
        Participation.id, Participation.interaction_id, Participation.status, Company.email,
        Company.id.label("company_id"),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .join(Company, Company.id == Participation.company_id)
        .where(Interaction.kind.in_(SEATS), Interaction.happened_on >= since)
        .order_by(Participation.id)
    )
    listed: Sequence[Row[Any]] = world.loader.connection.execute(query).all()
    letters = [_letter(rng, days[row.interaction_id], row, world.dice.until) for row in listed]
    seats = _fill_one(world, [days[pk] for pk in days], letters)
    names = [name for name in letters[0] if name not in ("status", "interaction_id", "company_id")]
    world.loader.add(
        table_of(Invitation), {name: [each[name] for each in letters] for name in names}
    )
    _tell_lists(world, letters)
    _name_people(
        world,
        [
            each
            for each in letters
            if days[each["interaction_id"]].status is InteractionStatus.PLANNED
        ],
    )
    return seats


def _letter(rng: Generator, gathering: Gathering, row: Row[Any], until: date) -> dict[str, Any]:
    day: date = gathering.happened_on
    asked = min(day - timedelta(ASKED_BEFORE), until - timedelta(2))
    answered = min(day - timedelta(int(rng.integers(*ANSWERED_BEFORE))), until - timedelta(1))
    status = row.status
    planned = gathering.status is InteractionStatus.PLANNED
    if planned and status is STATUS.INVITED and rng.random() < DECLINED:
        status = STATUS.DECLINED
    said = status is not STATUS.INVITED
    by_letter = row.email is None or rng.random() < BY_LETTER
    came = status is STATUS.ATTENDED and gathering.status is InteractionStatus.HELD
    return {
        "participation_id": row.id,
        "interaction_id": gathering.id,
        "company_id": row.company_id,
        "status": status,
        "way": (InvitationWay.LETTER if by_letter else InvitationWay.MAIL).value,
        "address": None if by_letter else row.email,
        "people": int(rng.integers(1, 3)) if said and status is not STATUS.DECLINED else 1,
        "sent_at": _instant(asked, 8),
        "answered_at": _instant(max(answered, asked), 15) if said else None,
        "waiting_since": None,
        "thanked_at": _instant(min(day + timedelta(3), until), 10) if came else None,
    }


def _fill_one(
    world: World, gatherings: Sequence[Gathering], letters: list[dict[str, Any]]
) -> dict[int, int]:
    """The next round table is full, and some wait for a seat."""
    ahead = [
        row for row in gatherings
        if row.kind is KIND.ROUND_TABLE and row.status is InteractionStatus.PLANNED
    ]  # fmt: skip
    if not ahead:
        return {}
    pk = min(ahead, key=lambda row: (row.happened_on, row.id)).id
    own = [each for each in letters if each["interaction_id"] == pk]
    taken = sum(each["people"] for each in own if each["status"] is STATUS.REGISTERED)
    if not taken:
        return {}
    for number, each in enumerate(
        [each for each in own if each["status"] is STATUS.INVITED][:WAITING]
    ):
        at = _instant(world.dice.until - timedelta(1), 9 + number)
        each.update(status=STATUS.WAITING, answered_at=at, waiting_since=at)
    return {pk: taken}


def _tell_lists(world: World, letters: list[dict[str, Any]]) -> None:
    told = [
        {"pk": each["participation_id"], "said": each["status"].value}
        for each in letters
        if each["status"] in (STATUS.DECLINED, STATUS.WAITING)
    ]
    table = table_of(Participation)
    statement = (
        update(table)
        .where(table.c.id == bindparam("pk"))
        .values(status=bindparam("said"), changed_at=table.c.changed_at)
    )
    if told:
        world.loader.connection.execute(statement, told)


def _name_people(world: World, letters: list[dict[str, Any]]) -> None:
    """Whoever registered for what is still to come said who comes."""
    comes = [each for each in letters if each["status"] in (STATUS.REGISTERED, STATUS.WAITING)]
    firms = [each["company_id"] for each in comes]
    columns: tuple[Any, ...] = (Position.company_id, Person.first_name, Person.last_name)
    query = (
        select(*columns)
        .join(Person, Person.id == Position.person_id)
        .where(Position.company_id.in_(firms), Position.valid_to.is_(None))
        .order_by(Position.id)
    )
    people: dict[int, list[str]] = {}
    for row in world.loader.connection.execute(query):
        people.setdefault(row.company_id, []).append(f"{row.first_name} {row.last_name}")
    told = [
        {"pk": each["participation_id"], "names": ", ".join(found[: each["people"]])}
        for each in comes
        if (found := people.get(each["company_id"]))
    ]
    table = table_of(Participation)
    statement = (
        update(table)
        .where(table.c.id == bindparam("pk"))
        .values(guest_name=bindparam("names"), changed_at=table.c.changed_at)
    )
    if told:
        world.loader.connection.execute(statement, told)


def _add_tasks(world: World, ahead: Sequence[Gathering]) -> None:
    """Of the next ones; what was due is done."""
    until, days = world.dice.until, WorkingDays("ST")
    leads = _leads(world, [row.id for row in ahead])
    tasks = [
        (row, words, task.due(row.happened_on, row.happened_on - timedelta(70), days))
        for row in ahead
        for words, task in zip(WORDS_OF_TASKS, TASKS, strict=True)
    ]
    done = [due < until for _row, _words, due in tasks]
    entered = [_instant(min(row.happened_on - timedelta(70), until), 9) for row, *_ in tasks]
    status = [(FollowUpStatus.DONE if one else FollowUpStatus.OPEN).value for one in done]
    world.loader.add(
        table_of(FollowUp),
        {
            "promise": [words for _row, words, _due in tasks],
            "due_on": [due.isoformat() for *_rest, due in tasks],
            "first_due_on": [due.isoformat() for *_rest, due in tasks],
            "owner_id": [leads[row.id] for row, *_rest in tasks],
            "interaction_id": [row.id for row, *_rest in tasks],
            "status": status,
            "done_on": [
                due.isoformat() if one else None
                for one, (*_rest, due) in zip(done, tasks, strict=True)
            ],
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _leads(world: World, ids: Sequence[int]) -> dict[int, int]:
    query = select(AdvisorAssignment.interaction_id, AdvisorAssignment.advisor_id).where(
        AdvisorAssignment.interaction_id.in_(ids), AdvisorAssignment.role == "lead"
    )
    return {row.interaction_id: row.advisor_id for row in world.loader.connection.execute(query)}


def _add_documents(world: World, ahead: Sequence[Gathering]) -> None:
    texts = [f"{row.title}\n\n{PROGRAMME[row.kind]}\n".encode() for row in ahead]
    entered = [_instant(world.dice.until - timedelta(7), 11)] * len(ahead)
    world.loader.add(
        table_of(GatheringDocument),
        {
            "interaction_id": [row.id for row in ahead],
            "name": ["Programm.txt"] * len(ahead),
            "media_type": ["text/plain"] * len(ahead),
            "size": [len(text) for text in texts],
            "content": texts,
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _instant(day: date, hour: int) -> str:
    return f"{day.isoformat()} {hour:02}:00:00.000000"
