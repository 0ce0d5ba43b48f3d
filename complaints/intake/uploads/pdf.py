"""Build a new PDF from what the pages of another one draw.

Nothing is removed from the old file: the new one starts empty and takes over what `SHAPES` names,
so scripts, actions, forms, annotations, attachments, layers, structure, thumbnails and metadata
have no way in. Embedded fonts are taken over as they are; colour profiles become plain colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, ObjectStreamMode, Pdf, Stream

from complaints.intake.uploads.drawing import filters_of
from complaints.intake.uploads.refusals import Refusal, RefusedFileError
from complaints.intake.uploads.shapes import INHERITED
from complaints.intake.uploads.streams import Budget, inflate
from complaints.intake.uploads.walk import MAX_DEPTH, Redrawing

MAX_PAGES = 100
MAX_NODES = 2_000  # Of the tree that holds the pages; a loop in it ends here.
MAX_OBJECTS = 20_000
MAX_CONTAINER = 50_000
MAX_WARNINGS = 200
MAX_INDEX = 4 * 1024 * 1024  # What the library itself may unpack at once, to find objects.

# These limits hold for the whole process, as the library has it.
pikepdf.settings.set_qpdf_limits(
    doc_max_warnings=MAX_WARNINGS,
    parser_max_nesting=MAX_DEPTH,
    parser_max_container_size=MAX_CONTAINER,
    max_stream_filters=1,
    dct_max_memory=MAX_INDEX,
    flate_max_memory=MAX_INDEX,
    png_max_memory=MAX_INDEX,
    run_length_max_memory=MAX_INDEX,
    tiff_max_memory=MAX_INDEX,
)
# There is none for LZW, so it is refused before the library sees it, however its name is spelt
# (#4c is L), and with it every filter whose name stands elsewhere, where it could be LZW again.
LZW = re.compile(rb"/(?:L|#4c)(?:Z|#5a)(?:W|#57)(?=[\s\0/\[\]<>(){}%]|D|#44)", re.IGNORECASE)
FAR_FILTER = re.compile(
    rb"/(?:F|#46)(?:i|#69)(?:l|#6[Cc])(?:t|#74)(?:e|#65)(?:r|#72)(?=[\s\0/\[\]<>(){}%])"
    rb"(?!\s{0,8}(?:\[\s{0,8})?[/\]]|\s{1,8}null)"
)


def redraw_pdf(body: bytes) -> bytes:
    """Give the pages as a new file; the same pages always give the same bytes."""
    if LZW.search(body) or FAR_FILTER.search(body):
        raise RefusedFileError(Refusal.UNUSUAL)
    if body.count(b"endobj") > MAX_OBJECTS or body.count(b"obj") > 2 * MAX_OBJECTS:
        raise RefusedFileError(Refusal.TOO_COMPLEX)
    try:
        source = Pdf.open(BytesIO(body), inherit_page_attributes=False, conversion_mode="implicit")
    except pikepdf.PasswordError as fault:
        raise RefusedFileError(Refusal.LOCKED) from fault
    with source, pikepdf.new() as made:
        if source.is_encrypted:
            raise RefusedFileError(Refusal.LOCKED)
        _check_index(source)
        _fill(made, source)
        saved = BytesIO()
        made.save(
            saved,
            static_id=True,
            force_version="1.7",
            object_stream_mode=ObjectStreamMode.disable,
        )
        return saved.getvalue()


def _check_index(source: Pdf) -> None:
    """Refuse a file whose objects are too many, or packed so that finding them costs too much."""
    table = source.get_xref_table()
    if len(table) > MAX_OBJECTS:
        raise RefusedFileError(Refusal.TOO_COMPLEX)
    budget = Budget(2 * MAX_INDEX)
    packed = 2  # The type of an entry for an object that lies in a stream of objects.
    for number in sorted({e.obj_stream_number or 0 for e in table.values() if e.type == packed}):
        holder = source.get_object((number, 0))
        if not isinstance(holder, Stream):
            raise RefusedFileError(Refusal.BROKEN)
        raw = holder.read_raw_bytes()
        budget.spend(len(raw))
        filters, _ = filters_of(holder)
        if filters == ["/FlateDecode"]:
            for _piece in inflate(raw, budget):
                pass
        elif filters:
            raise RefusedFileError(Refusal.UNUSUAL)


def _fill(made: Pdf, source: Pdf) -> None:
    """Draw the pages of one file into another."""
    redrawing = Redrawing(made)
    kids = Array()
    for page in _pages(source):
        if len(kids) == MAX_PAGES:
            raise RefusedFileError(Refusal.TOO_MANY_PAGES)
        drawn = redrawing.page(page)
        drawn.Parent = made.Root.Pages
        kids.append(made.make_indirect(drawn))
    if not len(kids):
        raise RefusedFileError(Refusal.BROKEN)
    made.Root.Pages.Kids = kids
    made.Root.Pages.Count = len(kids)


def _pages(source: Pdf) -> Iterator[Dictionary]:
    """Walk the tree of pages in their order, handing each what it inherits."""
    nodes = [(source.Root.get("/Pages"), Dictionary())]
    left = Budget(MAX_NODES)
    while nodes:
        node, inherited = nodes.pop()
        left.spend(1)
        if not isinstance(node, Dictionary):
            continue
        own = Dictionary({key: node[key] for key in INHERITED if node.get(key) is not None})
        known = Dictionary({**dict(inherited.items()), **dict(own.items())})
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            if len(kids) > MAX_NODES:
                raise RefusedFileError(Refusal.TOO_MANY_PAGES)
            nodes.extend((kid, known) for kid in reversed(list(kids)))
        else:
            for key in ("/Contents", "/Group", "/UserUnit"):
                if node.get(key) is not None:
                    known[key] = node[key]
            yield known
