"""What keeps machines off an open form without asking a foreign service, or a person for a puzzle.

With scripts, the browser works for half a second (protocol of ALTCHA: find the number whose hash
is asked for), while somebody is still writing. Without, what is written is shown once more and
sent by a second press, which is not to be had within a moment. Either is for one form alone, and a
form is stored once.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from time import time

from altcha import v1
from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

MOST = 50_000
"""Numbers that are tried at most; half of them on average."""
HOLDS = timedelta(days=1)
A_MOMENT = 2.0
"""Seconds within which nobody has read what they wrote."""


def challenge(client_key: str) -> dict[str, object]:
    """For the form with this key; sent as JSON."""
    options = v1.ChallengeOptions(
        max_number=MOST,
        hmac_key=_key(),
        expires=datetime.now(UTC) + HOLDS,
        params={"form": client_key},
    )
    made: dict[str, object] = v1.create_challenge(options).to_dict()
    return made


def is_solved(payload: str, client_key: str) -> bool:
    """``payload``: base64 of JSON, as the protocol says."""
    try:
        solution: v1.PayloadType = json.loads(base64.b64decode(payload))
        sound, _error = v1.verify_solution(solution, _key())
        return sound and v1.extract_params(solution).get("form") == [client_key]
    except (ValueError, TypeError, AttributeError, KeyError):
        return False


def shown(client_key: str) -> str:
    """What a form carries that was shown once more."""
    return _signer().sign(client_key).decode()


def was_shown(token: str, client_key: str) -> bool:
    """And not just now."""
    try:
        key, at = _signer().unsign(token, int(HOLDS.total_seconds()), return_timestamp=True)
    except (BadSignature, SignatureExpired):
        return False
    return key.decode() == client_key and time() - at.timestamp() >= A_MOMENT


def _key() -> str:
    return f"proof {current_app.config['SECRET_KEY']}"


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="shown once more")
