"""The form of an assessment; what it covers is limited to what the route has chosen."""

from typing import Any

from naadloos.exams.models import Assessment
from naadloos.programme.queries import limit_to_route
from naadloos.routes.forms import FactForm
from naadloos.routes.forms.base import widget_for


class AssessmentForm(FactForm):
    class Meta(FactForm.Meta):
        model = Assessment
        fields = [
            "title",
            "subject",
            "kind",
            "counts_for",
            "side",
            "route_year",
            "period",
            "weight",
            "form",
            "minutes",
            "retake",
            "content",
            "content_source",
            "deeltaken",
            "werkprocessen",
        ]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_route(self)
