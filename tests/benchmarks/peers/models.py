"""The same tables for Django; nothing is created or migrated by it."""

from django.db import models


class Company(models.Model):
    name = models.CharField(max_length=200, null=True)
    chamber = models.CharField(max_length=40)
    founded_on = models.DateField(null=True)

    class Meta:
        app_label, managed, db_table = "peers", False, "company"

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class Interaction(models.Model):
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=40)
    happened_on = models.DateField()
    notes = models.TextField(null=True)

    class Meta:
        app_label, managed, db_table = "peers", False, "interaction"

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Participation(models.Model):
    interaction = models.ForeignKey(Interaction, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE)
    status = models.CharField(max_length=40)

    class Meta:
        app_label, managed, db_table = "peers", False, "participation"


class FollowUp(models.Model):
    promise = models.CharField(max_length=200)
    due_on = models.DateField()
    company = models.ForeignKey(Company, models.CASCADE, null=True)

    class Meta:
        app_label, managed, db_table = "peers", False, "follow_up"
