"""What every answer says to the browser: run nothing inline, load nothing foreign, keep nothing."""

import secrets
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'nonce-{nonce}'",
    "style-src": "'self' 'nonce-{nonce}'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

TWO_YEARS = 63_072_000
ASSETS_MAX_AGE = 31_536_000


def nonce() -> str:
    """One per request; templates give it to our own script and style tags."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy() -> str:
    return "; ".join(f"{name} {value}" for name, value in POLICY.items()).format(nonce=nonce())


def _open_to(response: Response, sites: str) -> None:
    """What may stand in a frame carries no script, so that nobody presses anything unawares."""
    framed = {**POLICY, "script-src": "'none'", "frame-ancestors": sites}
    named = "; ".join(f"{name} {value}" for name, value in framed.items())
    response.headers["Content-Security-Policy"] = named.format(nonce=nonce())
    del response.headers["X-Frame-Options"]


def may_be_framed() -> None:
    """By the sites of the setting EMBED_IN, this one answer."""
    g.framed_by = current_app.config["EMBED_IN"]


def install(app: Flask, *, https: bool) -> None:
    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(ALWAYS)
        response.headers["Content-Security-Policy"] = policy()
        if framed_by := g.get("framed_by"):
            _open_to(response, framed_by)
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"
        if request.endpoint == "static" and response.status_code < HTTPStatus.BAD_REQUEST:
            response.headers["Cache-Control"] = f"public, max-age={ASSETS_MAX_AGE}, immutable"
        else:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.jinja_env.globals["csp_nonce"] = nonce
