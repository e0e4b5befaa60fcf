"""The words that js/*.js says; layout.html hands them over in the page's language."""

from __future__ import annotations

from flask_babel import gettext as _


def script_texts() -> dict[str, str]:
    """``{name}`` and ``{time}`` are filled in by the script."""
    return {
        "suggestions": _("Suggestions"),
        "nothing": _("Nothing found. Try fewer letters or another word."),
        "add": _("Add “{name}” as a new firm"),
        "slow": _("Still searching …"),
        "unanswered": _("The server does not answer. Type on to try again."),
        "offline": _("No connection. Type on when it is back."),
        "chosen": _("{name} chosen"),
        "removed": _("{name} removed"),
        "remove": _("Remove {name}"),
        "kept_here": _("Draft kept on this device"),
        "kept_there": _("Draft kept at {time}"),
        "brought_back": _("Brought back: what you typed at {time} and did not save."),
        "discard": _("Discard"),
        "discard_question": _("Discard what you typed?"),
        "offline_submit": _(
            "No connection. What you typed is kept on this device. Save again when you are online."
        ),
        "unreadable": _("{name}: this cannot be read, for example a day that does not exist."),
        "online_again": _("The connection is back. You can save now."),
    }
