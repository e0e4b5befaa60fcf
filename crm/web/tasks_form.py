"""What is to be prepared, by whom and until when: ticked from a list that can be reworded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, FormField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.enums import N_
from crm.models import Interaction
from crm.rules import Problem
from crm.rules.follow_up import follow_up_problems
from crm.rules.preparation import TASKS
from crm.web.chips import ChoiceField, Entries
from crm.web.choices import colleagues
from crm.web.fields import LocalDateField, TrimmedField
from crm.web.forms import CrmForm
from crm.web.office import office


class TaskForm(FlaskForm):
    class Meta:
        csrf = False

    wanted = BooleanField(_("Take over"))
    promise = TrimmedField(_("Task"), [Length(max=200)])
    due_on = LocalDateField(_("until"), [Optional()])
    owner = ChoiceField(_("Who takes care of it"), blank=_("Please choose"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.offer(colleagues())

    def values(self) -> dict[str, Any]:
        return {
            "promise": self.promise.data,
            "due_on": self.due_on.data,
            "owner_id": self.owner.only_id,
        }


class TasksForm(CrmForm):
    tasks = Entries(FormField(TaskForm), _("Tasks"), max_entries=30)

    def wanted(self) -> list[TaskForm]:
        return [each.form for each in self.tasks if each.form.wanted.data]

    def problems(self) -> Iterator[Problem]:
        if not self.wanted():
            yield Problem("", N_("Tick at least one task."))
        for number, each in enumerate(self.tasks):
            values = {**each.form.values(), "today": today()}
            for problem in follow_up_problems(values) if each.form.wanted.data else ():
                name = "owner" if problem.field == "owner_id" else problem.field
                yield Problem(f"tasks-{number}-{name}", problem.message, problem.values)

    def named(self, name: str) -> Any:
        _tasks, _dash, rest = name.partition("-")
        number, _dash, field = rest.partition("-")
        return self.tasks[int(number)].form[field] if field else None


def usual_tasks(gathering: Interaction, known: set[str], owner: Any) -> list[dict[str, Any]]:
    """Those of the list that nobody wrote down yet, with a day and an owner to begin with."""
    day: date = gathering.happened_on
    words = [(each, gettext(each.words)) for each in TASKS]
    return [
        {"promise": text, "due_on": each.due(day, today(), office().days), "owner": owner}
        for each, text in words
        if text not in known
    ]
