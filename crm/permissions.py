"""Roles as data: which resource a role may do what with. Nothing else grants anything.

A resource is a view's ``class_permission_name``; a permission is what its routes declare.
``menu_access`` follows from ``can_list``/``can_show`` and is not listed.
"""

from collections.abc import Mapping

from crm.enums import N_

ADVISOR = N_("Advisor")
TEAM_LEAD = N_("Team lead")
REPORTING = N_("Council reporting")
COUNTER = N_("Counter of another office")
ADMINISTRATOR = N_("Administrator")
PUBLIC = "Public"

Grants = Mapping[str, tuple[str, ...]]

READ = ("can_list", "can_show")
WRITE = (*READ, "can_add", "can_edit")
MAINTAIN = (*WRITE, "can_delete")
PAPERS = (*WRITE, "can_export")
OWN = (*MAINTAIN, "can_export")
DRAFTS = ("can_list", "can_edit", "can_delete")

RESOURCES = {
    "MyDay": N_("My day"),
    "Search": N_("Search"),
    "Company": N_("Firms"),
    "Person": N_("People"),
    "Interaction": N_("Contacts and gatherings"),
    "FollowUp": N_("Follow-ups"),
    "RedFlag": N_("Red flags"),
    "Suggestion": N_("Suggested red flags"),
    "Portfolio": N_("Firms in care"),
    "CareClass": N_("Care classes"),
    "HandOver": N_("Hand-overs"),
    "Target": N_("Targets"),
    "Inquiry": N_("Inquiries"),
    "Venture": N_("Founders"),
    "Partner": N_("Partners"),
    "PartnerContact": N_("Whom one speaks to at partners"),
    "Material": N_("Brochures"),
    "Campaign": N_("Campaigns"),
    "Funding": N_("Funding consultations"),
    "FundingProgramme": N_("Funding programmes"),
    "Counter": N_("What one's own office forwarded"),
    "Evaluation": N_("Joint evaluation with an office"),
    "Draft": N_("Own drafts"),
    "Board": N_("Dashboards"),
    "Annotation": N_("Notes on days"),
    "Coverage": N_("Coverage"),
    "Workload": N_("Figures on advisors"),
    "Report": N_("Reports"),
    "OwnReport": N_("Own reports"),
    "Release": N_("Released reports"),
    "Paper": N_("Council papers"),
    "TextBlock": N_("Passages of council papers"),
    "Register": N_("Register of firms"),
    "Job": N_("Long work that one has begun"),
    "Duplicate": N_("Duplicates"),
    "Trust": N_("Which source is believed"),
    "Responsibility": N_("Responsibilities"),
    "TeamMembership": N_("Team membership"),
    "Absence": N_("Who is away"),
    "Advisor": N_("Advisors"),
    "Team": N_("Teams"),
    "Topic": N_("Topics"),
    "District": N_("Districts"),
    "Mail": N_("Letters to people outside"),
    "User": N_("Logins"),
    "Role": N_("Roles"),
    "Account": N_("Own account"),
}
"""Every resource with the name that people read."""

EVERYBODY: Grants = {"Account": ("can_show", "can_edit")}

OFFICE: Grants = {
    **EVERYBODY,
    "MyDay": ("can_show",),
    "Search": ("can_list",),
    "Company": (*WRITE, "can_export"),
    "Person": WRITE,
    "Interaction": (*WRITE, "can_export"),
    "FollowUp": (*WRITE, "can_export"),
    "RedFlag": (*WRITE, "can_export"),
    "Suggestion": ("can_edit",),
    "Portfolio": ("can_show", "can_edit", "can_export"),
    "Target": ("can_show",),
    "Inquiry": (*WRITE, "can_export"),
    "Venture": (*WRITE, "can_export"),
    "Partner": (*READ, "can_export"),
    "PartnerContact": WRITE,
    "Material": (*WRITE, "can_export"),
    "Campaign": (*WRITE, "can_export"),
    "Funding": (*WRITE, "can_export"),
    "FundingProgramme": (*READ, "can_export"),
    "Evaluation": ("can_show", "can_edit", "can_export"),
    "Draft": DRAFTS,
    "Board": ("can_show", "can_export"),
    "Coverage": ("can_show",),
    "Report": ("can_show", "can_export"),
    "OwnReport": OWN,
    "Release": (*READ, "can_export"),
    "Paper": (*READ, "can_export"),
    "Job": ("can_show", "can_edit"),
}

LEAD: Grants = {
    **OFFICE,
    "Workload": ("can_show",),
    "Annotation": MAINTAIN,
    "Release": (*READ, "can_add", "can_export"),
    "Paper": PAPERS,
    "TextBlock": MAINTAIN,
    "Person": (*MAINTAIN, "can_export"),
    "Interaction": (*MAINTAIN, "can_export"),
    "Register": (*MAINTAIN, "can_export"),
    "Duplicate": WRITE,
    "Responsibility": MAINTAIN,
    "Suggestion": ("can_list", "can_edit", "can_export"),
    "HandOver": (*READ, "can_add", "can_export"),
    "Target": MAINTAIN,
    "Partner": (*WRITE, "can_export"),
    "FundingProgramme": (*WRITE, "can_export"),
    "TeamMembership": MAINTAIN,
    "Absence": MAINTAIN,
}

ROLES: Mapping[str, Grants] = {
    PUBLIC: {},
    REPORTING: {
        **EVERYBODY,
        "Board": ("can_show", "can_export"),
        "Annotation": MAINTAIN,
        "Coverage": ("can_show",),
        "Report": ("can_show", "can_export"),
        "OwnReport": OWN,
        "Release": (*READ, "can_add", "can_export"),
        "Paper": PAPERS,
        "TextBlock": MAINTAIN,
        "Draft": DRAFTS,
        "Job": ("can_show", "can_edit"),
    },
    COUNTER: {
        **EVERYBODY,
        "Counter": (*READ, "can_add", "can_export"),
        "Evaluation": ("can_show", "can_edit", "can_export"),
        "Draft": DRAFTS,
    },
    ADVISOR: OFFICE,
    TEAM_LEAD: LEAD,
    ADMINISTRATOR: {
        **LEAD,
        "Mail": ("can_list", "can_edit", "can_export"),
        "User": MAINTAIN,
        "Role": READ,
        "Advisor": MAINTAIN,
        "Team": MAINTAIN,
        "Topic": MAINTAIN,
        "CareClass": MAINTAIN,
        "District": MAINTAIN,
        "Trust": ("can_show", "can_edit"),
    },
}


def may(role: str, permission: str, resource: str) -> bool:
    return permission in ROLES.get(role, {}).get(resource, ())


def may_see(role: str, resource: str) -> bool:
    """Whether the resource stands in the role's menu."""
    return bool({"can_list", "can_show"} & set(ROLES.get(role, {}).get(resource, ())))
