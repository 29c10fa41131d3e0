"""Who may change the catalogue: whoever manages an organisation. Everybody who is logged in may read it."""

from typing import Any

import rules
from django.apps import apps


@rules.predicate
def manages_somewhere(user: Any) -> bool:
    # By name, because this app and the one of the organisations do not import each other.
    memberships: Any = apps.get_model("organisations", "Membership")
    return bool(
        user.is_authenticated and memberships.objects.filter(user_id=user.pk, role=memberships.Role.MANAGER).exists()
    )


rules.add_perm("curriculum.change_catalogue", manages_somewhere)
