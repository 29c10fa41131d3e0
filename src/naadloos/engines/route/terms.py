"""The closed lists of the field: what a value may be, and what it is called in Dutch.

Labels are marked with ``gettext_noop`` so that they are extracted for translation; the web layer translates them.
"""

from enum import StrEnum
from typing import Self


def gettext_noop(text: str) -> str:
    """Mark a Dutch text for translation without translating it here."""
    return text


class Term(StrEnum):
    """A value with a Dutch label."""

    label: str

    def __new__(cls, value: str, label: str) -> "Term":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member with this value. Raises ValueError."""
        return cls(value)  # type: ignore[call-arg]


class RouteType(Term):
    DLR = "DLR", gettext_noop("doorlopende leerroute (DLR)")
    GLR = "GLR", gettext_noop("geïntegreerde leerroute (GLR)")


class Leerweg(Term):
    BB = "bb", gettext_noop("basisberoepsgerichte leerweg")
    KB = "kb", gettext_noop("kaderberoepsgerichte leerweg")
    GL = "gl", gettext_noop("gemengde leerweg")
    TL = "tl", gettext_noop("theoretische leerweg")


class Leertraject(Term):
    BOL = "BOL", gettext_noop("beroepsopleidende leerweg (bol)")
    BBL = "BBL", gettext_noop("beroepsbegeleidende leerweg (bbl)")


class OrganisationKind(Term):
    VMBO = "vmbo", gettext_noop("vmbo-school")
    MBO = "mbo", gettext_noop("mbo-instelling")
    VSG = "vsg", gettext_noop("verticale scholengemeenschap")
    COMPANY = "bedrijf", gettext_noop("bedrijf")
    REGION = "swv", gettext_noop("samenwerkingsverband")
    OTHER = "anders", gettext_noop("anders")


class Side(Term):
    """Who does or answers for something."""

    VMBO = "vmbo", gettext_noop("vmbo")
    MBO = "mbo", gettext_noop("mbo")
    TOGETHER = "samen", gettext_noop("samen")


class PartnerSide(Term):
    VMBO = "vmbo", gettext_noop("vmbo")
    MBO = "mbo", gettext_noop("mbo")
    OTHER = "anders", gettext_noop("overige partner")


class HoursNorm(Term):
    """Which hours norm a cohort follows: WVO 2.107h-i before or after 1-8-2026 (WEB 12.4c.2)."""

    OLD = "oud", gettext_noop("oude norm (tot en met 31-7-2026)")
    NEW = "nieuw", gettext_noop("nieuwe norm (vanaf 1-8-2026)")


class Benefit(Term):
    """The six benefits that a route promises."""

    PRACTICE = "1", gettext_noop("Vroeg kennismaken met de beroepspraktijk")
    COMPANIES = "2", gettext_noop("Direct contact met bedrijven")
    OVERLAP = "3", gettext_noop("Geen storende lesoverlap")
    HAVO = "4", gettext_noop("Alternatief voor havo")
    TEAMS = "5", gettext_noop("Teams die samenwerken")
    TRANSFER = "6", gettext_noop("Doorstroom, startkwalificatie en minder uitval")


class FirstAgreementStatus(Term):
    OPEN = "open", gettext_noop("in gesprek")
    AGREED = "akkoord", gettext_noop("akkoord")
    REFUSED = "vervallen", gettext_noop("vervallen")


class ExpectationKind(Term):
    EXPECTS = "verwacht", gettext_noop("wij verwachten")
    FEARS = "zorgen", gettext_noop("wij maken ons zorgen over")
    BRINGS = "brengt", gettext_noop("wij brengen in")


class ThemeKind(Term):
    SHARED = "gemeen", gettext_noop("dit hebben wij gemeen")
    DIFFERS = "verschil", gettext_noop("hierin verschillen wij")


class BodyKind(Term):
    STEERING = "stuurgroep", gettext_noop("stuurgroep (leiding van de route)")
    PROJECT = "projectleiding", gettext_noop("projectleiding")
    DEVELOPMENT = "ontwikkelteam", gettext_noop("ontwikkelteam")
    EXAMS = "examens", gettext_noop("examenoverleg")
    VOICE = "medezeggenschap", gettext_noop("medezeggenschap")
    OTHER = "anders", gettext_noop("ander overleg")


class Raci(Term):
    ACCOUNTABLE = "A", gettext_noop("A: eindverantwoordelijk (één)")
    RESPONSIBLE = "R", gettext_noop("R: doet het werk")
    CONSULTED = "C", gettext_noop("C: wordt vooraf gevraagd")
    INFORMED = "I", gettext_noop("I: wordt ingelicht")


class ProgressStatus(Term):
    OPEN = "open", gettext_noop("open")
    BUSY = "bezig", gettext_noop("bezig")
    DONE = "klaar", gettext_noop("klaar")


class Helped(Term):
    """Whether a measure did what it was for, by the figure that was looked at."""

    NOT_YET = "nog-niet", gettext_noop("nog niet bekeken")
    YES = "ja", gettext_noop("ja, het hielp")
    NO = "nee", gettext_noop("nee, het hielp niet")
    UNCLEAR = "onbekend", gettext_noop("niet te zeggen")


class Level(Term):
    LOW = "laag", gettext_noop("laag")
    MIDDLE = "midden", gettext_noop("midden")
    HIGH = "hoog", gettext_noop("hoog")


class OverlapVerdict(Term):
    WHOLE = "geheel", gettext_noop("geheel")
    PART = "deels", gettext_noop("deels")
    BUILDS = "voort", gettext_noop("bouwt voort op")
    NONE = "geen", gettext_noop("geen")


class UnitKind(Term):
    PROFILE = "profielvak", gettext_noop("profielmodule (vmbo)")
    ELECTIVE = "keuzevak", gettext_noop("beroepsgericht keuzevak (vmbo)")
    AVO = "avo", gettext_noop("avo-vak")
    KERNTAAK = "beroep", gettext_noop("beroepsgericht (mbo)")
    GENERIC = "generiek", gettext_noop("generiek deel (mbo)")
    KEUZEDEEL = "keuzedeel", gettext_noop("keuzedeel (mbo)")
    BUNDLE = "bundel", gettext_noop("bundel: één les voor vmbo en mbo")
    BPV = "bpv", gettext_noop("beroepspraktijkvorming of stage")
    LOB = "lob", gettext_noop("loopbaan en begeleiding")
    OTHER = "overig", gettext_noop("overig")


class HourKind(Term):
    """How klokuren count for the norms of WVO 2.107h-i."""

    GUIDED = "begeleid", gettext_noop("begeleide onderwijsuren")
    BPV = "bpv", gettext_noop("bpv-uren")
    OTHER = "overig", gettext_noop("overige onderwijstijd")
    SELF = "zelfstudie", gettext_noop("zelfstudie (telt niet mee als onderwijstijd)")


class LawPart(Term):
    """The split that WVO 2.107d lid 2 asks for."""

    VO = "vo", gettext_noop("voortgezet onderwijs")
    VO_CROSS = "vo-vakoverstijgend", gettext_noop("voortgezet onderwijs, vakoverstijgend")
    MBO = "mbo", gettext_noop("beroepsonderwijs")
    COMBINED = "combinatie", gettext_noop("combinatie van beide")


class RuleKind(Term):
    """What holds between units of the programme when it is planned.

    That one comes after another is said of the later unit itself ("pas na"); a row of them is a chain of these.
    """

    SAME = "samen", gettext_noop("beginnen in dezelfde periode")
    APART = "apart", gettext_noop("nooit in dezelfde periode")


class CapacityKind(Term):
    """What runs out. Practice places count pupils; the others count klokuren in the period."""

    ROOM = "lokaal", gettext_noop("praktijklokaal")
    TEACHER = "docent", gettext_noop("docenten")
    PRACTICE = "praktijkplaats", gettext_noop("praktijkplaatsen")


class WindowKind(Term):
    """Periods with a purpose of their own."""

    CSPE = "cspe", gettext_noop("cspe")
    CE = "CE", gettext_noop("centraal examen (CE)")
    SUMMER = "zomer", gettext_noop("zomer")
    OTHER = "anders", gettext_noop("anders")


class FreeKind(Term):
    """Days of a school year without lessons."""

    HOLIDAY = "vakantie", gettext_noop("vakantie")
    FREE = "vrij", gettext_noop("vrije dag of studiedag")
    EXAMS = "examens", gettext_noop("toetsen of examens, geen les")


class TravelMode(Term):
    WALK = "lopen", gettext_noop("lopen")
    BICYCLE = "fiets", gettext_noop("fiets")
    PUBLIC = "ov", gettext_noop("bus of trein")
    COACH = "vervoer", gettext_noop("eigen vervoer van de school")
    OTHER = "anders", gettext_noop("anders")


class AssessmentKind(Term):
    SE = "SE", gettext_noop("schoolexamen (SE)")
    CSPE = "cspe", gettext_noop("centraal schriftelijk en praktisch examen (cspe)")
    CE = "CE", gettext_noop("centraal examen (CE of cse)")
    PO = "PO", gettext_noop("praktische opdracht")
    PWS = "PWS", gettext_noop("profielwerkstuk")
    MBO = "mbo-examen", gettext_noop("mbo-examen")
    PVB = "PvB", gettext_noop("proeve van bekwaamheid")
    INSTITUTION = "instellingsexamen", gettext_noop("instellingsexamen")
    GENERIC = "generiek", gettext_noop("examen van een generiek onderdeel")
    KEUZEDEEL = "keuzedeel", gettext_noop("examen keuzedeel")


class CountsFor(Term):
    VMBO = "vmbo", gettext_noop("vmbo-diploma")
    MBO = "mbo", gettext_noop("mbo-diploma")
    BOTH = "beide", gettext_noop("beide diploma's")


class ContentSource(Term):
    """WVO 2.60a lid 3: where the tested stof comes from."""

    SE_REQUIRED = "a", gettext_noop("verplichte stof van het schoolexamen")
    CE_IN_SE = "b", gettext_noop("stof van het centraal examen, ook in het schoolexamen")
    OWN = "c", gettext_noop("eigen keuze van de school")


class Phase(Term):
    PROJECT = "project", gettext_noop("voorbereiding")
    VO = "vo", gettext_noop("vo-fase")
    MBO = "mbo", gettext_noop("mbo-fase")
    WHOLE = "route", gettext_noop("hele route")


class SettlementKind(Term):
    OWN = "eigen", gettext_noop("ieder draagt de eigen kosten")
    HOURS = "uren", gettext_noop("verrekening per gegeven uur")
    PER_PUPIL = "leerling", gettext_noop("vast bedrag per leerling")
    SHARE = "verdeling", gettext_noop("vaste verdeling in procenten")
    IN_KIND = "ruil", gettext_noop("uren ruilen, alleen het verschil betalen")
    LUMP = "vast", gettext_noop("vast bedrag per jaar")
    OPEN = "open", gettext_noop("nog niet afgesproken")


class FigureStatus(Term):
    """How firm a figure is. Empty is not zero: what depends on it is unknown."""

    CONFIRMED = "bevestigd", gettext_noop("bevestigd")
    PROVISIONAL = "voorlopig", gettext_noop("voorlopig")
    ESTIMATE = "schatting", gettext_noop("schatting")
    EMPTY = "leeg", gettext_noop("nog niet ingevuld")


class CostKind(Term):
    """How the cost of an item is counted."""

    LESSONS = "lessen", gettext_noop("lessen")
    BPV = "bpv", gettext_noop("begeleiding van de bpv")
    MATERIAL = "materiaal", gettext_noop("materiaal per leerling")
    ROOM = "lokaal", gettext_noop("gebruik van een lokaal")
    EXAM = "examen", gettext_noop("examens per kandidaat")
    TRAVEL = "vervoer", gettext_noop("vervoer")
    COORDINATION = "coordinatie", gettext_noop("coördinatie")
    FIXED = "vast", gettext_noop("vast bedrag per groep leerlingen")
    PROJECT = "project", gettext_noop("projectkosten met een einddatum")

    @property
    def is_staff(self) -> bool:
        """Wage cost; only this may bear the cost charge of at most 5 %."""
        return self in (CostKind.LESSONS, CostKind.BPV, CostKind.COORDINATION)


class OverheadBase(Term):
    """Of what the overhead is a share."""

    REVENUE = "baten", gettext_noop("de toegerekende bekostiging")
    STAFF = "personeel", gettext_noop("de personele kosten")
    COSTS = "kosten", gettext_noop("alle directe kosten")


class RegistrationKind(Term):
    NOTICE = "melding", gettext_noop("gezamenlijke melding aan de minister")
    RIO_VO = "rio-vo", gettext_noop("RIO: vo-opleiding met kenmerk van de route")
    RIO_MBO = "rio-mbo", gettext_noop("RIO: mbo-opleiding met kenmerk van de route")
    ROD = "rod", gettext_noop("ROD: route en fase per leerling")


class VoiceMatter(Term):
    """What medezeggenschapsraad and studentenraad are heard on before the partners sign (WMS 11 and 12, WEB 8a.2.2)."""

    MR_COOPERATION = "mr-samenwerking", gettext_noop("MR: advies over de samenwerking")
    MR_FUNDING = "mr-bekostiging", gettext_noop("MR, personeelsdeel: instemming met het overdragen van bekostiging")
    MR_STAFF = "mr-personeel", gettext_noop("MR, personeelsdeel: instemming met de gevolgen voor het personeel")
    SR_COOPERATION = "sr-samenwerking", gettext_noop("studentenraad: advies over de samenwerking")
    SR_INFORMATION = "sr-informatie", gettext_noop("studentenraad: instemming met hoe over de route wordt geïnformeerd")


class VoiceOutcome(Term):
    ASKED = "gevraagd", gettext_noop("gevraagd, nog geen antwoord")
    FAVOURABLE = "positief", gettext_noop("positief advies of instemming")
    AGAINST = "negatief", gettext_noop("negatief advies of geen instemming")


class WeekKind(Term):
    """Where a group is on half a day."""

    VMBO = "vmbo", gettext_noop("vmbo")
    MBO = "mbo", gettext_noop("mbo")
    COMPANY = "bedrijf", gettext_noop("bedrijf")
    FREE = "vrij", gettext_noop("vrij")


class IncidentKind(Term):
    """What something unexpected in the year is about."""

    TEACHER = "docent", gettext_noop("uitval van een docent")
    ROOM = "lokaal", gettext_noop("lokaal of materiaal")
    COMPANY = "bedrijf", gettext_noop("leerbedrijf")
    PUPILS = "leerlingen", gettext_noop("leerlingen als groep")
    OTHER = "anders", gettext_noop("anders")


class YesNoUnknown(Term):
    YES = "ja", gettext_noop("ja")
    NO = "nee", gettext_noop("nee")
    UNKNOWN = "onbekend", gettext_noop("onbekend")


class CompanyRoleKind(Term):
    """What a company does in the programme or the exams, besides places for bpv."""

    ASSIGNMENT = "opdracht", gettext_noop("geeft een opdracht")
    GUEST_LESSON = "gastles", gettext_noop("geeft een gastles")
    ASSESSES = "beoordeelt", gettext_noop("beoordeelt een examen")
    CONTENT = "inhoud", gettext_noop("denkt mee over de inhoud")
