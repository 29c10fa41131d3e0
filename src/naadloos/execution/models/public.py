"""The page of a route that pupils and parents read without an account: the texts, and whether it can be seen."""

import re
import secrets

from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.routes.models import SingleFact

LONGEST = 3000
_SECRET = re.compile(r"[0-9a-f]{32}")


def secret_address() -> str:
    """128 random bits in the form of an address."""
    return secrets.token_hex(16)


def _text(label: object) -> "models.TextField[str, str]":
    return models.TextField(label, blank=True, max_length=LONGEST)  # type: ignore[arg-type]


class PublicPage(SingleFact):
    """``is_on`` and ``slug`` belong to this installation; they do not travel in the route file.

    A text that is empty is proposed from the route itself (``public_text``).
    """

    page_what = _text(_("wat de route is"))
    page_what_en = _text(_("wat de route is, Engels"))
    page_for_whom = _text(_("voor wie de route is"))
    page_for_whom_en = _text(_("voor wie de route is, Engels"))
    page_week = _text(_("hoe de weken eruitzien"))
    page_week_en = _text(_("hoe de weken eruitzien, Engels"))
    page_where = _text(_("waar de lessen zijn"))
    page_where_en = _text(_("waar de lessen zijn, Engels"))
    page_earn = _text(_("wat de leerling haalt"))
    page_earn_en = _text(_("wat de leerling haalt, Engels"))
    page_costs = _text(_("wat het kost"))
    page_costs_en = _text(_("wat het kost, Engels"))
    page_leave = _text(_("stoppen of overstappen"))
    page_leave_en = _text(_("stoppen of overstappen, Engels"))
    page_contact = models.CharField(
        _("bij wie vragen terechtkomen"),
        max_length=200,
        blank=True,
        help_text=_("Noem een functie of een loket, zoals “decaan van de school”. Geen naam van een mens."),
    )
    page_contact_en = models.CharField(_("bij wie vragen terechtkomen, Engels"), max_length=200, blank=True)
    page_phone = models.CharField(
        _("telefoon van de school"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^[0-9+() -]*$", _("Gebruik alleen cijfers, spaties, haakjes, + en -."))],
    )
    page_email = models.EmailField(
        _("e-mail van de school"), blank=True, help_text=_("Een algemeen adres, niet van één mens.")
    )
    is_on = models.BooleanField(_("te zien voor iedereen"), default=False, editable=False)
    slug = models.CharField(
        _("adres van de pagina"),
        max_length=60,
        null=True,
        blank=True,
        unique=True,
        validators=[
            MinLengthValidator(3),
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*$",
                _("Gebruik kleine letters en cijfers, met een streepje tussen de woorden."),
            ),
        ],
        error_messages={"unique": _("Dit adres is al van een andere route. Kies een ander.")},
    )
    survey_pupils = models.BooleanField(_("vragenlijst voor leerlingen"), default=False)
    survey_parents = models.BooleanField(_("vragenlijst voor ouders"), default=False)

    class Meta:
        verbose_name = _("pagina voor leerlingen en ouders")
        verbose_name_plural = _("pagina's voor leerlingen en ouders")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_on=False) | models.Q(slug__isnull=False),
                name="public_page_on_has_address",
                violation_error_message=_("Kies eerst een adres voor de pagina."),
            ),
            models.CheckConstraint(
                condition=~models.Q(slug=""),
                name="public_page_address_not_empty",
                violation_error_message=_("Kies eerst een adres voor de pagina."),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def unlisted(self) -> bool:
        """Nobody guesses this address; then no search engine may give it away either."""
        return bool(self.slug and _SECRET.fullmatch(self.slug))
