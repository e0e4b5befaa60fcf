"""Brochures: what is left of them, to which counter they went, and the codes printed on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_
from crm.errors import DomainError
from crm.models import Handout, Inquiry, Material, MaterialCode, Partner
from crm.models.base import new_client_key
from crm.rules import Values
from crm.rules.material import readable_code


def handed_out() -> ColumnElement[int]:
    """Of a material: how many copies went out."""
    copies = select(func.coalesce(func.sum(Handout.copies), 0))
    return copies.where(Handout.material_id == Material.id).scalar_subquery()


def stock(session: Session, material_id: int) -> int:
    left = select(Material.printed - handed_out()).where(Material.id == material_id)
    return int(session.scalar(left) or 0)


def hand_out(session: Session, material_id: int, values: Values) -> Handout:
    """Of what is left, and no more; the counter has its code from then on."""
    material = _locked(session, material_id)
    left = stock(session, material_id)
    if values["copies"] > left:
        raise DomainError(N_("Only %(left)s copies are left of it."), left=left)
    code_of(session, material, session.get_one(Partner, values["partner_id"]))
    handout = Handout(
        material_id=material_id,
        partner_id=values["partner_id"],
        handed_on=values["handed_on"],
        copies=values["copies"],
        client_key=values.get("client_key") or new_client_key(),
    )
    session.add(handout)
    session.flush()
    return handout


def change_handout(session: Session, handout: Handout, values: Values) -> None:
    _locked(session, handout.material_id)
    left = stock(session, handout.material_id) + handout.copies
    if values.get("copies", 0) > left:
        raise DomainError(N_("Only %(left)s copies are left of it."), left=left)
    for name in ("partner_id", "handed_on", "copies"):
        if name in values:
            setattr(handout, name, values[name])
    session.flush()


def keep_stock(session: Session, material: Material) -> None:
    """It cannot be that more went out than were printed."""
    if material.id is None:
        return
    _locked(session, material.id)
    out = session.scalar(
        select(func.coalesce(func.sum(Handout.copies), 0)).where(Handout.material_id == material.id)
    )
    if material.printed < (out or 0):
        message = N_("%(out)s copies have been handed out already; so many were printed at least.")
        raise DomainError(message, out=out)


def _locked(session: Session, material_id: int) -> Material:
    """Two who take from the last box at once come one after the other."""
    session.execute(select(Material.id).where(Material.id == material_id).with_for_update())
    return session.get_one(Material, material_id)


def code_of(session: Session, material: Material, partner: Partner) -> MaterialCode:
    """The one it has, or a new one."""
    query = select(MaterialCode).filter_by(material_id=material.id, partner_id=partner.id)
    known = session.scalar(query)
    if known is not None:
        return known
    wanted = readable_code(material.title, material.edition, partner.name)
    taken = set(session.scalars(select(MaterialCode.code).where(MaterialCode.code.like("%-%"))))
    names = (wanted if number == 1 else f"{wanted}{number}" for number in count(1))
    made = MaterialCode(
        code=next(name for name in names if name not in taken),
        material_id=material.id,
        partner_id=partner.id,
    )
    session.add(made)
    session.flush()
    return made


def find_code(session: Session, written: str) -> MaterialCode | None:
    """As people type it: small letters and blanks are no matter."""
    wanted = "".join(written.split()).upper()[:40]
    whole = joinedload(MaterialCode.material), joinedload(MaterialCode.partner)
    query = select(MaterialCode).where(MaterialCode.code == wanted)
    return session.scalar(query.options(*whole)) if wanted else None


@dataclass(frozen=True, slots=True)
class AtCounter:
    """What one counter has had of a material, and what came of it."""

    partner: Partner
    copies: int
    last_on: date | None
    code: str | None
    inquiries: int


def at_counters(session: Session, material_id: int) -> list[AtCounter]:
    """Counters that had copies or have a code, the most copies first. One query."""
    had = (
        select(Handout.partner_id, func.sum(Handout.copies).label("copies"),
               func.max(Handout.handed_on).label("last_on"))
        .where(Handout.material_id == material_id).group_by(Handout.partner_id).subquery()
    )  # fmt: skip
    asked = (
        select(Inquiry.handed_out_by_id, func.count().label("asked"))
        .where(Inquiry.material_id == material_id)
        .group_by(Inquiry.handed_out_by_id).subquery()
    )  # fmt: skip
    code = (MaterialCode.partner_id == Partner.id) & (MaterialCode.material_id == material_id)
    query = (
        select(Partner, had.c.copies, had.c.last_on, MaterialCode.code, asked.c.asked)
        .outerjoin(had, had.c.partner_id == Partner.id)
        .outerjoin(MaterialCode, code)
        .outerjoin(asked, asked.c.handed_out_by_id == Partner.id)
        .where(had.c.copies.is_not(None) | MaterialCode.code.is_not(None))
        .order_by(func.coalesce(had.c.copies, 0).desc(), Partner.name)
    )
    return [
        AtCounter(partner, copies or 0, last_on, written, number or 0)
        for partner, copies, last_on, written, number in session.execute(query)
    ]
