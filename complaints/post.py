"""The post: hands one mail to a server, or, for demonstration, to the console.

Both take the same mails and refuse the same; neither ever names an address in what it says.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

SUBMISSION, SECURE = 587, 465
SECONDS = 20


class NotTakenError(Exception):
    """It was not taken, for certain; later it may be, and so may the next, to somebody else."""


class RefusedError(Exception):
    """It was not taken and never will be."""


class UncertainError(Exception):
    """The line broke when the server may have taken it; nobody can know."""


class NoServerError(Exception):
    """The server cannot be reached or does not let us in; nothing would be taken now."""


class Post(Protocol):
    """Whoever takes a mail."""

    def send(self, to: str, subject: str, text: str, id_: str) -> None:
        """Hand over one mail with its own id; it was taken when this returns.

        Raises NotTakenError, UncertainError and NoServerError.
        """


@dataclass(frozen=True)
class ConsolePost:
    """Says each mail instead of sending it; the address stays unsaid."""

    mail_from: str
    say: Callable[[str], None] = print

    def send(self, to: str, subject: str, text: str, id_: str) -> None:
        """Say one mail. Raises NotTakenError for what is no address."""
        mail = _mail(self.mail_from, to, subject, text, id_)
        self.say(f"{mail['Subject']}\n{mail.get_content()}")


@dataclass(frozen=True)
class SmtpPost:
    """A server by its address: smtps://…, or smtp://… with STARTTLS where passwords are sent.

    smtp://user:password@host is submission on port 587, which is always encrypted.
    """

    url: str
    mail_from: str
    context: ssl.SSLContext | None = None

    def send(self, to: str, subject: str, text: str, id_: str) -> None:
        """Send one mail. Raises NotTakenError, UncertainError and NoServerError."""
        mail = _mail(self.mail_from, to, subject, text, id_)
        with self._line() as line:
            _hand_over(line, mail)
            with suppress(smtplib.SMTPException, OSError):
                line.quit()  # The mail is taken; a farewell that fails changes nothing.

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        try:
            line = self._connected()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise NoServerError(type(error).__name__) from None
        try:
            yield line
        finally:
            line.close()

    def _connected(self) -> smtplib.SMTP:
        address = urlsplit(self.url)
        context = self.context or ssl.create_default_context()
        host, secure = address.hostname or "", address.scheme == "smtps"
        port = address.port or (SECURE if secure else SUBMISSION)
        if secure:
            line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
        else:
            line = smtplib.SMTP(host, port, timeout=SECONDS)
        try:
            line.ehlo()
            if not secure and (line.has_extn("starttls") or _must_be_secret(address, port)):
                line.starttls(context=context)
            if address.username:
                line.login(unquote(address.username), unquote(address.password or ""))
        except BaseException:
            line.close()
            raise
        return line


def make_post(url: str, mail_from: str) -> Post:
    """Give the post for a setting: a server, or the console where there is none.

    Raises ValueError for what is no address of a server.
    """
    if not url:
        return ConsolePost(mail_from)
    address = urlsplit(url)
    if address.scheme not in ("smtp", "smtps") or not address.hostname:
        message = "smtp_url must be smtp://… or smtps://…"
        raise ValueError(message)
    return SmtpPost(url, mail_from)


def _hand_over(line: smtplib.SMTP, mail: EmailMessage) -> None:
    """Send a mail over an open line. Until its text is sent, nothing can have been taken."""
    (sender,), (reader,) = mail["From"].addresses, mail["To"].addresses
    try:
        _accepted(line.mail(sender.addr_spec))
        _accepted(line.rcpt(reader.addr_spec))
    except (smtplib.SMTPException, OSError) as error:
        raise NotTakenError(type(error).__name__) from None
    try:
        _accepted(line.data(mail.as_bytes(policy=SMTP)))
    except smtplib.SMTPResponseException as error:
        raise NotTakenError(type(error).__name__) from None
    except (smtplib.SMTPException, OSError) as error:
        raise UncertainError(type(error).__name__) from None


def _accepted(answer: tuple[int, bytes]) -> None:
    """Raise SMTPResponseException for an answer that is not yes."""
    code, words = answer
    if not 200 <= code < 300:  # noqa: PLR2004 (RFC 5321 4.2.1)
        raise smtplib.SMTPResponseException(code, words)


def _must_be_secret(address: SplitResult, port: int) -> bool:
    """Tell whether the line must be encrypted: always for passwords, unless it never leaves."""
    asked = bool(address.username) or port == SUBMISSION
    return asked and not is_here(address.hostname or "")


def is_here(host: str) -> bool:
    """Tell whether a host is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _mail(mail_from: str, to: str, subject: str, text: str, id_: str) -> EmailMessage:
    """Write a mail. Raises NotTakenError for what is no address."""
    mail = EmailMessage()
    try:
        mail["From"], mail["To"], mail["Subject"] = mail_from, to, subject
        (address,), (_,) = mail["To"].addresses, mail["From"].addresses
        to.encode("ascii")
    except (ValueError, IndexError) as error:
        raise NotTakenError(type(error).__name__) from None
    if not address.username or not address.domain:
        raise NotTakenError("no address")
    mail["Date"] = formatdate(localtime=True)
    domain = mail_from.rpartition("@")[2].strip(" >") or "localhost"
    mail["Message-ID"] = f"<{id_}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    return mail
