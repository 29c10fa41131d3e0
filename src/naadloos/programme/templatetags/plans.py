"""What a page about the board shows of plans, with what it needs from the database itself."""

from typing import Any

from django import template

from naadloos.programme.models import Placement, PlanProposal
from naadloos.programme.proposals import plan_job
from naadloos.programme.version_forms import PlanForm
from naadloos.programme.version_list import state_of

register = template.Library()


@register.inclusion_tag("programme/_plan_bar.html", takes_context=True)
def plan_bar(context: template.Context, may_plan: bool) -> dict[str, Any]:
    """Which version is adopted, whether the board is still that, the proposals that wait, and asking for one."""
    route = context["route"]
    job = plan_job(route)
    return {
        "route": route,
        "csrf_token": context.get("csrf_token"),
        "may_plan": may_plan,
        "state": state_of(route),
        "going": job is not None and job.unfinished,
        "waiting": PlanProposal.objects.filter(route=route).count(),
        "plan_form": PlanForm(placed=Placement.objects.filter(route=route).exists()),
    }
