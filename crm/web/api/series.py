from __future__ import annotations

from sqlalchemy.orm import selectinload

from crm.models import GatheringSeries
from crm.rules.series import series_problems
from crm.web.api.base import CrmApi
from crm.web.api.interface import ApiInterface
from crm.web.api.search import columns, searched
from crm.web.api.series_schemas import SEARCHED, ChangedSeries, NewSeries, SeriesCard, SeriesRow


class SeriesApi(CrmApi):
    resource_name = "series"
    class_permission_name = "Interaction"
    things = "series of gatherings"
    openapi_spec_tag = "Series"
    datamodel = ApiInterface(GatheringSeries, eager=(selectinload(GatheringSeries.lead),))
    list_model_schema = SeriesRow()
    show_model_schema = SeriesCard()
    add_model_schema = NewSeries()
    edit_model_schema = ChangedSeries()
    search = searched(GatheringSeries, *SEARCHED)
    orders = columns(GatheringSeries, "id", "title", "changed_at")
    rules = staticmethod(series_problems)
    examples = {
        "post": {
            "title": "Unternehmerstammtisch",
            "kind": "round_table",
            "rule": "FREQ=MONTHLY;BYDAY=+1TU",
            "first_on": "2027-01-01",
            "lead_id": 1,
        },
        "put": {"version": 1, "place": "Altes Rathaus"},
    }
