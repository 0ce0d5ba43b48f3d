"""Whatever is sent, nothing crashes, is lost or is served as markup."""

from __future__ import annotations

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.intake.tasks import TASKS
from tests.complaints.following import Citizen, hidden, text

ANYTHING = st.text(max_size=200)


@given(
    action=st.sampled_from([*TASKS, "letter", "renew"]),
    fields=st.dictionaries(
        st.sampled_from(
            [
                *("page", "place", "do", "later", "sure", "text", "reason", "files"),
                *("contacted", "solved", "satisfied", "x"),
            ]
        ),
        ANYTHING | st.sampled_from(["0", "1", "-1", "99999", "²", "next", "back", "是"]),
    ),
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_input_whatever_is_answered_with_a_crash(
    citizen: Citizen, action: str, fields: dict[str, str]
) -> None:
    """A step may be taken by chance; whatever comes back is a whole page."""
    if action == "renew":
        fields = {**fields, "do": "look"}
    answer = citizen.post(f"/{action}", **fields)

    assert answer.status_code in (200, 409, 422, 429)
    text(answer)


@given(words=st.text(min_size=1, max_size=120).filter(str.strip))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_typed_is_lost_or_served_as_markup(citizen: Citizen, words: str) -> None:
    hostile = f"<script>{words}</script>\"'"
    form = hidden(text(citizen.post("/add_words")))
    shown = citizen.post("/add_words", **{**form, "text": hostile, "do": "next", "sure": "yes"})
    html = shown.get_data(as_text=True)

    assert "<script>" not in html.replace("<script src", "")
    kept = hidden(html)["text"].replace("\r\n", "\n")
    assert kept == hostile.replace("\0", "").replace("\r\n", "\n")


def test_added_words_are_shown_as_text(citizen: Citizen) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    html = citizen.do("add_words", text=hostile).get_data(as_text=True)

    assert hostile not in html
    assert escape(hostile, quote=False) in html
