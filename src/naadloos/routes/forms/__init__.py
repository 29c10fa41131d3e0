"""Forms of the route and of steps 1 to 4. ``FactForm`` is the base of every fact's form in every step."""

from naadloos.routes.forms.base import FactForm, fact_form
from naadloos.routes.forms.route import (
    CopyRouteForm,
    DeputyForm,
    InvitePartnerForm,
    LeaveForm,
    RoleForm,
    RouteForm,
    RouteImportForm,
)
from naadloos.routes.forms.wizard import WIZARD_FORMS

__all__ = [
    "WIZARD_FORMS",
    "CopyRouteForm",
    "DeputyForm",
    "FactForm",
    "InvitePartnerForm",
    "LeaveForm",
    "RoleForm",
    "RouteForm",
    "RouteImportForm",
    "fact_form",
]
