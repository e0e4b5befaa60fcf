"""Find a firm from anywhere: a page of results, and what boxes ask for while somebody types."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, jsonify, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from flask_babel import ngettext

from crm.clock import today
from crm.enums import WzEdition
from crm.models.base import LARGEST_NUMBER
from crm.services.find_company import Hit, find_companies
from crm.services.find_person import PersonHit, find_people
from crm.services.find_sector import Sector, find_sectors
from crm.services.likely_districts import Likely, likely_districts
from crm.services.trigrams import lacks_trigrams
from crm.web.addresses import company_address
from crm.web.page import Page, whole_number

SUGGESTED = 8
LISTED = 50
PEOPLE_LISTED = 10
LONGEST = 100
ADDRESS = ("postcode", "street")


class SearchView(Page):
    route_base = "/search"
    class_permission_name = "Search"
    default_view_permission = "list"

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        text = _asked()
        people = find_people(self.session, text, limit=PEOPLE_LISTED, today=today()) if text else []
        return str(
            self.render_template(
                "search.html",
                title=_("Find a firm"),
                text=text,
                companies=find_companies(self.session, text, LISTED),
                people=people,
                listed=LISTED,
                reduced=lacks_trigrams(self.session),
            )
        )

    @expose("/suggest")
    @has_access
    @permission_name("list")
    def suggest(self) -> Response:
        hits = find_companies(self.session, _asked(), SUGGESTED)
        return jsonify(results=[_suggested(hit) for hit in hits])

    @expose("/people")
    @has_access
    @permission_name("list")
    def people(self) -> Response:
        company_id = whole_number("company", 0, 0, LARGEST_NUMBER) or None
        hits = find_people(self.session, _asked(), company_id, SUGGESTED, today())
        return jsonify(results=[_suggested_person(hit) for hit in hits])

    @expose("/suggest-sectors")
    @has_access
    @permission_name("list")
    def sectors(self) -> Response:
        edition = request.args.get("wz_edition", WzEdition.WZ_2008)
        if edition not in list(WzEdition):
            abort(400)
        found = find_sectors(self.session, _asked(), WzEdition(edition), SUGGESTED)
        return jsonify(results=[_suggested_sector(sector) for sector in found])

    @expose("/suggest-districts")
    @has_access
    @permission_name("list")
    def districts(self) -> Response:
        """For a form with an address: the districts that come first, and the one it must be."""
        postcode, street = (request.args.get(n, "").strip()[:LONGEST] for n in ADDRESS)
        likely = likely_districts(self.session, postcode, street)
        return jsonify(
            districts=likely.district_ids, sure=likely.sure, words=_why(likely), group=_("Likely")
        )


def _suggested_sector(sector: Sector) -> dict[str, Any]:
    note = _like_firms(sector.firms) if sector.firms else ""
    return {"id": sector.code, "text": f"{sector.code} {sector.title}", "note": note}


def _like_firms(count: int) -> str:
    return ngettext(
        "as one firm with these words does", "as %(num)s firms with these words do", count
    )


def _why(likely: Likely) -> str:
    if likely.sure:
        return ngettext(
            "Proposed, since one address like this is on file there.",
            "Proposed, since all %(num)s addresses like this on file are there.",
            likely.addresses,
        )
    if not likely.district_ids:
        return ""
    return ngettext(
        "One district with such addresses stands first.",
        "The %(num)s districts with such addresses stand first.",
        len(likely.district_ids),
    )


def _asked() -> str:
    return request.args.get("q", "").strip()[:LONGEST]


def _suggested(hit: Hit) -> dict[str, Any]:
    ended = "" if hit.is_active else _("ended")
    note = " · ".join(filter(None, (hit.address, hit.note, ended)))
    address = company_address(hit.id)
    return {"id": hit.id, "text": hit.label, "note": note, "url": address}


def _suggested_person(hit: PersonHit) -> dict[str, Any]:
    note = ", ".join(filter(None, (hit.function, hit.company)))
    address = url_for("PersonPage.show", pk=hit.id)
    return {"id": hit.id, "text": hit.name, "note": note, "url": address}
