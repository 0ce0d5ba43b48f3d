"""What the commands of the channel ask of whoever runs them: parts already put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from content.cli import Host as HostOfContent
from content.cli import Places as PlacesOfContent

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from complaints.administration.backing_up import Place
    from complaints.administration.finding import Installation
    from complaints.database import Database
    from complaints.intake.attachments import Attachments
    from complaints.keys import Keys
    from complaints.outbox import Outbox
    from complaints.reminding import Upkeep
    from complaints.retention import Archive
    from content import Catalog


@dataclass(frozen=True)
class Parts:
    """What both apps of the channel and its timers stand on."""

    database: Database
    keys: Keys
    attachments: Attachments
    catalog: Callable[[], Catalog]


class Places(PlacesOfContent, Protocol):
    """Where an installation keeps what the channel would miss."""

    @property
    def database_url(self) -> str:
        """Give the address of the database."""

    @property
    def keys(self) -> Path:
        """Give the folder of keys."""

    @property
    def backups(self) -> Path:
        """Give the folder of backups."""


class Host(HostOfContent, Protocol):
    """Settings, clock and parts of this installation, each made when it is asked for."""

    @property
    def settings(self) -> Places:
        """Give the settings. Raises click.ClickException for one that does not exist."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""

    def prepare(self, *, new_keys: bool = False) -> None:
        """Bring the database up to date and make the keys that are missing.

        Raises click.ClickException for a key that was lost, unless `new_keys` are wanted.
        """

    def parts(self) -> Parts:
        """Give the parts. Raises click.ClickException for a database half restored."""

    def upkeep(self) -> Upkeep:
        """Give what the timer looks after."""

    def archive(self) -> Archive:
        """Give what retention works on."""

    def outbox(self) -> Outbox:
        """Give the outbox with its ways. Raises click.ClickException."""

    def place(self) -> Place:
        """Give where this installation keeps what it would miss."""

    def installation(self) -> Installation:
        """Give what the doctor looks at."""

    def desk(self) -> Flask:
        """Give the officers' app, in trial where there is no settings file."""
