"""The tables that a register is kept in, for Django; nothing is created or migrated by it."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone


def new_key() -> str:
    return str(uuid.uuid4())


class Kept(models.Model):
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Editable(Kept):
    changed_at = models.DateTimeField(auto_now=True)
    client_key = models.CharField(max_length=36, default=new_key)
    version = models.IntegerField(default=1)

    class Meta:
        abstract = True


class Company(Editable):
    name = models.CharField(max_length=200, null=True, blank=True)
    legal_form = models.CharField(max_length=200, null=True, blank=True)
    register_number = models.CharField(max_length=200, null=True, blank=True)
    chamber = models.CharField(max_length=40)
    is_craft = models.BooleanField(default=False)
    is_sideline = models.BooleanField(default=False)
    founded_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=200, null=True, blank=True)
    email = models.CharField(max_length=200, null=True, blank=True)
    website = models.CharField(max_length=200, null=True, blank=True)
    description = models.TextField(null=True, blank=True)

    class Meta:
        app_label, managed, db_table = "register", False, "company"


class District(models.Model):
    number = models.CharField(max_length=40)

    class Meta:
        app_label, managed, db_table = "register", False, "district"


class Site(Editable):
    company = models.ForeignKey(Company, models.CASCADE, related_name="sites")
    kind = models.CharField(max_length=40, default="main")
    street = models.CharField(max_length=200, null=True, blank=True)
    house_number = models.CharField(max_length=40, null=True, blank=True)
    postcode = models.CharField(
        max_length=40, null=True, blank=True, validators=[RegexValidator(r"^\d{5}$")]
    )
    city = models.CharField(max_length=200, null=True, blank=True)
    neighbourhood = models.CharField(max_length=200, null=True, blank=True)
    district = models.ForeignKey(District, models.RESTRICT, null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        app_label, managed, db_table = "register", False, "site"


class CompanyFact(Editable):
    company = models.ForeignKey(Company, models.CASCADE, related_name="facts")
    size_band = models.CharField(max_length=40)
    employees = models.IntegerField(null=True, blank=True)
    wz_code = models.CharField(max_length=40, null=True, blank=True)
    wz_edition = models.CharField(max_length=40, null=True, blank=True)
    wz_section = models.CharField(max_length=40, null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        app_label, managed, db_table = "register", False, "company_fact"


class ImportBatch(Kept):
    changed_at = models.DateTimeField(auto_now=True)
    source = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    is_gone_list = models.BooleanField(default=False)
    is_full_list = models.BooleanField(default=False)
    is_replay = models.BooleanField(default=False)
    names_beginners = models.BooleanField(default=True)
    status = models.CharField(max_length=40, default="done")
    read = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    ended = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    linked = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)

    class Meta:
        app_label, managed, db_table = "register", False, "import_batch"


class SourceRecord(models.Model):
    """One row as it came: the history of what the register said."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True)
    row_number = models.IntegerField()
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=32)
    raw = models.TextField()
    outcome = models.CharField(max_length=40)

    class Meta:
        app_label, managed, db_table = "register", False, "source_record"
