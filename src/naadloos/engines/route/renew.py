"""A route for a later group: what last year made comes along, what belonged to that group alone does not."""

from naadloos.engines.route.document import Cohort, RouteDocument, Volume
from naadloos.engines.route.terms import ProgressStatus


def for_new_group(document: RouteDocument, *, name: str, start_year: int) -> RouteDocument:
    """The same route for the group that starts in ``start_year`` (calendar year of leerjaar 3).

    Facts keep their keys. Left behind: groups, determinations of PTA and OER, evaluations, registrations, the dates of
    the agreement, dates, meetings and milestones, incidents and who stood in, what was ticked off, that an amount was
    confirmed for the old group, the law year that was adopted, and what was answered about the law for that group.
    """
    return document.model_copy(
        update={
            "law_answers": [],
            "law_year": None,
            "route": document.route.model_copy(
                update={"name": name, "cohorts": [Cohort(key=f"cohort-{start_year}", start_year=start_year)]}
            ),
            "organisation": document.organisation.model_copy(
                update={
                    "milestones": [],
                    "meetings": [],
                    "decisions": [
                        item.model_copy(update={"meeting": None}) for item in document.organisation.decisions
                    ],
                    "actions": [
                        item.model_copy(update={"status": ProgressStatus.OPEN, "due_on": None, "meeting": None})
                        for item in document.organisation.actions
                    ],
                }
            ),
            "exams": document.exams.model_copy(update={"regulations": []}),
            # What was measured belongs to the groups before; what was learned from it goes along.
            "monitoring": document.monitoring.model_copy(
                update={
                    "evaluations": [],
                    "measured": [],
                    "realised": [],
                    "measures": [item.model_copy(update={"evaluation": None}) for item in document.monitoring.measures],
                }
            ),
            "finance": document.finance.model_copy(
                update={
                    "cost_items": [
                        item.model_copy(update={"confirmed": False}) for item in document.finance.cost_items
                    ],
                    "volumes": _volumes(document, f"cohort-{start_year}"),
                    "counts": [],
                    "payments": [],
                    "results": [],
                    "costs": [],
                    "missing_figures": 0,
                }
            ),
            "agreement": document.agreement.model_copy(
                update={
                    "starts_on": None,
                    "ends_on": None,
                    "renew_by": None,
                    "consultations": [],
                    "turns": [turn.model_copy(update={"due_on": None}) for turn in document.agreement.turns],
                    "registrations": [],
                }
            ),
            "execution": document.execution.model_copy(
                update={
                    "dates": [],
                    "incidents": [],
                    "substitutes": [],
                    "readiness": [
                        item.model_copy(update={"status": ProgressStatus.OPEN, "due_on": None})
                        for item in document.execution.readiness
                    ],
                }
            ),
        }
    )


def _volumes(document: RouteDocument, cohort: str) -> list[Volume]:
    """Of each leerweg and qualification what was expected of the last group, now of the new one."""
    starts = {row.key: row.start_year for row in document.route.cohorts}
    latest: dict[tuple[str, str], Volume] = {}
    for row in sorted(document.finance.volumes, key=lambda row: starts.get(row.cohort, 0)):
        latest[row.profile, row.qualification] = row.model_copy(update={"cohort": cohort})
    return list(latest.values())
