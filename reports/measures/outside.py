"""Talks that count for no firm, reported beside the coverage so that none is lost."""

from ibis import _

from crm.enums import InteractionStatus, ParticipationStatus
from reports.measures.contact import resolved
from reports.measures.remembered import remembered
from reports.period import Period
from reports.source.source import Source


@remembered
def outside(source: Source, period: Period) -> dict[str, int]:
    """``guests``: founders and others without a firm; ``before_founding`` and ``after_end``:
    pairs of interaction and firm on a day on which the firm did not exist.
    """
    held = source.interactions.filter(
        _.status == InteractionStatus.HELD.value, _.happened_on.between(period.first, period.last)
    ).select("happened_on", interaction_id="id")
    came = source.participations.filter(_.status == ParticipationStatus.ATTENDED.value)
    met = resolved(source.merges, came).join(held, "interaction_id")
    firms = source.companies.select("founded_on", "ended_on", company_id="id")
    with_firm = met.select("interaction_id", "company_id", "happened_on").distinct()
    with_firm = with_firm.join(firms, "company_id")
    counted = source.frame(
        with_firm.agg(
            before_founding=(_.founded_on > _.happened_on).sum(),
            after_end=(_.ended_on < _.happened_on).sum(),
        )
    )
    guests = source.frame(met.filter(_.company_id.isnull()).agg(guests=_.count()))
    row = {**guests.iloc[0], **counted.iloc[0]}
    return {str(name): int(number or 0) for name, number in row.items()}
