"""Who may do what with an organisation."""

import rules

from naadloos.organisations.models import Membership, Organisation, User


@rules.predicate
def is_member(user: User, organisation: Organisation) -> bool:
    return Membership.objects.filter(user_id=user.pk, organisation=organisation).exists()


@rules.predicate
def manages(user: User, organisation: Organisation) -> bool:
    return Membership.objects.filter(user_id=user.pk, organisation=organisation, role=Membership.Role.MANAGER).exists()


rules.add_perm("organisations.view", is_member)
rules.add_perm("organisations.change", manages)
rules.add_perm("organisations.invite", manages)
