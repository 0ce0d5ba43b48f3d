"""Folding changes how quickly a template runs, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from disclosure.theme.editions import STANDARD
from disclosure.theme.environment import Wiring, make_environment
from tests import rows

RULES = {"board": "/institutions/{id}/", "home": "/"}
TRANSLATED = {"共 %(n)s 家": "%(n)s homes", "找机构": "Find", "100%%": "all of it, 100%%"}
CALLS: list[str] = []


def translate(text: str) -> str:
    CALLS.append(text)
    return TRANSLATED.get(text, text)


def link(name: str, /, **key: str) -> str:
    CALLS.append(name)
    return RULES[name].format(**key)


def rendered(source: str, folder: Path, *, folded: bool, **values: object) -> str:
    """Render a template; the calls that were made while it ran are left in CALLS."""
    (folder / "page.html").write_text(source, encoding="utf-8")
    wiring = Wiring(translate, link, link, RULES if folded else None)
    template = make_environment(STANDARD, rows.city(), wiring, (folder,)).get_template("page.html")
    CALLS.clear()
    return template.render(**values)


@pytest.mark.parametrize(
    ("source", "calls_left"),
    [
        ("{{ _('找机构') }}", 0),
        ("{{ _('共 %(n)s 家', n=n) }}", 0),
        ("{{ _('100%%') }}", 0),
        ("{{ link('home') }}", 0),
        ("<a href=\"{{ link('board', id=id) }}\">", 0),
        ("{% for x in [1, 2] %}{{ _('共 %(n)s 家', n=x) }}{% endfor %}", 0),
        ("{{ _('共 %(n)s 家', n=unsafe) }}", 0),
        ("{{ _('共 %(n)s 家', n=unsafe) ~ unsafe }}", 0),
        ("{{ _('共 %(n)s 家，100%%', n=n) }}", 1),  # left to the page
        ("{{ _('从 %(from)s 起', from=unsafe) }}", 0),
        ("{{ _(word) }}", 1),  # not known beforehand
        ("{{ _(word ~ '%(text)s', text=n) }}", 1),
        ("{{ link(name, id=id) }}", 1),
    ],
)
def test_a_folded_template_gives_the_same_text_without_the_calls(
    tmp_path: Path, source: str, calls_left: int
) -> None:
    values = {"n": 3, "id": "100012", "word": "找机构", "name": "board", "unsafe": "<b>&"}

    plain = rendered(source, tmp_path, folded=False, **values)
    folded = rendered(source, tmp_path, folded=True, **values)

    assert folded == plain
    assert len(CALLS) == calls_left


def test_a_value_within_a_message_is_escaped_when_folded(tmp_path: Path) -> None:
    source = "{{ _('共 %(n)s 家', n=n) }}"

    assert rendered(source, tmp_path, folded=True, n="<script>") == "&lt;script&gt; homes"


@pytest.mark.parametrize(
    "source",
    [
        (
            "{% macro tag(text, kind='a', more=kind) %}{{ text }}{{ kind }}{{ more }}{% endmacro %}"
            "{{ tag(unsafe) }}{{ tag(unsafe, more='<') }}{{ tag(kind='b', text=n) ~ unsafe }}"
        ),
        (
            "{% macro b() %}{% if caller is defined %}{{ caller(unsafe) }}{% endif %}{% endmacro %}"
            "{{ b() }}{% call(one) b() %}<b>{{ one }}</b>{% endcall %}"
        ),
        "{% macro a() %}{{ varargs | join }}{{ kwargs.a }}{% endmacro %}{{ a(n, unsafe, a=n) }}",
        "{{ row.title }}{{ row['title'] }}{{ row.lost is defined }}{{ unsafe.upper() }}",
        "{% set both %}<i>{{ unsafe }}</i>{% endset %}{{ both }}{{ [both, unsafe] | join('<') }}",
    ],
)
def test_macros_attributes_and_markup_are_written_alike(tmp_path: Path, source: str) -> None:
    values = {"n": 3, "unsafe": "<b>&'\"", "row": {"title": "'"}}

    plain = rendered(source, tmp_path, folded=False, **values)

    assert rendered(source, tmp_path, folded=True, **values) == plain


@pytest.mark.parametrize(
    "source",
    [
        "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, 2) }}",
        "{% macro one(a) %}{{ a }}{{ caller is defined }}{% endmacro %}{{ one(1, 2) }}",
        "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, b=2) }}",
        "{% macro one(a) %}{{ a }}{% endmacro %}{{ one() }}",
        "{% macro one() %}{{ caller() }}{% endmacro %}{{ one() }}",
        "{{ row.lost }}",
        "{{ lost.title }}",
    ],
)
def test_what_a_plain_template_refuses_a_folded_one_refuses(tmp_path: Path, source: str) -> None:
    for folded in (False, True):
        with pytest.raises((TypeError, UndefinedError)):
            rendered(source, tmp_path, folded=folded, row={})
