"""Lists of firms by django-import-export, as its documentation advises: one resource for the firm,
its own instance loader, rows of other tables in ``after_save_instance``, one transaction. Rows are
read by our rules, so that both read the same; diffs that nobody looks at are not made.
"""

import json
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from import_export import fields, resources
from import_export.instance_loaders import BaseInstanceLoader
from rapidfuzz import fuzz, process

from crm.register.entry import entry, firm_of
from crm.register.firm import Firm
from crm.register.reading.row import RawRow
from crm.register.source import Source
from tests.benchmarks.peers.register.models import (
    Company,
    CompanyFact,
    District,
    ImportBatch,
    Site,
    SourceRecord,
)

PLACE = ("street", "house_number", "postcode", "city", "neighbourhood", "latitude", "longitude")
A_DAY = timedelta(days=1)
ALIKE = 90
"""Of 100."""


class Loader(BaseInstanceLoader):
    """The firm that the list's number was last kept for; else the one whose name is most alike
    among those of the postcode.
    """

    def __init__(self, resource: "Firms", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        start = time.perf_counter()
        self.names: Mapping[str | None, dict[int, str]] = defaultdict(dict)
        if resource.source.recognises:
            named = Company.objects.exclude(name=None)
            for key, name, postcode in named.values_list("id", "name", "sites__postcode"):
                self.names[postcode][key] = name
        resource.ahead = time.perf_counter() - start

    def get_instance(self, row: dict[str, Any]) -> Company | None:
        known = SourceRecord.objects.filter(source=self.resource.source.name, key=row["key"])
        last = known.select_related("company").order_by("-id").first()
        row["said"] = last.fingerprint if last else None
        return last.company if last else self._alike(row["firm"])

    def _alike(self, firm: Firm) -> Company | None:
        names = self.names[firm.place.postcode]
        found = process.extractOne(
            firm.name, names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        return Company.objects.get(pk=found[2]) if found else None


class Firms(resources.ModelResource):
    """``source``: ours, of which columns and rules are taken."""

    name = fields.Field("name", "name")
    legal_form = fields.Field("legal_form", "legal_form")
    register_number = fields.Field("register_number", "register_number")
    chamber = fields.Field("chamber", "chamber")
    founded_on = fields.Field("founded_on", "founded_on")
    phone = fields.Field("phone", "phone")
    email = fields.Field("email", "email")
    website = fields.Field("website", "website")
    description = fields.Field("description", "description")

    class Meta:
        model = Company
        fields = ("name", "legal_form", "register_number", "chamber", "founded_on", "phone",
                  "email", "website", "description")  # fmt: skip
        instance_loader_class = Loader
        clean_model_instances = True
        use_transactions = True
        skip_diff = True
        report_skipped = False

    def __init__(self, source: Source, as_of: date) -> None:
        super().__init__()
        self.source, self.as_of, self.ahead = source, as_of, 0.0
        self.batch = ImportBatch.objects.create(
            source=source.name, file_name="listed.csv", sha256="", as_of=as_of
        )
        self.districts = dict(District.objects.values_list("number", "id"))

    def get_instance(self, instance_loader: Loader, row: dict[str, Any]) -> Company | None:
        return instance_loader.get_instance(row)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        read = entry(RawRow(kwargs["row_number"], dict(row)), self.source, self.as_of)
        firm = firm_of(read.row.cells, self.source, self.as_of)
        said = {name: getattr(firm, name) for name in self.Meta.fields}
        row.update(said, chamber=firm.chamber.value, firm=firm, key=read.key,
                   fingerprint=read.fingerprint, cells=read.row.cells,
                   number=kwargs["row_number"])  # fmt: skip

    def import_instance(self, instance: Company, row: dict[str, Any], **kwargs: Any) -> None:
        """The founding year is only guessed from the age, once."""
        if instance.pk:
            row["founded_on"] = instance.founded_on
        super().import_instance(instance, row, **kwargs)

    def skip_row(
        self,
        instance: Any,
        original: Any,
        row: dict[str, Any],
        import_validation_errors: Any = None,
    ) -> bool:
        """What says the same as the last time."""
        return bool(row["said"] == row["fingerprint"])

    def after_save_instance(self, instance: Company, row: dict[str, Any], **kwargs: Any) -> None:
        self._place(instance, row["firm"])
        self._fact(instance, row["firm"])
        SourceRecord.objects.create(
            batch=self.batch, company=instance, row_number=row["number"], key=row["key"],
            source=self.source.name, fingerprint=row["fingerprint"],
            raw=json.dumps(row["cells"], ensure_ascii=False),
            outcome="updated" if row["said"] else "created",
        )  # fmt: skip

    def _place(self, company: Company, firm: Firm) -> None:
        site = company.sites.filter(kind="main", valid_to=None).first() or Site(company=company)
        for name in PLACE:
            setattr(site, name, getattr(firm.place, name))
        district = firm.place.district
        site.district_id = self.districts[district.number] if district else None
        site.full_clean(exclude=["company", "district"])
        site.save()

    def _fact(self, company: Company, firm: Firm) -> None:
        """What is the same is left; else the last one ends and another begins."""
        said = {name: getattr(firm.fact, name) for name in firm.fact._fields}
        said |= {name: said[name] and said[name].value for name in ("size_band", "wz_edition")}
        last = company.facts.filter(valid_to=None).first()
        if last and all(getattr(last, name) == value for name, value in said.items()):
            return
        new = CompanyFact(company=company, valid_from=self.as_of, source=self.source.title)
        if last and last.valid_from == self.as_of:
            new = last
        elif last:
            last.valid_to = self.as_of - A_DAY
            last.save()
        for name, value in said.items():
            setattr(new, name, value)
        new.save()
