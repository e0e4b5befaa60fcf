"""What a person cannot know from a stack trace: failures of files and databases as sentences."""

import errno

from crm.cli.language import _
from crm.enums import N_
from crm.errors import DomainError

REASONS = {
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Permission denied"),
    errno.EROFS: N_("The disk can only be read"),
    errno.ENOSPC: N_("The disk is full"),
    errno.ENOENT: N_("No such file or folder"),
    errno.ENOTDIR: N_("One of the names is a file and not a folder"),
    errno.EEXIST: N_("There is something of this name already"),
    errno.EISDIR: N_("This is a folder"),
    errno.EADDRINUSE: N_("Another program is listening there"),
    errno.EADDRNOTAVAIL: N_("This computer has no such address"),
}
CAUSES = {
    "password authentication failed": N_("user name or password is wrong"),
    "no password supplied": N_("user name or password is wrong"),
    "Connection refused": N_("no server answers there"),
    "timeout expired": N_("no server answers there"),
    "resolve host": N_("there is no such host"),
    "Name or service not known": N_("there is no such host"),
    "readonly database": N_("Permission denied"),
    "database is locked": N_("another program is writing into it"),
    "disk is full": N_("The disk is full"),
    "unable to open database file": N_("No such file, or permission denied"),
    "not a database": N_("This is no database of the program"),
}
"""Part of what a driver says -> what it means."""


def reason(error: OSError) -> str:
    """In the commands' language, as far as we have words for it."""
    known = REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


def cause(error: BaseException) -> str:
    """A message id, or the first line of what the database's driver said."""
    text = str(getattr(error, "orig", None) or error).strip()
    return next((known for part, known in CAUSES.items() if part in text), text.split("\n")[0])


def refusal_of(error: Exception) -> DomainError | None:
    """What somebody can do something about; None for a fault of the program."""
    if isinstance(error, OSError) and error.filename is not None:
        message = N_("%(file)s cannot be used: %(reason)s")
        return DomainError(message, file=error.filename, reason=reason(error))
    from sqlalchemy.exc import OperationalError

    if isinstance(error, OperationalError) or _not_allowed(getattr(error, "orig", None)):
        message = N_("The database refused this: %(reason)s")
        return DomainError(message, reason=_(cause(error)))
    return None


def _not_allowed(original: object) -> bool:
    """PostgreSQL's insufficient_privilege."""
    return getattr(original, "sqlstate", None) == "42501"
