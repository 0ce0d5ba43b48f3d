"""Which function answers which indicator; what has words is answered by titles of documents."""

from __future__ import annotations

from collections.abc import Callable

from content.catalog import Catalog
from content.evaluation import documents, enforcing, mechanisms, quality, showing
from content.evaluation.finding import Finding
from content.evaluation.indicators import BY_HAND, Indicator
from content.law import NoRuleError

ANSWERS: dict[str, Callable[[Catalog], Finding]] = {
    "1.1": documents.local_law,
    "1.9": documents.local_standards,
    "2.1": mechanisms.joint_supervision,
    "2.2": mechanisms.random_inspection,
    "2.3": enforcing.blacklist,
    "2.5": mechanisms.visits_after_filing,
    "2.6": mechanisms.visits_without_filing,
    "2.8": mechanisms.admission,
    "2.9": mechanisms.grading,
    "2.10": mechanisms.disputes,
    "2.11": quality.assessments,
    "3.1": mechanisms.enforcers,
    "3.5": enforcing.yearly_inspection,
    "3.6": enforcing.information_systems,
    "4.1": enforcing.hazards,
    "4.2": enforcing.penalties,
    "4.3": enforcing.channels,
    "4.4": quality.safety_standard,
    "4.5": quality.grade_coverage,
    "4.6": quality.township_grades,
    "4.7": quality.county_grades,
    "4.8": showing.canteens,
    "4.9": showing.fire_approval,
    "4.10": mechanisms.disputes,
    "4.11": documents.policies,
    "4.12": documents.service_guides,
    "4.13": showing.trade_information,
    "4.14": showing.service_information,
    "4.15": documents.fund_raising,
    "4.16": documents.rules_of_inspection,
    "4.18": showing.deposits,
    "4.19": quality.heads_of_care_homes,
    "4.20": quality.names,
    "4.21": quality.social_workers,
}


def answer(catalog: Catalog, indicator: Indicator) -> Finding:
    """Answer one indicator of the form from what the catalog shows."""
    if not indicator.is_computed:
        return Finding(BY_HAND)
    if indicator.words:
        return documents.titled(catalog, indicator.words)
    try:
        return ANSWERS[indicator.number](catalog)
    except NoRuleError:
        return Finding(BY_HAND, remark=f"{catalog.day} 没有可以对照的规定")
