"""Running rsync, and hearing from it which file it has done."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from disclosure.publishing.target import PublishError

FOUND = "--out-format=%o %n"
"""How rsync names what it does: `send FILE`, `del. FILE`; a folder ends with a slash."""
ALWAYS = ("--from0", "--8-bit-output", FOUND, "--perms", "--chmod=D755,F644")
"""A web server reads what it serves, whatever umask OUT was built under."""
SECONDS = 600
"""A connection that has been silent for so long is given up."""


@contextmanager
def listed(files: Sequence[str]) -> Iterator[str]:
    """Give the option that names exactly these files."""
    with TemporaryDirectory() as folder:
        names = Path(folder) / "files"
        names.write_bytes(b"".join(os.fsencode(file) + b"\0" for file in files))
        yield f"--files-from={names}"


def rsync(*words: str) -> None:
    """Run rsync to its end. Raises PublishError."""
    for _ in told(*words):
        pass


def told(*words: str) -> Iterator[tuple[str, str]]:
    """Run rsync; give what it does to which file, as it does it. Raises PublishError."""
    *options, source, target = words
    command = ["rsync", *ALWAYS, f"--timeout={SECONDS}", *options]
    with TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603 (a list of words: no shell reads them)
                [*command, "--", source, target],
                stdout=subprocess.PIPE,
                stderr=errors,
                close_fds=False,  # The lock goes along; nothing else may be inherited.
            )
        except FileNotFoundError:
            message = "这台机器没有 rsync；请先安装"
            raise PublishError(message) from None
        with process:
            for line in process.stdout or ():
                act, _, name = os.fsdecode(line).rstrip("\n").partition(" ")
                yield act, name
        if process.returncode:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip()
            message = f"rsync 出错（{process.returncode}）：{lines}"
            raise PublishError(message)
