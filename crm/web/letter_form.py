"""The words of an invitation; what, when and where, and the personal link, follow by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from crm.enums import N_
from crm.models import Interaction
from crm.rules import Problem
from crm.rules.gathering_plan import LONGEST
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm


class LetterForm(CrmForm):
    subject = TrimmedField(_("Subject"), render_kw={"maxlength": 200})
    text = TextAreaField(
        _("Text"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 6},
        description=_(
            "The salutation before it, and day, place, programme and the personal link after it,"
            " are added by themselves."
        ),
    )

    def problems(self) -> Iterator[Problem]:
        if not self.subject.data:
            yield Problem("subject", N_("A letter needs a subject."))
        elif len(self.subject.data) > 200:
            yield Problem("subject", N_("At most %(length)s characters."), {"length": 200})
        if not self.text.data:
            yield Problem("text", N_("What are the firms to read?"))
        elif len(self.text.data) > LONGEST:
            yield Problem("text", N_("At most %(length)s characters."), {"length": LONGEST})


def letter_to_begin_with(gathering: Interaction) -> dict[str, str]:
    plan = gathering.plan
    subject = gettext("Invitation: %(title)s", title=gathering)
    text = gettext("we cordially invite you and look forward to talking to you.")
    return {
        "subject": (plan.letter_subject if plan else None) or subject[:200],
        "text": (plan.letter_text if plan else None) or text,
    }
