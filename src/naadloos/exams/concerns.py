"""Whom a requirement concerns: a leerweg, a profile, an opleiding or a level; and the variants of a route."""

from dataclasses import dataclass

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Leerweg


@dataclass(frozen=True, slots=True)
class Who:
    """Empty is everybody."""

    profiles: frozenset[str] = frozenset()
    leerwegen: frozenset[Leerweg] = frozenset()
    crebos: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()

    def joined(self, other: "Who") -> "Who":
        """Both together: what one of them leaves open is open."""
        return Who(
            self.profiles | other.profiles if self.profiles and other.profiles else frozenset(),
            self.leerwegen | other.leerwegen if self.leerwegen and other.leerwegen else frozenset(),
            self.crebos | other.crebos if self.crebos and other.crebos else frozenset(),
            self.levels | other.levels if self.levels and other.levels else frozenset(),
        )


@dataclass(frozen=True, slots=True)
class Audience:
    """A variant with its profile and opleiding; None is any of the route."""

    key: str
    title: str
    profile: doc.RouteProfile | None
    qualification: doc.RouteQualification | None

    def is_of(self, who: Who) -> bool:
        """Does a requirement for these concern this variant?"""
        if self.profile is not None:
            if who.profiles and self.profile.profile not in who.profiles:
                return False
            if who.leerwegen and self.profile.leerweg not in who.leerwegen:
                return False
        if self.qualification is None:
            return True
        if who.crebos and self.qualification.crebo not in who.crebos:
            return False
        return not who.levels or self.qualification.level in who.levels

    def sits(self, item: doc.Assessment) -> bool:
        """Is this a test of this variant, or of everybody?"""
        return not item.variants or self.key in item.variants


def audiences(document: RouteDocument) -> list[Audience]:
    """The variants of the programme, in their order."""
    profiles = {row.key: row for row in document.route.profiles}
    qualifications = {row.key: row for row in document.route.qualifications}
    return [
        Audience(
            row.key,
            row.title,
            profiles.get(row.profile) if row.profile else None,
            qualifications.get(row.qualification) if row.qualification else None,
        )
        for row in document.programme.variants
    ]
