"""What every app answers with beside its pages: strict headers, styles under their hashed names."""

from __future__ import annotations

from flask import Flask, Response

from disclosure.theme.assets import ASSETS

KEPT_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def harden(app: Flask, *, scripts: str, **more: str) -> None:
    """Give every answer strict headers, unless its view has set its own.

    `scripts` is the source that scripts may come from, `more` are further headers with _ for -.
    """
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        f"script-src {scripts}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }

    def add(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    app.after_request(add)


def send_asset(file_name: str) -> Response:
    """Give a style or script by its hashed name; 404 for any other."""
    asset = next((one for one in ASSETS.values() if one.file_name == file_name), None)
    if asset is None:
        return Response(status=404)
    return Response(asset.body, mimetype=asset.media_type, headers=KEPT_FOR_EVER)
