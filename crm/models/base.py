"""The declarative base: FAB's registry and tables, our naming, our column types by name."""

import uuid
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated

from flask_appbuilder import Model
from sqlalchemy import (
    Date,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    String,
    Text,
    Time,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

ShortText = Annotated[str, mapped_column(String(200))]
Code = Annotated[str, mapped_column(String(40))]
LARGEST_NUMBER = 2**31 - 1
"""What a column of whole numbers holds on both databases; ids are such numbers."""

SortKey = Annotated[
    str, mapped_column(String(200).with_variant(String(200, collation="C"), "postgresql"))
]
"""Made by crm.rules.fold.sort_key; compared sign by sign on both databases."""
LongText = Annotated[str, mapped_column(Text)]


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in every database (SQLite keeps no offset)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def codes(enum: type[StrEnum]) -> list[str]:
    return [member.value for member in enum]


def index_where_given(column: str) -> Index:
    """Of a column that most rows leave empty. Over all rows, a planner takes it for useless: nearly
    all its keys are the same.
    """
    given = text(f"{column} IS NOT NULL")
    return Index(None, column, sqlite_where=given, postgresql_where=given)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Shares FAB's registry and metadata, so that users and roles can be referred to."""

    registry = Model.registry
    metadata = Model.metadata

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-100)


Base.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
Base.registry.update_type_annotation_map(
    {
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=codes,
        ),
        datetime: UtcDateTime(),
        date: Date(),
        time: Time(),
    }
)


class Tracked:
    """Who made it and who changed it last; crm.db fills these from the session's user."""

    created_at: Mapped[datetime] = mapped_column(default=utc_now, sort_order=900)
    changed_at: Mapped[datetime] = mapped_column(
        default=utc_now, onupdate=utc_now, index=True, sort_order=901
    )

    @declared_attr
    def created_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"), sort_order=902)

    @declared_attr
    def changed_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"), sort_order=903)


def new_client_key() -> str:
    return str(uuid.uuid4())


class Editable(Tracked):
    """What people edit: a key chosen by the client, so that a form sent twice is stored once,
    and a version, so that the second of two editors is told.
    """

    client_key: Mapped[str] = mapped_column(
        String(36), unique=True, default=new_client_key, sort_order=910
    )
    version: Mapped[int] = mapped_column(sort_order=911)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}
