"""What the route does when an invitation is accepted."""

from typing import Any

from django.dispatch import receiver

from naadloos.organisations.signals import invitation_accepted
from naadloos.routes.actions import partner_accepted


@receiver(invitation_accepted)
def on_invitation_accepted(sender: Any, invitation: Any, user: Any, **_kwargs: Any) -> None:
    partner_accepted(invitation=invitation, user=user)
