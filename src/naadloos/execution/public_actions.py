"""Writing the page for pupils and parents. Who may edit step 10 writes texts; only a project leader makes it public."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from naadloos.execution.models import PublicPage
from naadloos.execution.models.public import secret_address
from naadloos.organisations.models import User
from naadloos.routes.actions import save_fact, store_fact
from naadloos.routes.models import Route
from naadloos.routes.registry import Kind, StepProvider, provider_of

STEP = 10


def _kind() -> tuple[StepProvider, Kind]:
    provider = provider_of(STEP)
    return provider, next(kind for kind in provider.kinds if kind.name == "public")


def save_texts(*, actor: User, route: Route, page: PublicPage, version: int) -> None:
    """Save what people wrote. When the page is on, everybody reads it at once.

    Raises PermissionDenied, ValidationError, StaleError.
    """
    provider, kind = _kind()
    save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=page, version=version)


def set_address(*, actor: User, route: Route, page: PublicPage, version: int, secret: bool = False) -> None:
    """Save address and questionnaires; ``secret`` takes an address that nobody guesses instead of the one typed.

    Raises PermissionDenied, ValidationError (also when another route has the address), StaleError.
    """
    if secret:
        page.slug = secret_address()
    _store(actor, route, page, version)


def switch(*, actor: User, route: Route, page: PublicPage, on: bool, version: int) -> None:
    """Show the page to everybody, or to nobody.

    Raises PermissionDenied, ValidationError when it has no address, StaleError.
    """
    page.is_on = on
    _store(actor, route, page, version)


def _store(actor: User, route: Route, page: PublicPage, version: int) -> None:
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    provider, kind = _kind()
    try:
        with transaction.atomic():
            store_fact(actor=actor, route=route, provider=provider, kind=kind, instance=page, version=version)
    except IntegrityError as error:
        # Two people took the same address at the same moment.
        raise ValidationError({"slug": _("Dit adres is al van een andere route. Kies een ander.")}) from error
