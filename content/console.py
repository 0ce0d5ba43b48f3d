"""What every command says to the console in the same way: how far it is, and why it stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from content.faults import ContentError


@contextmanager
def told() -> Iterator[None]:
    """Turn content that cannot be used, or no file, into its message and exit code 1."""
    try:
        yield
    except ContentError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        message = f"{error.filename or ''} 读写不了：{error.strerror or error}".strip()
        raise click.ClickException(message) from None


def reading(chosen: Path | None, default: Path) -> Path:
    """Give the folder to read; where nobody chose one, say on stderr which it is."""
    if chosen is None:
        click.echo(f"读取 {default}", err=True)
    return chosen or default


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar; what is given is called with how many are done, and of how many."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
