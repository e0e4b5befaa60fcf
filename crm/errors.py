"""What can go wrong in our field, as sentences for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from crm.enums import N_
from crm.rules import Problem
from crm.rules.in_words import in_words

if TYPE_CHECKING:
    from sqlalchemy.exc import IntegrityError


class DomainError(Exception):
    """Refused, with a sentence. ``message`` is a message id, ``values`` fill its %(names)s."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values

    def said(self, translate: Callable[[str], str]) -> str:
        """In a reader's language."""
        return in_words(self.message, self.values, translate)


class Refusals(DomainError):
    """Several refusals at once, each with its sentence."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message, **problems[0].values)
        self.problems = tuple(problems)

    def said(self, translate: Callable[[str], str]) -> str:
        return "\n".join(DomainError(p.message, **p.values).said(translate) for p in self.problems)


BREACHES = {
    "ends_after_it_starts": N_("The end lies before the beginning."),
    "name_not_empty": N_("The name is empty. Leave it out or write it."),
    "applied_after_discussed": N_("It cannot be before it was discussed."),
    "decided_after_discussed": N_("It cannot be before it was discussed."),
    "decided_has_its_day": N_("On which day was that decided?"),
    "applied_not_negative": N_("An amount cannot be below zero."),
    "granted_not_negative": N_("An amount cannot be below zero."),
    "uq_funding_programme_name": N_("There is a programme of this name already."),
    "uq_fair_stand_interaction_id": N_("The fair has its stand already. Change that one."),
    "uq_care_class_code": N_("There is a care class of this code already."),
    "title_not_empty": N_("It needs a title."),
    "copies_at_least_one": N_("One copy at least."),
    "printed_not_negative": N_("The number of copies is below zero."),
    "names_its_area": N_("A count is of the city, of one district, or of no district."),
    "confidential_has_no_value": N_("A count has a value or is confidential."),
    "not_negative": N_("A count cannot be below zero."),
    "uq_material_title_edition_language": N_("There is this edition in this language already."),
    "last_name_not_empty": N_("A person needs a last name."),
    "promise_not_empty": N_("Write what was promised."),
    "not_merged_into_itself": N_("A firm cannot be merged into itself."),
    "end_reason_has_date": N_("There is a reason for the end but no day of it."),
    "employees_not_negative": N_("The number of employees is below zero."),
    "wz_code_has_its_edition": N_("A WZ code needs its edition, 2008 or 2025."),
    "duration_within_a_week": N_("The duration must be between one minute and seven days."),
    "latitude_on_earth": N_("The latitude must lie between -90 and 90."),
    "longitude_on_earth": N_("The longitude must lie between -180 and 180."),
    "names_somebody": N_("Name a firm or a guest."),
    "names_one_thing": N_(
        "A responsibility names one thing: a district, a sector, a topic or a firm."
    ),
    "done_has_its_day": N_("What is done has the day on which it was done."),
    "cancelled_has_a_reason": N_("Say why it is dropped."),
    "uq_site_one_open_main": N_("The firm has a main site already. End that one first."),
    "uq_company_fact_one_open": N_(
        "The firm has a current size and sector already. End that first."
    ),
    "uq_company_fact_one_per_day": N_("The firm has a size and sector from that day already."),
    "uq_team_membership_one_open": N_("This advisor is in a team already. End that first."),
    "uq_participation_interaction_id_company_id": N_("This firm is on the list already."),
    "uq_advisor_assignment_one_lead": N_("Only one advisor can lead."),
    "uq_advisor_assignment_interaction_id_advisor_id": N_("This advisor is on the list already."),
    "uq_booking_one_in_a_slot": N_(
        "Somebody else has just booked this slot. The ones that are left are still free."
    ),
    "uq_slot_interaction_id_team_id_starts_at": N_("The team has a slot at this time already."),
    "uq_council_paper_number": N_("There is a paper of this number already."),
    "uq_text_block_title": N_("There is a passage of this title already."),
    "text_not_empty": N_("It needs a text."),
    "subject_not_empty": N_("What is the paper called?"),
    "number_not_empty": N_("What is the number of the paper?"),
    "body_not_empty": N_("Who meets on that day?"),
    "uq_ab_user_email": N_("There is a login with this address already."),
    "uq_ab_user_username": N_("There is a login of this name already."),
    "uq_saved_report_owner_id_name": N_("You have a report of this name already."),
    "uq_report_reader_report_id_user_id": N_("It was ordered just now. Please look again."),
    "uq_mail_key": N_("Somebody else wrote this letter just now. Please look again."),
    "fk_": N_("Other entries depend on this one, or one that it names is gone."),
    "client_key": N_("This was saved already."),
}
"""Part of a constraint's name -> what its breach means. SQLite names the columns of a unique
constraint instead of the constraint, so UNIQUE_COLUMNS translates those back."""

UNIQUE_COLUMNS = {
    "participation.interaction_id, participation.company_id": (
        "uq_participation_interaction_id_company_id"
    ),
    "advisor_assignment.interaction_id, advisor_assignment.advisor_id": (
        "uq_advisor_assignment_interaction_id_advisor_id"
    ),
    "company_fact.company_id, company_fact.valid_from": "uq_company_fact_one_per_day",
    "failed: funding_programme.name": "uq_funding_programme_name",
    "material.title, material.edition, material.language": "uq_material_title_edition_language",
    "failed: fair_stand.interaction_id": "uq_fair_stand_interaction_id",
    "failed: care_class.code": "uq_care_class_code",
    "failed: company_fact.company_id": "uq_company_fact_one_open",
    "failed: site.company_id": "uq_site_one_open_main",
    "failed: team_membership.advisor_id": "uq_team_membership_one_open",
    "failed: advisor_assignment.interaction_id": "uq_advisor_assignment_one_lead",
    "failed: booking.slot_id": "uq_booking_one_in_a_slot",
    "failed: slot.interaction_id": "uq_slot_interaction_id_team_id_starts_at",
    "failed: council_paper.number": "uq_council_paper_number",
    "failed: text_block.title": "uq_text_block_title",
    "failed: ab_user.email": "uq_ab_user_email",
    "failed: ab_user.username": "uq_ab_user_username",
    "saved_report.owner_id, saved_report.name": "uq_saved_report_owner_id_name",
    "report_reader.report_id, report_reader.user_id": "uq_report_reader_report_id_user_id",
    "failed: mail.key": "uq_mail_key",
    "FOREIGN KEY constraint failed": "fk_",
}


def sentence(error: IntegrityError) -> str:
    """The message id of what a database refused; a general one when the constraint is not ours."""
    text = str(error.orig)
    text += " ".join(name for part, name in UNIQUE_COLUMNS.items() if part in text)
    known = (message for name, message in BREACHES.items() if name in text)
    return next(known, N_("The database refused this entry. Please check it."))
