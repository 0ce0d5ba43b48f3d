"""The post: the console and a real server take and refuse the same mails."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from complaints.post import (
    ConsolePost,
    NoServerError,
    NotTakenError,
    Post,
    SmtpPost,
    make_post,
)
from tests.complaints.postgres import free_port

FROM = "办件平台 <desk@mz.example>"
SUBJECT, TEXT = (
    "【办件平台】有新的办件消息",
    "甲区民政局有新的办件消息，请登录查看。\nhttps://x.example/",
)
FULL = "full@mz.example"
ID = "0123456789abcdef" * 2


class Box:
    """What a server took; one address of it is always full."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.logins: list[LoginPassword] = []

    async def handle_RCPT(  # noqa: N802 (the library's names and shape)
        self, server: object, session: object, envelope: Envelope, address: str, options: object
    ) -> str:
        """Take an address, or refuse the full one."""
        del server, session, options
        if address == FULL:
            return "552 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        del server, session
        self.mails.append(envelope)
        return "250 OK"

    def authenticate(self, *asked: Any) -> AuthResult:
        """Know one password."""
        login = asked[-1]
        assert isinstance(login, LoginPassword)
        self.logins.append(login)
        return AuthResult(success=login.password == b"p@ss")

    def read(self) -> list[EmailMessage]:
        """Give the mails as a reader sees them."""
        found = []
        for envelope in self.mails:
            assert isinstance(envelope.content, bytes)
            found.append(message_from_bytes(envelope.content, policy=policy.default))
        return found


@dataclass
class Taker:
    """A post, and what came through it: (subject, text)."""

    post: Post
    came: Callable[[], list[tuple[str, str]]]


@contextmanager
def server(box: Box, **options: Any) -> Iterator[int]:
    """Run a real SMTP server on this machine; give its port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def box() -> Box:
    """Give an empty box."""
    return Box()


@pytest.fixture(params=["console", "smtp"])
def taker(request: pytest.FixtureRequest, box: Box) -> Iterator[Taker]:
    """Give each post in turn."""
    if request.param == "console":
        said: list[str] = []
        yield Taker(
            ConsolePost(FROM, said.append), lambda: [(one.split("\n")[0], one) for one in said]
        )
        return
    with server(box) as port:
        yield Taker(
            SmtpPost(f"smtp://127.0.0.1:{port}", FROM),
            lambda: [(mail["Subject"], mail.get_content()) for mail in box.read()],
        )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a key and a certificate for 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begins = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """Give the server's side of an encrypted line."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trust(certificate: Path) -> ssl.SSLContext:
    """Trust the server of the test and no other."""
    return ssl.create_default_context(cafile=str(certificate))


def test_a_mail_arrives_with_its_words(taker: Taker) -> None:
    taker.post.send("a@mz.example", SUBJECT, TEXT, ID)

    ((subject, text),) = taker.came()
    assert subject == SUBJECT
    assert TEXT in text.replace("\r", "")


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@mz.example\nBcc: x@y.example", "甲@mz.example", "a@b.example, c@d.example"],
)
def test_what_is_no_address_is_not_taken_and_the_next_one_is(taker: Taker, address: str) -> None:
    with pytest.raises(NotTakenError):
        taker.post.send(address, SUBJECT, TEXT, ID)

    taker.post.send("a@mz.example", SUBJECT, TEXT, ID)
    assert len(taker.came()) == 1


def test_an_address_is_never_said(taker: Taker, capfd: pytest.CaptureFixture[str]) -> None:
    taker.post.send("hidden@mz.example", SUBJECT, TEXT, ID)

    assert "hidden" not in capfd.readouterr().out + str(taker.came())


def test_a_mail_has_what_a_mail_needs(box: Box) -> None:
    with server(box) as port:
        SmtpPost(f"smtp://127.0.0.1:{port}", FROM).send("a@mz.example", SUBJECT, TEXT, ID)

    (mail,) = box.read()
    assert (mail["From"], mail["To"]) == (FROM, "a@mz.example")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{ID}@mz.example>"
    assert mail["Date"]


def test_a_full_mailbox_is_told_without_its_address(box: Box) -> None:
    with server(box) as port:
        post = SmtpPost(f"smtp://127.0.0.1:{port}", FROM)
        with pytest.raises(NotTakenError) as refused:
            post.send(FULL, SUBJECT, TEXT, ID)
        post.send("a@mz.example", SUBJECT, TEXT, ID)

    assert "full" not in str(refused.value)
    assert len(box.mails) == 1


def test_a_server_that_is_away_is_told_apart() -> None:
    with pytest.raises(NoServerError):
        SmtpPost(f"smtp://127.0.0.1:{free_port()}", FROM).send("a@mz.example", SUBJECT, TEXT, ID)


def test_submission_is_encrypted_before_the_password_is_said(
    box: Box, tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    options = {"tls_context": tls, "authenticator": box.authenticate, "auth_required": True}
    with server(box, **options) as port:
        SmtpPost(f"smtp://desk:p%40ss@127.0.0.1:{port}", FROM, trust).send(
            "a@mz.example", SUBJECT, TEXT, ID
        )

    assert box.logins[0].login == b"desk"
    assert len(box.mails) == 1


def test_a_line_can_be_encrypted_from_its_first_byte(
    box: Box, tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    with server(box, ssl_context=tls) as port:
        SmtpPost(f"smtps://127.0.0.1:{port}", FROM, trust).send("a@mz.example", SUBJECT, TEXT, ID)

    assert len(box.mails) == 1


def test_a_server_that_cannot_prove_itself_gets_no_mail(box: Box, tls: ssl.SSLContext) -> None:
    with server(box, tls_context=tls) as port, pytest.raises(NoServerError):
        SmtpPost(f"smtp://127.0.0.1:{port}", FROM).send("a@mz.example", SUBJECT, TEXT, ID)

    assert box.mails == []


def test_a_wrong_password_is_told_as_no_server(
    box: Box, tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    options = {"tls_context": tls, "authenticator": box.authenticate, "auth_required": True}
    with server(box, **options) as port, pytest.raises(NoServerError):
        SmtpPost(f"smtp://desk:wrong@127.0.0.1:{port}", FROM, trust).send(
            "a@mz.example", SUBJECT, TEXT, ID
        )


@pytest.mark.parametrize("url", ["smtp://desk:p@{}:{}", "smtp://{}:{}"])
def test_without_encryption_no_password_leaves_the_machine(
    box: Box, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setattr("complaints.post.is_here", lambda _: False)
    options = {"authenticator": box.authenticate, "auth_require_tls": False}
    with server(box, **options) as port:
        monkeypatch.setattr("complaints.post.SUBMISSION", port)
        with pytest.raises(NoServerError):
            SmtpPost(url.format("127.0.0.1", port), FROM).send("a@mz.example", SUBJECT, TEXT, ID)

    assert box.logins == []
    assert box.mails == []


def test_the_setting_chooses_the_post() -> None:
    assert isinstance(make_post("", FROM), ConsolePost)
    assert isinstance(make_post("smtps://mail.example", FROM), SmtpPost)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="smtp_url"):
        make_post(url, FROM)
