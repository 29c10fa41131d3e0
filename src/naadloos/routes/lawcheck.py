"""The law check of a route: verdicts of the law engine in the words and links of the pages."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.routes.models import Route

ORDER = ("voldoet niet", "onbekend", "voldoet", "n.v.t.")


@dataclass(frozen=True, slots=True)
class LawSummary:
    counts: dict[str, int]
    total: int

    @property
    def passed(self) -> int:
        return self.counts.get("voldoet", 0)

    @property
    def failed(self) -> int:
        return self.counts.get("voldoet niet", 0)

    @property
    def unknown(self) -> int:
        return self.counts.get("onbekend", 0)

    @property
    def applicable(self) -> int:
        return self.total - self.counts.get("n.v.t.", 0)


def route_verdicts(document: RouteDocument, on: date | None = None) -> tuple[law.Verdict, ...]:
    """Check a route against the law as it stands on ``on`` (today when not given)."""
    return law.check(document, on=on or timezone.localdate())


def summarise(verdicts: tuple[law.Verdict, ...]) -> LawSummary:
    """Count the outcomes."""
    return LawSummary(dict(Counter(str(verdict.outcome.value) for verdict in verdicts)), len(verdicts))


def grouped(route: Route, verdicts: tuple[law.Verdict, ...]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Verdicts by outcome, what needs attention first, each with the step where its facts are entered."""
    found = []
    for outcome in ORDER:
        rows = [
            {
                "verdict": verdict,
                "text": _(verdict.sentence) % verdict.params if verdict.params else _(verdict.sentence),
                "url": reverse("route_step", args=[route.pk, verdict.step]),
            }
            for verdict in verdicts
            if verdict.outcome.value == outcome
        ]
        if rows:
            found.append((outcome, rows))
    return found
