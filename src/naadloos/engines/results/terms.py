"""The closed lists of the result engine."""

from naadloos.engines.route.terms import Term, gettext_noop


class Exam(Term):
    """Which result rules hold: a leerweg of the vmbo, or a level of the mbo."""

    BB = "bb", gettext_noop("vmbo basisberoepsgericht")
    LWT = "lwt", gettext_noop("vmbo basisberoepsgericht, leer-werktraject")
    KB = "kb", gettext_noop("vmbo kaderberoepsgericht")
    GL = "gl", gettext_noop("vmbo gemengd")
    TL = "tl", gettext_noop("vmbo theoretisch")
    MBO2 = "mbo2", gettext_noop("mbo niveau 2")
    MBO3 = "mbo3", gettext_noop("mbo niveau 3")
    MBO4 = "mbo4", gettext_noop("mbo niveau 4")

    @property
    def is_mbo(self) -> bool:
        return self in (Exam.MBO2, Exam.MBO3, Exam.MBO4)

    @property
    def level(self) -> int | None:
        """The mbo level; None for a leerweg."""
        return int(self.value[-1]) if self.is_mbo else None


class Outcome(Term):
    """Of a whole exam. There is no fourth word: what is not known is not yet to be said."""

    PASSED = "geslaagd", gettext_noop("geslaagd")
    FAILED = "niet geslaagd", gettext_noop("niet geslaagd")
    OPEN = "nog niet te zeggen", gettext_noop("nog niet te zeggen")


class Holds(Term):
    """Of one rule."""

    YES = "voldoet", gettext_noop("voldoet")
    NO = "voldoet niet", gettext_noop("voldoet niet")
    OPEN = "nog niet te zeggen", gettext_noop("nog niet te zeggen")


class Word(Term):
    """A judgement in a word instead of a mark."""

    GOOD = "goed", gettext_noop("goed")
    SUFFICIENT = "voldoende", gettext_noop("voldoende")
    INSUFFICIENT = "onvoldoende", gettext_noop("onvoldoende")
    DONE = "voldaan", gettext_noop("voldaan")
    NOT_DONE = "niet voldaan", gettext_noop("niet voldaan")


class Scale(Term):
    """How a part of the exam is judged."""

    MARK = "cijfer", gettext_noop("cijfer")
    WORD = "woord", gettext_noop("goed, voldoende of onvoldoende")
    DONE = "voldaan", gettext_noop("voldaan of niet voldaan")
    EITHER = "cijfer_of_woord", gettext_noop("cijfer, of goed, voldoende of onvoldoende")


class Status(Term):
    CONFIRMED = "bevestigd", gettext_noop("bevestigd")
    TO_CONFIRM = "te_bevestigen", gettext_noop("te bevestigen")
