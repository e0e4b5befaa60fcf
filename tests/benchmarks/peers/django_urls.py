"""Addresses of Django's admin, and a superuser who is nobody."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import path

from tests.benchmarks.peers import models


class Somebody(User):
    class Meta:
        proxy, app_label = True, "peers"

    def has_perm(self, *_args: object, **_kwargs: object) -> bool:
        return True

    def has_module_perms(self, _app: str) -> bool:
        return True


def superuser(get_response):  # type: ignore[no-untyped-def]
    def middleware(request):  # type: ignore[no-untyped-def]
        request.user = Somebody(
            pk=1, username="x", is_staff=True, is_superuser=True, is_active=True
        )
        request._dont_enforce_csrf_checks = True
        return get_response(request)

    return middleware


class CompanyAdmin(admin.ModelAdmin):
    list_display, search_fields = ("name", "chamber", "founded_on"), ("name",)


class InteractionAdmin(admin.ModelAdmin):
    list_display = ("happened_on", "kind", "status")


class FollowUpAdmin(admin.ModelAdmin):
    list_display = ("promise", "due_on", "company")


admin.site.register(models.Company, CompanyAdmin)
admin.site.register(models.Interaction, InteractionAdmin)
admin.site.register(models.Participation)
admin.site.register(models.FollowUp, FollowUpAdmin)
admin.site.log_entries = None
urlpatterns = [path("admin/", admin.site.urls)]
