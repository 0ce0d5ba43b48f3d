"""A step of the form as it is shown, and what is wrong with it."""

from __future__ import annotations

from complaints.database.models import File
from complaints.intake.channel import channel, page
from complaints.intake.drafts import form_token
from complaints.intake.paper import (
    chosen_institution,
    find_institutions,
    is_emergency,
    is_sealed,
    must_ask_again,
    offers,
    place_of,
)
from complaints.intake.questions import ELSEWHERE, QUESTIONS, STEPS, personal_in, wrong
from complaints.intake.visits import Visit
from complaints.routing.route import DISCIPLINE
from content.tables import Place, Unit

TRAP = "website"


def judge_step(visit: Visit, step: str) -> dict[str, str]:
    """Judge a step; the last one judges all, because steps can be passed over by address."""
    catalog, answers = channel().catalog(), visit.typed.answers
    names = STEPS[visit.edition.name][step]
    if step == "check":
        names = tuple(name for part in STEPS[visit.edition.name].values() for name in part)
    if is_sealed(catalog, answers):
        names = tuple(name for name in names if name != "matter")
    found = wrong(names, answers)
    if "institution" in names and not answers.get("institution_choice"):
        several = find_institutions(catalog, answers.get("institution", ""))
        if len(several) > 1:
            found["institution"] = "有几家名称相近，请在下面选一家，或者选“都不是”"
    if "again" in names and must_ask_again(catalog, answers) and not answers.get("again"):
        found["again"] = "请选一项；说不准就选“不清楚”"
    return found


def show_step(visit: Visit, step: str, errors: dict[str, str]) -> str:
    """Show a step with what was typed; `errors` says by question what is to be changed."""
    joined, answers = channel(), visit.typed.answers
    catalog = joined.catalog()
    names = [
        name
        for name in STEPS[visit.edition.name][step]
        if name != "again" or must_ask_again(catalog, answers)
    ]
    sealed = is_sealed(catalog, answers)
    typed = answers.get("institution", "")
    files = files_of(visit) if "files" in names or step == "check" else []
    return page(
        visit.edition,
        "form.html",
        "我要投诉",
        f"new?step={step}",
        step=step,
        first=step == visit.steps[0],
        position=(visit.steps.index(step) + 1, len(visit.steps)),
        questions=[QUESTIONS[name] for name in names],
        answers=answers,
        errors=errors,
        token=form_token(joined.keys, visit.typed.id),
        trap=TRAP,
        districts=[place for place in catalog.all(Place) if place.level == "区"],
        found=find_institutions(catalog, typed) if typed else [],
        elsewhere=ELSEWHERE,
        offers=offers(catalog, answers) if step == "matter" and not sealed else [],
        sealed=sealed,
        emergency=is_emergency(catalog, answers),
        files=files,
        discipline=next((u for u in catalog.all(Unit) if u.department == DISCIPLINE), None),
        summary=_summary(visit, files) if step == "check" else [],
        personal=personal_in(answers.get("story", "")) if step == "check" else [],
    )


def _summary(visit: Visit, files: list[File]) -> list[tuple[str, str, str]]:
    """Give what will be sent: the question, the answer in words, and the step to change it."""
    catalog, answers = channel().catalog(), visit.typed.answers
    institution, place = chosen_institution(catalog, answers), place_of(catalog, answers)
    words = {
        "institution": institution.name if institution else answers.get("institution", ""),
        "place": catalog.get(Place, place).name if place else "",
        "files": "、".join(file.name for file in files),
    }
    return [
        (
            QUESTIONS[name].label,
            words.get(name)
            or dict(QUESTIONS[name].choices).get(answers.get(name, ""), answers.get(name, "")),
            visit.address(step),
        )
        for step, names in STEPS[visit.edition.name].items()
        for name in names
        if (answers.get(name) or words.get(name)) and name != "matter"
    ]


def files_of(visit: Visit) -> list[File]:
    """Give the files that were added so far."""
    with channel().database.reading() as session:
        return channel().attachments.of_draft(session, visit.typed.id)
