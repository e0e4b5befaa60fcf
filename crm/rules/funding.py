"""What a funding consultation, and a programme, must fulfil before it is written down."""

from datetime import date

from crm.enums import N_, FundingStage
from crm.rules import Problem, Problems, Values
from crm.rules.ways_to_reach import web_address

YEARS_BACK, YEARS_AHEAD = 30, 15


def funding_problems(values: Values) -> Problems:
    """``today`` is the local day."""
    if not values.get("company_id") and not values.get("guest_name"):
        yield Problem("company_id", N_("Choose the firm, or write who asks."))
    stage = FundingStage(values.get("stage") or FundingStage.DISCUSSED)
    yield from _days(values, stage)
    for name in ("amount_applied", "amount_granted"):
        amount = values.get(name)
        if amount is not None and amount < 0:
            yield Problem(name, N_("An amount cannot be below zero."))
    if values.get("amount_granted") is not None and stage is not FundingStage.GRANTED:
        yield Problem("amount_granted", N_("Only what was granted has such an amount."))


def _days(values: Values, stage: FundingStage) -> Problems:
    today: date = values["today"]
    discussed, applied = values.get("discussed_on"), values.get("applied_on")
    decided, deadline = values.get("decided_on"), values.get("deadline_on")
    if discussed is None:
        yield Problem("discussed_on", N_("On which day was it discussed?"))
    elif not today.year - YEARS_BACK <= discussed.year:
        yield Problem("discussed_on", N_("Is the year right?"))
    needs_application = stage in (FundingStage.APPLIED, FundingStage.GRANTED, FundingStage.REFUSED)
    if needs_application and applied is None:
        yield Problem("applied_on", N_("On which day was it applied for?"))
    if stage.is_decided and decided is None:
        yield Problem("decided_on", N_("On which day was that decided?"))
    if decided and not stage.is_decided:
        yield Problem("stage", N_("There is a day of decision. Say what was decided."))
    for name, day in (("applied_on", applied), ("decided_on", decided)):
        if day and discussed and day < discussed:
            yield Problem(name, N_("It cannot be before it was discussed."))
    if applied and decided and decided < applied:
        yield Problem("decided_on", N_("It cannot be decided before it was applied for."))
    for name, day in (("discussed_on", discussed), ("applied_on", applied),
                      ("decided_on", decided)):  # fmt: skip
        if day and day > today:
            yield Problem(name, N_("This day is still to come."))
    if deadline and not today.year - YEARS_BACK <= deadline.year <= today.year + YEARS_AHEAD:
        yield Problem("deadline_on", N_("Is the year right?"))


def programme_problems(values: Values) -> Problems:
    if not values.get("name"):
        yield Problem("name", N_("What is the programme called?"))
    if not values.get("giver"):
        yield Problem("giver", N_("Who grants it?"))
    link = values.get("link")
    if link and not web_address(link):
        yield Problem("link", N_("This is no web address. It looks like https://www.example.org."))
