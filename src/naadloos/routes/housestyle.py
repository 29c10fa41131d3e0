"""The house style of the partners on documents: logos beside each other, the colour of the first that has one."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.documents.content import DocumentContent, HouseStyle, Logo
from naadloos.documents.docx import render_docx
from naadloos.documents.pdf import render_pdf
from naadloos.organisations.actions import change_organisation
from naadloos.organisations.models import Organisation, User
from naadloos.routes.models import Route


def house_style(route: Route) -> HouseStyle | None:
    """None when no partner gave anything: then a document wears that of Naadloos."""
    found = list(
        Organisation.objects.filter(partnerships__route=route, partnerships__left_on=None)
        .exclude(logo=None, colour="")
        .order_by("partnerships__pk")
    )
    logos = tuple(Logo(each.name, bytes(each.logo)) for each in found if each.logo)
    colour = next((each.colour for each in found if each.colour), "")
    return HouseStyle(colour, logos) if logos or colour else None


def in_house_style(content: DocumentContent, route: Route) -> DocumentContent:
    return replace(content, style=house_style(route))


MOST_BYTES = 300_000
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@transaction.atomic
def set_style(*, actor: User, organisation: Organisation, colour: str, logo: bytes | None, version: int) -> None:
    """Give an organisation its colour and, when ``logo`` is one, its logo; an empty ``logo`` takes it away.

    Raises PermissionDenied, ValidationError (too large, no PNG or JPEG, a picture that cannot be printed, too light),
    StaleError.
    """
    organisation.colour = colour.strip()
    if logo is not None:
        if logo:
            _check(logo, organisation.name)
        organisation.logo = logo or None
    change_organisation(actor=actor, organisation=organisation, version=version)


def _check(logo: bytes, name: str) -> None:
    if len(logo) > MOST_BYTES:
        raise ValidationError({"logo": _("Dit logo is groter dan 300 kB. Maak het kleiner.")})
    if not logo.startswith(_SIGNATURES):
        raise ValidationError({"logo": _("Kies een PNG of een JPEG.")})
    probe = DocumentContent(title="x", style=HouseStyle("", (Logo(name, logo),)))
    try:
        render_pdf(probe)
        render_docx(probe)
    except Exception as error:
        # Whatever a broken picture does to a renderer, it must not do it later to a document of all partners.
        raise ValidationError({"logo": _("Dit plaatje is beschadigd. Sla het opnieuw op als PNG.")}) from error
