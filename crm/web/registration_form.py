"""What a firm answers to an invitation: whether it comes, with how many, who they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import Length, Optional

from crm.enums import N_, ParticipationStatus
from crm.models import Invitation
from crm.rules import Problem
from crm.services.registration import MOST_PEOPLE, Reply
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm
from crm.web.languages import current_language

YES, NO = "yes", "no"
LONGEST_REMARK = 1_000


class RegistrationForm(CrmForm):
    coming = RadioField(_("Do you come?"), choices=[YES, NO], validate_choice=False)
    people = IntegerField(
        _("How many people"),
        [Optional()],
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_PEOPLE},
    )
    names = TrimmedField(
        _("Their names"),
        [Length(max=200)],
        description=_("For the name badges; separated by commas. You may leave it empty."),
    )
    remark = TextAreaField(
        _("What we should know"),
        [Length(max=LONGEST_REMARK)],
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 2, "maxlength": LONGEST_REMARK},
    )

    def problems(self) -> Iterator[Problem]:
        if self.coming.data not in (YES, NO):
            yield Problem("coming", N_("Please say whether you come."))
        people = self.people.data
        if self.coming.data == YES and not 1 <= (people or 0) <= MOST_PEOPLE:
            values = {"fewest": 1, "most": MOST_PEOPLE}
            yield Problem("people", N_("A whole number from %(fewest)s to %(most)s."), values)

    def reply(self) -> Reply:
        comes = self.coming.data == YES
        names = ", ".join(
            filter(None, (each.strip() for each in (self.names.data or "").split(",")))
        )
        return Reply(
            people=int(self.people.data or 1) if comes else 0,
            names=names or None,
            remark=self.remark.data,
            language=current_language(),
        )


COMES = (ParticipationStatus.REGISTERED, ParticipationStatus.WAITING)


def answered(invitation: Invitation) -> dict[str, Any]:
    """The form as it was answered before."""
    row = invitation.participation
    coming = (
        YES if row.status in COMES else NO if row.status is ParticipationStatus.DECLINED else None
    )
    return {
        "coming": coming,
        "people": invitation.people,
        "names": row.guest_name,
        "remark": invitation.remark,
    }
