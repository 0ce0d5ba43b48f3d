"""Photos of the premises: each has its picture, each picture can be shown, none lies there unnamed.

What can be seen in them (无可以辨认的人) is for the eye of the editor.
"""

from __future__ import annotations

from collections.abc import Iterator

from content.faults import ContentError, Fault
from content.folder import PHOTOS, Folder
from content.pictures import Picture
from content.schema import column_of
from content.tables import Photo


def photo_faults(folder: Folder, last: Folder | None = None) -> Iterator[Fault]:
    """Find photos without a usable picture, and pictures without a row.

    Pictures that `last`, the content of the release before, has too were decoded for it: looking
    at every pixel of a city again would take all night.
    """
    known = {picture.digest for picture in last.pictures.values()} if last else set()
    table = folder.table(Photo)
    label = column_of(Photo, "image").label
    for number, row in table:
        if why := _wrong(folder.pictures.get(row.image), known):
            yield Fault(table.file, number, label, f"{PHOTOS}/{row.image} {why}")
    named = {row.image for row in table.rows}
    for name in sorted(folder.pictures.keys() - named):
        message = f"没有表格提到这张图片；请在 {table.file} 登记，或者把它移走"
        yield Fault(f"{PHOTOS}/{name}", 0, "", message)


def _wrong(picture: Picture | None, known: set[str]) -> str:
    """Say why a picture cannot be shown; nothing where it can."""
    if picture is None:
        return f"不存在；请把这张图片放进 {PHOTOS} 文件夹"
    if picture.digest in known:
        return ""
    try:
        picture.upright()
    except ContentError as refused:
        return str(refused)
    return ""
