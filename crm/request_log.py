"""Where the lines about requests go: crm.web.access_log writes them, a server shows them."""

import logging
import sys

LOG = logging.getLogger("ansprechpartner.access")


def write_to_terminal() -> None:
    """What a server does; commands and tests say nothing."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    LOG.handlers, LOG.propagate = [handler], False
    LOG.setLevel(logging.INFO)
