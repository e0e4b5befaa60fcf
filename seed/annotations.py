"""Notes on days that explain the figures: the fairs, and when campaigns began."""

from sqlalchemy import select

from crm.enums import InteractionKind, InteractionStatus
from crm.models import Annotation, Campaign, Interaction
from seed.bulk import Loader
from seed.days import Calendar
from seed.reference_rows import table_of

FAIRS, CAMPAIGNS = 4, 4


def add_annotations(loader: Loader, calendar: Calendar) -> None:
    until = calendar.until.astype(object)
    fairs = select(Interaction.happened_on, Interaction.title).where(
        Interaction.kind == InteractionKind.FAIR,
        Interaction.status == InteractionStatus.HELD,
        Interaction.title.is_not(None),
    )
    begun = select(Campaign.starts_on, Campaign.title).where(Campaign.starts_on <= until)
    rows = [
        *loader.connection.execute(
            fairs.order_by(Interaction.happened_on.desc(), Interaction.id).limit(FAIRS)
        ),
        *loader.connection.execute(begun.order_by(Campaign.starts_on.desc()).limit(CAMPAIGNS)),
    ]
    words = [title for _day, title in rows[:FAIRS]]
    words += [f"Start: {title}" for _day, title in rows[FAIRS:]]
    entered = [f"{day} 08:00:00.000000" for day, _title in rows]
    loader.add(
        table_of(Annotation),
        {
            "first_day": [str(day) for day, _title in rows],
            "text": [text[:60] for text in words],
            "created_at": entered,
            "changed_at": entered,
        },
    )
