"""Step 7: what is measured, when it is discussed, and what is done with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import Benefit, ProgressStatus
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact, SingleFact


class MonitoringPlan(SingleFact):
    cycle = models.TextField(
        _("de jaarcyclus"),
        blank=True,
        help_text=_("Wanneer haalt u cijfers op, wanneer bespreekt u ze, en met wie?"),
    )

    class Meta:
        verbose_name = _("jaarcyclus")
        verbose_name_plural = _("jaarcyclus")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Indicator(RouteFact):
    title = models.CharField(_("indicator"), max_length=300)
    benefit = models.CharField(_("hoort bij voordeel"), max_length=1, choices=choices(Benefit), null=True, blank=True)
    owner = models.CharField(_("wie levert het cijfer"), max_length=200, blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    moment = models.CharField(_("wanneer"), max_length=200, blank=True)
    baseline = models.CharField(_("nulmeting"), max_length=300, blank=True)
    target = models.CharField(_("streefwaarde"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")

    def __str__(self) -> str:
        return self.title


class Evaluation(RouteFact):
    title = models.CharField(_("evaluatie"), max_length=300)
    on = models.DateField(_("op datum"), null=True, blank=True)
    owner = models.CharField(_("wie bereidt voor"), max_length=200, blank=True)
    result = models.TextField(_("uitkomst"), blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")

    def __str__(self) -> str:
        return self.title


class Measure(RouteFact):
    title = models.CharField(_("maatregel"), max_length=300)
    owner = models.CharField(_("wie"), max_length=200, blank=True)
    due_on = models.DateField(_("voor datum"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=6, choices=choices(ProgressStatus), default=ProgressStatus.OPEN)
    verdict = models.TextField(_("heeft het geholpen?"), blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("maatregel")
        verbose_name_plural = _("maatregelen")

    def __str__(self) -> str:
        return self.title


from naadloos.monitoring.models_survey import Survey, SurveyAnswer  # noqa: E402, F401
