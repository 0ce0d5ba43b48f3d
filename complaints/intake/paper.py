"""From the answers of a form to a paper: which institution, which matters, sealed or not.

Pure rules over a catalog; the form and the desk's own filing both use them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.filing import ANONYMOUS, COMPLAINT, NAMED, Paper
from complaints.intake.questions import (
    BOTH,
    ELSEWHERE,
    HOME,
    NO_TEXTS,
    NOT_KNOWN,
    OFFICIALS,
    UNSURE,
)
from complaints.routing.route import OFFICIALS as OFFICIALS_MATTER
from complaints.routing.route import NoLeadError, route
from complaints.routing.suggest import Suggestion, suggest
from content import Catalog
from content.tables import Institution, Matter, Place

Answers = Mapping[str, str]
MOST_FOUND = 8


@dataclass(frozen=True)
class Offer:
    """A matter offered to the citizen: which unit would handle it, and why it is offered."""

    code: str
    name: str
    handler: str
    why: str


def find_institutions(catalog: Catalog, typed: str) -> list[Institution]:
    """Find institutions by number or by part of a name, in the order of lists."""
    wanted = "".join(typed.split())
    if not wanted:
        return []
    rows = catalog.all(Institution)
    exact = [row for row in rows if wanted in (row.id, row.name)]
    return exact or [row for row in rows if wanted in row.name][:MOST_FOUND]


def chosen_institution(catalog: Catalog, answers: Answers) -> Institution | None:
    """Give the institution that the answers mean, if it is only one."""
    picked = answers.get("institution_choice", "")
    if picked == ELSEWHERE:
        return None
    if picked and catalog.has(Institution, picked):
        return catalog.get(Institution, picked)
    found = find_institutions(catalog, answers.get("institution", ""))
    return found[0] if len(found) == 1 else None


def place_of(catalog: Catalog, answers: Answers) -> str | None:
    """Give the place of the matter: that of the institution, or the district that was chosen."""
    if institution := chosen_institution(catalog, answers):
        return institution.place
    place = answers.get("place", "")
    return place if place and catalog.has(Place, place) else None


def offers(catalog: Catalog, answers: Answers) -> list[Offer]:
    """Give up to three matters that fit the story, each with its unit and its reason."""
    found = suggest(answers.get("story", ""), catalog.all(Matter))
    return [_offer(catalog, answers, one) for one in found]


def _offer(catalog: Catalog, answers: Answers, found: Suggestion) -> Offer:
    matter = catalog.get(Matter, found.code)
    try:
        way = route(catalog, matter, place_of(catalog, answers), sealed=False)
    except NoLeadError:
        return Offer(found.code, found.name, "", found.why)
    handler = way.handler or way.lead
    return Offer(found.code, found.name, handler.short_name, found.why)


def is_emergency(catalog: Catalog, answers: Answers) -> bool:
    """Tell whether the chosen matter is an emergency, or one that the story suggests."""
    suggested = suggest(answers.get("story", ""), catalog.all(Matter))
    codes = {answers.get("matter", ""), *(found.code for found in suggested)}
    return any(matter.emergency for matter in catalog.all(Matter) if matter.code in codes)


def must_ask_again(catalog: Catalog, answers: Answers) -> bool:
    """Tell whether somebody unsure must be asked once more, because officials may be meant."""
    return answers.get("about") == UNSURE and any(
        offer.code == OFFICIALS_MATTER for offer in offers(catalog, answers)
    )


def names_lead(catalog: Catalog, answers: Answers) -> bool:
    """Tell whether the story names the very unit that would lead: it must not judge itself."""
    try:
        lead = route(catalog, None, place_of(catalog, answers), sealed=False).lead
    except NoLeadError:
        return False
    story = answers.get("story", "")
    return lead.name in story or lead.short_name in story


def is_sealed(catalog: Catalog, answers: Answers) -> bool:
    """Tell whether the paper is sealed before anyone reads it.

    It is when officials are meant, by the first question or by the matter, when the story names
    the lead's own unit, and when somebody unsure stays unsure after being asked again.
    """
    if names_lead(catalog, answers):
        return True
    if answers.get("about") == OFFICIALS or answers.get("matter") == OFFICIALS_MATTER:
        return True
    return must_ask_again(catalog, answers) and answers.get("again") != HOME


def to_paper(catalog: Catalog, answers: Answers) -> Paper:
    """Make the paper from checked answers; contact data that was not wanted is not taken."""
    institution = chosen_institution(catalog, answers)
    naming, sealed = answers["naming"], is_sealed(catalog, answers)
    matter = answers.get("matter", NOT_KNOWN)
    known = bool(matter) and catalog.has(Matter, matter)
    return Paper(
        kind=COMPLAINT if answers["kind"] == BOTH else answers["kind"],
        institution=institution.id if institution else None,
        institution_name=answers.get("institution", "").strip() or "未写明",
        place=place_of(catalog, answers),
        happened=answers.get("happened", "").strip(),
        story=answers["story"].strip(),
        matter=OFFICIALS_MATTER if sealed else (matter if known else None),
        relation=answers["relation"],
        naming=naming,
        name=answers.get("name", "").strip() if naming == NAMED else "",
        telephone="" if naming == ANONYMOUS else answers.get("telephone", "").strip(),
        wants_texts=answers.get("texts") != NO_TEXTS,
        sealed=sealed,
        reports_too=answers["kind"] == BOTH,
        urgent=not known and is_emergency(catalog, answers),
    )
