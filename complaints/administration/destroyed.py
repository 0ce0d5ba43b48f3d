"""What was lawfully destroyed stays so: its register goes with the backups, and comes first after.

The register beside the backups is always the newest, however old the backup is.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from complaints.administration.backing_up import Place
from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.retention import REGISTER, Archive, make_up_from, reapply


def keep_register(place: Place, parent: Path) -> None:
    """Bring the register beside the backups up to date."""
    make_up_from(parent / REGISTER, place.uploads / REGISTER)


def destroy_again(place: Place, parent: Path, now: datetime) -> None:
    """Destroy again what the registers here and beside the backups name, and say how much."""
    register, keys = place.uploads / REGISTER, Keys(place.keys)
    make_up_from(register, parent / REGISTER)
    database = Database(place.database_url)
    try:
        archive = Archive(database, keys, Attachments(place.uploads, keys), register)
        done = reapply(archive, now)
    finally:
        database.engine.dispose()
    click.echo(
        f"按销毁登记重新销毁 {done} 项。别处如果有更新的销毁登记 {REGISTER}，"
        f"请放到 {place.uploads}，再运行 gongshi retention reapply"
    )
