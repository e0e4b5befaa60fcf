"""Whether a server can listen and count attempts, asked before anything is started."""

import socket
import sys

from crm.cli.failures import reason
from crm.enums import N_
from crm.errors import DomainError


def refuse_taken(host: str, port: int) -> None:
    """Every address that the host's name stands for must be free."""
    try:
        for family, kind, protocol, _name, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            with socket.socket(family, kind, protocol) as probe:
                if sys.platform != "win32":
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                probe.listen()
    except socket.gaierror:
        raise DomainError(
            N_("There is no host %(host)s to listen at. Please check ANSPRECHPARTNER_HOST."),
            host=host,
        ) from None
    except OSError as error:
        raise DomainError(
            N_(
                "The server cannot listen at %(host)s:%(port)s: %(reason)s. Choose another port,"
                " for instance with --port %(other)s, or end what is listening there."
            ),
            host=host,
            port=port,
            reason=reason(error),
            other=port + 1 if port < 65535 else 8080,
        ) from None


def refuse_no_counter(address: str) -> None:
    """Where attempts to sign in are counted must be there, or nobody could sign in."""
    from limits.errors import ConfigurationError
    from limits.storage import storage_from_string

    scheme = address.partition("://")[0]
    try:
        storage = storage_from_string(address)
    except ConfigurationError:
        raise DomainError(
            N_(
                "ANSPRECHPARTNER_RATE_STORAGE asks for %(scheme)s, but its package is not"
                " installed. Run: pip install redis"
            ),
            scheme=scheme,
        ) from None
    except ValueError as error:
        raise DomainError(
            N_("ANSPRECHPARTNER_RATE_STORAGE cannot be read: %(reason)s"), reason=error
        ) from None
    if not storage.check():
        raise DomainError(
            N_(
                "ANSPRECHPARTNER_RATE_STORAGE: %(scheme)s does not answer. Please check the"
                " address and whether the server runs."
            ),
            scheme=scheme,
        )
