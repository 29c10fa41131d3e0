"""Who may change the catalogue. Everybody who is logged in may read it.

The catalogue belongs to the whole installation: what one person reads in, every school sees. So it is changed by people
to whom the operator gave that task. Where there is one organisation, or in the demo, its managers need not ask.
"""

from typing import Any

import rules
from django.apps import apps
from django.conf import settings

from naadloos.curriculum.models import CatalogueManager


@rules.predicate
def has_the_task(user: Any) -> bool:
    """Whoever runs the installation, and whoever got the task from them (``naadloos catalogue-manager``)."""
    if not (user.is_authenticated and user.is_active):
        return False
    return bool(user.is_staff or user.is_superuser or CatalogueManager.objects.filter(user_id=user.pk).exists())


@rules.predicate
def manages_somewhere(user: Any) -> bool:
    # By name, because this app and the one of the organisations do not import each other.
    memberships: Any = apps.get_model("organisations", "Membership")
    return bool(
        user.is_authenticated
        and user.is_active
        and memberships.objects.filter(user_id=user.pk, role=memberships.Role.MANAGER).exists()
    )


@rules.predicate
def one_organisation_or_demo(_user: Any) -> bool:
    organisations: Any = apps.get_model("organisations", "Organisation")
    return bool(settings.DEMO) or organisations.objects.order_by()[:2].count() == 1


rules.add_perm("curriculum.change_catalogue", has_the_task | (manages_somewhere & one_organisation_or_demo))
