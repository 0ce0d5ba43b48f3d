"""The gateway: one POST for each text message, to one server alone, with an id that may repeat."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from complaints.gateway import ConsoleGateway, HttpGateway, make_gateway
from complaints.post import NoServerError, NotTakenError, RefusedError
from tests.complaints.postgres import free_port

TO, TEXT, ID = "00005559999", "【示例市民政局】您的诉求有新消息", "0123456789abcdef" * 2


@dataclass
class FakeServer:
    """Answers as it is told; keeps what it was sent."""

    url: str = ""
    status: int = 200
    location: str = ""
    hangs_up: bool = False
    slow: float = 0
    bodies: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def handler(fake) -> type[BaseHTTPRequestHandler]:  # noqa: N805 (the handler has a self)
        """Give the handler of its requests."""

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fake.bodies.append(json.loads(body))
                fake.headers.append(dict(self.headers))
                time.sleep(fake.slow)
                if fake.hangs_up:
                    return
                self.send_response(fake.status)
                if fake.location:
                    self.send_header("Location", fake.location)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    """Run a server on this machine."""
    made = FakeServer()
    with ThreadingHTTPServer(("127.0.0.1", 0), made.handler()) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/sms"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


def test_a_message_is_one_post_with_its_id_in_body_and_header(fake: FakeServer) -> None:
    HttpGateway(fake.url, "secret").send(TO, TEXT, ID)

    assert fake.bodies == [{"to": TO, "text": TEXT, "id": ID}]
    assert fake.headers[0]["Idempotency-Key"] == ID
    assert fake.headers[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_two_hundreds_are_taken(fake: FakeServer, status: int) -> None:
    fake.status = status

    HttpGateway(fake.url).send(TO, TEXT, ID)


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (400, RefusedError),
        (422, RefusedError),
        (408, NotTakenError),
        (429, NotTakenError),
        (500, NotTakenError),
        (503, NotTakenError),
        (401, NoServerError),
        (403, NoServerError),
        (404, NoServerError),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    fake: FakeServer, status: int, problem: type[Exception]
) -> None:
    fake.status = status

    with pytest.raises(problem) as refused:
        HttpGateway(fake.url).send(TO, TEXT, ID)

    assert TO not in str(refused.value)


def test_a_number_is_never_carried_on_to_another_server(fake: FakeServer) -> None:
    fake.status, fake.location = 307, fake.url

    with pytest.raises(NoServerError):
        HttpGateway(fake.url, "secret").send(TO, TEXT, ID)

    assert len(fake.bodies) == 1


def test_an_answer_that_never_comes_is_asked_for_again(
    fake: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.gateway.SECONDS", 1)
    fake.hangs_up = True

    with pytest.raises(NotTakenError):
        HttpGateway(fake.url).send(TO, TEXT, ID)


def test_a_server_that_is_away_is_told_apart() -> None:
    with pytest.raises(NoServerError):
        HttpGateway(f"http://127.0.0.1:{free_port()}/").send(TO, TEXT, ID)


def test_the_console_masks_the_number() -> None:
    said: list[str] = []

    ConsoleGateway(said.append).send(TO, TEXT, ID)

    assert said == [f"短信 → *********99\n{TEXT}\n"]


def test_the_setting_chooses_the_gateway() -> None:
    assert isinstance(make_gateway("", ""), ConsoleGateway)
    assert make_gateway("https://sms.example/send", "t") == HttpGateway(
        "https://sms.example/send", "t"
    )
    assert isinstance(make_gateway("http://localhost:1/", ""), HttpGateway)


@pytest.mark.parametrize("url", ["http://sms.example/", "sms.example", "https://", "file:///x"])
def test_numbers_never_leave_over_an_open_line(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        make_gateway(url, "")
