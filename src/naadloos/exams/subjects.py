"""The general subjects (avo) that every pupil of the vmbo does, and those that go with a profile.

Gemeenschappelijk deel: UWVO 2.15, 2.20, 2.24. Algemene profile subjects: UWVO 2.21 lid 2 and 2.25 lid 2; maritiem en
techniek is not printed in that list, so nothing is said of it here.
"""

from dataclasses import dataclass

from naadloos.engines.route.terms import gettext_noop

COMMON_SOURCE = "UWVO 2.15, 2.20, 2.24"
PROFILE_SOURCE = "UWVO 2.21, 2.25"


@dataclass(frozen=True, slots=True)
class Subject:
    """``names``: how schools write it, in small letters; ``final_se``: the domain files name it without CE."""

    code: str
    title: str
    names: tuple[str, ...]
    final_se: bool = False

    def is_named_in(self, text: str) -> bool:
        """Does this text name the subject?

        >>> NASK.is_named_in("Natuur- en scheikunde 1"), WISKUNDE.is_named_in("nask 1")
        (True, False)
        """
        words = " ".join(text.lower().replace("-", " ").split())
        return any(name in words for name in self.names)


NEDERLANDS = Subject("NE", gettext_noop("Nederlands"), ("nederlands",))
ENGELS = Subject("EN", gettext_noop("Engels"), ("engels",))
MAATSCHAPPIJLEER = Subject("ML", gettext_noop("maatschappijleer"), ("maatschappijleer",), final_se=True)
LO = Subject("LO", gettext_noop("lichamelijke opvoeding"), ("lichamelijke", "gymnastiek"), final_se=True)
KUNST = Subject("KV", gettext_noop("kunstvak"), ("kunst", "ckv", "muziek", "drama", "dans"), final_se=True)
WISKUNDE = Subject("WI", gettext_noop("wiskunde"), ("wiskunde",))
NASK = Subject("NASK1", gettext_noop("natuur- en scheikunde 1"), ("nask", "natuur en scheikunde", "natuurkunde"))
BIOLOGIE = Subject("BI", gettext_noop("biologie"), ("biologie",))
ECONOMIE = Subject("EC", gettext_noop("economie"), ("economie",))
FRANS = Subject("FA", gettext_noop("Frans"), ("frans",))
DUITS = Subject("DU", gettext_noop("Duits"), ("duits",))
MAATSCHAPPIJKUNDE = Subject("MK", gettext_noop("maatschappijkunde"), ("maatschappijkunde",))
GESCHIEDENIS = Subject("GS", gettext_noop("geschiedenis"), ("geschiedenis",))
AARDRIJKSKUNDE = Subject("AK", gettext_noop("aardrijkskunde"), ("aardrijkskunde",))

COMMON = (NEDERLANDS, ENGELS, MAATSCHAPPIJLEER, LO, KUNST)


@dataclass(frozen=True, slots=True)
class Pick:
    """So many of these subjects go with a profile."""

    count: int
    subjects: tuple[Subject, ...]


_TECHNIEK = (Pick(1, (WISKUNDE,)), Pick(1, (NASK,)))
_ECONOMIE = (Pick(1, (ECONOMIE,)), Pick(1, (WISKUNDE, FRANS, DUITS)))
OF_PROFILE: dict[str, tuple[Pick, ...]] = {
    **dict.fromkeys(("BWI", "PIE", "MET", "MVI"), _TECHNIEK),
    **dict.fromkeys(("EO", "HBR"), _ECONOMIE),
    "ZW": (Pick(1, (BIOLOGIE,)), Pick(1, (WISKUNDE, MAATSCHAPPIJKUNDE, GESCHIEDENIS, AARDRIJKSKUNDE))),
    "GR": (Pick(1, (WISKUNDE,)), Pick(1, (BIOLOGIE, NASK))),
    "DP": (Pick(2, (WISKUNDE, ECONOMIE, BIOLOGIE, NASK)),),
}
