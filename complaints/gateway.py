"""The gateway: hands one text message to a server, or, for demonstration, to the console.

The server is asked by one POST of JSON: `to`, `text` and `id`. The id is the same however often
a message is repeated, in the body and as Idempotency-Key, so that no telephone rings twice. A
gateway that speaks otherwise is put behind a small program that speaks so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from complaints.post import NoServerError, NotTakenError, RefusedError, is_here

SECONDS = 20
REPEATED = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
LOCKED_OUT = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


class Gateway(Protocol):
    """Whoever takes a text message."""

    def send(self, to: str, text: str, id_: str) -> None:
        """Hand over one message; it was taken when this returns.

        Raises NotTakenError, RefusedError where another try is of no use, and NoServerError.
        """


@dataclass(frozen=True)
class ConsoleGateway:
    """Says each message instead of sending it; the number is masked."""

    say: Callable[[str], None] = print

    def send(self, to: str, text: str, id_: str) -> None:  # noqa: ARG002 (nobody to know it again)
        """Say one message."""
        self.say(f"短信 → {'*' * len(to[:-2])}{to[-2:]}\n{text}\n")


class _Straight(HTTPRedirectHandler):
    """Follows nobody: the number and the password are for one server alone."""

    def redirect_request(  # noqa: PLR0913, PLR0917 (the library's shape)
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Give no other request, so that the answer stays what it is: no success."""
        del req, fp, code, msg, headers, newurl


@dataclass(frozen=True)
class HttpGateway:
    """A server by its address, and the password that it asks for (as a bearer token)."""

    url: str
    token: str = ""

    def send(self, to: str, text: str, id_: str) -> None:
        """Send one message. Raises NotTakenError, RefusedError and NoServerError."""
        body = json.dumps({"to": to, "text": text, "id": id_}, ensure_ascii=False)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": id_}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        asked = Request(self.url, body.encode(), headers, method="POST")  # noqa: S310 (checked)
        try:
            build_opener(_Straight).open(asked, timeout=SECONDS).close()
        except HTTPError as answer:
            answer.close()
            raise _refusal(answer.code) from None
        except URLError as error:
            raise NoServerError(type(error.reason).__name__) from None
        except (OSError, HTTPException) as error:
            # Perhaps taken, but the id makes it safe to ask again.
            raise NotTakenError(type(error).__name__) from None


def _refusal(code: int) -> Exception:
    """Tell what an answer means that is no success: for this number, or for all."""
    if code in LOCKED_OUT or code < HTTPStatus.BAD_REQUEST:
        return NoServerError(str(code))
    if code in REPEATED or code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotTakenError(str(code))
    return RefusedError(str(code))


def make_gateway(url: str, token: str) -> Gateway:
    """Give the gateway for a setting: a server, or the console where there is none.

    Raises ValueError for what is no address, or would send numbers over an open line.
    """
    if not url:
        return ConsoleGateway()
    address = urlsplit(url)
    safe = address.scheme == "https" or (
        address.scheme == "http" and is_here(address.hostname or "")
    )
    if not safe or not address.hostname:
        message = "sms_url 要以 https:// 开头"
        raise ValueError(message)
    return HttpGateway(url, token)
