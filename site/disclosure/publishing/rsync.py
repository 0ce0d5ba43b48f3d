"""Another machine by rsync, or a path of this one: two trees and a link, as in OUT.

rsync writes every file and link under another name first and then renames it. Whatever the other
tree holds already is linked from there, at the target: the network carries it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.freezing.difference import Difference
from disclosure.publishing.folder import LEDGER, NAMES, refused_out, tree_seen
from disclosure.publishing.running import listed, rsync, told
from disclosure.publishing.target import RECORD, UNFINISHED, Held

LINK = "current"
SEEN = (
    LINK,
    LEDGER,
    "trees/",
    *(f"trees/{name}/{part}" for name in NAMES for part in ("", RECORD, "public")),
)


class RsyncTarget:
    """`PLACE/current/public` is what a web server serves; PLACE is `host:path` or a path."""

    def __init__(self, place: str) -> None:
        """Name the place; the folder above it must exist."""
        self.place = place.rstrip("/")
        self.local = Path(self.place) if self.place.startswith("/") else None

    def copies(self) -> list[RsyncCopy]:
        """Make the trees where they are missing; give the one that is not served first."""
        with TemporaryDirectory() as folder:
            made = Path(folder) / "made"  # The temporary folder's own rights would travel.
            made.mkdir()
            rsync("--recursive", "--no-perms", f"{made}/", f"{self.place}/")
            found = self._copies(self._seen(Path(folder) / "seen"))
            for name in NAMES:
                (made / "trees" / name / "public").mkdir(parents=True)
            rsync("--recursive", f"{made}/trees", f"{self.place}/")
        return found

    def _seen(self, folder: Path) -> Path:
        """Fetch what the place tells of itself into a folder."""
        includes = [f"--include=/{name}" for name in SEEN]
        rsync("--recursive", "--links", *includes, "--exclude=*", f"{self.place}/", f"{folder}/")
        return folder

    def _copies(self, seen: Path) -> list[RsyncCopy]:
        if (seen / LEDGER).exists():
            raise refused_out(self.place)
        served = tree_seen(seen / LINK, str(self.local or self.place))
        order = sorted(NAMES, key=lambda name: name == (served or NAMES[1]))
        known = {name: _record(seen / "trees" / name) for name in order}
        return [RsyncCopy(self.place, name, known[name], seen=name == served) for name in order]


def _record(tree: Path) -> Held | None:
    """Read the record of a tree; where `public` is somebody's link, it is not believed."""
    record = tree / RECORD
    held = Held.read(record.read_bytes()) if record.is_file() else None
    return UNFINISHED if held and (tree / "public").is_symlink() else held


class RsyncCopy:
    """One of the trees, its record beside `public/`."""

    def __init__(self, place: str, name: str, known: Held | None, *, seen: bool) -> None:
        """Name the tree `trees/NAME` of a place, with the record that was read there."""
        self.place, self.name, self.known, self.seen = place, name, known, seen
        self.tree, self.public = f"{place}/trees/{name}", f"{place}/trees/{name}/public/"
        (self.other,) = (f"../../{other}/public" for other in NAMES if other != name)

    def held(self) -> Held | None:
        """Give the record as it was read."""
        return self.known

    def look(self, public: Path, wanted: Mapping[str, str]) -> Difference:
        """Let rsync compare the checksums of all files and tell what it would do."""
        words = ("--recursive", "--checksum", "--delete", "--dry-run", f"{public}/", self.public)
        lines = list(told(*words))
        files = [(act, name) for act, name in lines if not name.endswith("/")]
        return Difference(
            sorted(name for act, name in files if act == "send" and name in wanted),
            sorted(name for act, name in files if act == "del."),
        )

    def note(self, held: Held) -> None:
        """Write the record; rsync does it in one step."""
        with TemporaryDirectory() as folder:
            record = Path(folder) / RECORD
            record.write_text(held.text(), encoding="utf-8")
            rsync("--ignore-times", str(record), f"{self.tree}/{RECORD}")

    def put(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Write these files and no other; what the other tree holds is linked from there."""
        with listed(files) as names:
            words = ("--checksum", f"--link-dest={self.other}", names, f"{public}/", self.public)
            yield from _each(files, words)

    def remove(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Remove files, or the folders that hold nothing else: what is named and not there goes."""
        with listed(sorted({_highest(public, file) for file in files})) as names:
            words = ("--delete-missing-args", "--force", names, f"{public}/", self.public)
            yield from _each(files, words)

    def served(self) -> bool:
        """Say whether `current` leads here."""
        return self.seen

    def serve(self) -> None:
        """Replace the link `current`; rsync does it in one step."""
        with TemporaryDirectory() as folder:
            (Path(folder) / LINK).symlink_to(Path("trees") / self.name)
            rsync("--links", f"{folder}/{LINK}", f"{self.place}/")


def _each(files: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """Name each file when rsync tells of it, and at the end those that it tells nothing of."""
    left = set(files)
    for _, name in told(*words):
        if name in left:
            left.remove(name)
            yield name
    yield from sorted(left)


def _highest(public: Path, file: str) -> str:
    """Give the first part of a path that `public` does not have: a folder, or the file itself."""
    above = [one for one in Path(file).parents if one != Path() and not (public / one).exists()]
    return above[-1].as_posix() if above else file
