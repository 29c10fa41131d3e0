"""The closed lists of the calendar: for whom a date is, and what kind of date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.routes.models import RouteMember

Role = RouteMember.Role


class Audience(models.TextChoices):
    """For whom a date is: the roles of a route, and pupils with their parents."""

    LEADER = Role.LEADER.value, _("projectleider")
    TEACHER = Role.TEACHER.value, _("docent")
    EXAMS = Role.EXAMS.value, _("examensecretaris")
    BOARD = Role.BOARD.value, _("bestuurder")
    CONTROLLER = Role.CONTROLLER.value, _("controller")
    QUALITY = Role.QUALITY.value, _("kwaliteitszorg")
    VOICE = Role.VOICE.value, _("medezeggenschap")
    PUPIL = "leerling", _("leerling en ouder")


class DateKind(models.TextChoices):
    PERIOD = "periode", _("periodes en eerste schooldagen")
    HOLIDAY = "vakantie", _("vakanties en vrije dagen")
    EXAM = "examen", _("toetsen en examens")
    REGULATION = "regeling", _("vaststellen van PTA en OER")
    MONITORING = "meten", _("meten en evalueren")
    MONEY = "geld", _("geld")
    AGREEMENT = "overeenkomst", _("overeenkomst")
    MEETING = "overleg", _("overleg")
    KEY = "datum", _("data voor leerlingen, ouders en team")
    BPV = "bpv", _("bpv")
    LEGAL = "wet", _("data van de wet")
    ACTION = "actie", _("acties en mijlpalen")
