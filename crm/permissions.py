"""Roles as data: which resource a role may do what with. Nothing else grants anything.

A resource is a view's ``class_permission_name``; a permission is what its routes declare.
``menu_access`` follows from ``can_list``/``can_show`` and is not listed.
"""

from collections.abc import Mapping

ADVISOR = "Advisor"
TEAM_LEAD = "Team lead"
REPORTING = "Council reporting"
ADMINISTRATOR = "Administrator"
PUBLIC = "Public"

Grants = Mapping[str, tuple[str, ...]]

READ = ("can_list", "can_show")
WRITE = (*READ, "can_add", "can_edit")
MAINTAIN = (*WRITE, "can_delete")

EVERYBODY: Grants = {
    "Account": ("can_show", "can_edit"),
    "Help": ("can_show",),
}

OFFICE: Grants = {
    **EVERYBODY,
    "MyDay": ("can_show",),
    "Search": ("can_list",),
    "Company": (*WRITE, "can_export"),
    "Person": WRITE,
    "Interaction": (*WRITE, "can_export"),
    "FollowUp": (*WRITE, "can_export"),
    "Draft": ("can_list", "can_edit", "can_delete"),
    "Coverage": ("can_show",),
    "Report": ("can_show", "can_export"),
}

LEAD: Grants = {
    **OFFICE,
    "Workload": ("can_show",),
    "Person": (*MAINTAIN, "can_export"),
    "Interaction": (*MAINTAIN, "can_export"),
    "Register": (*WRITE, "can_export"),
    "Responsibility": MAINTAIN,
    "TeamMembership": MAINTAIN,
}

ROLES: Mapping[str, Grants] = {
    PUBLIC: {},
    REPORTING: {
        **EVERYBODY,
        "Coverage": ("can_show",),
        "Report": ("can_show", "can_export"),
    },
    ADVISOR: OFFICE,
    TEAM_LEAD: LEAD,
    ADMINISTRATOR: {
        **LEAD,
        "User": MAINTAIN,
        "Role": READ,
        "Advisor": MAINTAIN,
        "Team": MAINTAIN,
        "Topic": MAINTAIN,
        "District": MAINTAIN,
    },
}


def may(role: str, permission: str, resource: str) -> bool:
    return permission in ROLES.get(role, {}).get(resource, ())


def may_see(role: str, resource: str) -> bool:
    """Whether the resource stands in the role's menu."""
    return bool({"can_list", "can_show"} & set(ROLES.get(role, {}).get(resource, ())))
