"""From the route to the engines: the only place where the programme's models and the engines meet."""

from naadloos.curriculum.generic import generic_facts
from naadloos.curriculum.models import GenericPart
from naadloos.curriculum.queries import avo_parts, deeltaken_parts, kern_parts, levels_of, werkprocessen_parts
from naadloos.engines.overlap import TextUnit
from naadloos.engines.route import RouteDocument


def build_overlap_input(document: RouteDocument, *, module: str | None = None) -> tuple[list[TextUnit], list[TextUnit]]:
    """Deeltaken (with their eindtermen of the route's leerwegen) and werkprocessen (with their texts) to compare.

    ``module`` limits the vmbo side to one module or keuzevak.
    """
    codes = [item.code for item in document.programme.modules if module is None or item.code == module]
    leerwegen = sorted({profile.leerweg.value for profile in document.route.profiles})
    crebos = [item.crebo for item in document.route.qualifications]
    levels = levels_of(crebos)
    return (
        [
            TextUnit(
                item.code,
                item.title,
                item.texts,
                _leerwegen(item.leerwegen, leerwegen),
                module=item.code.rsplit("/", 1)[0] if "/" in item.code else "",
            )
            for item in deeltaken_parts(codes, leerwegen)
        ],
        [
            TextUnit(code, title, texts, level=levels[code.split(" ", 1)[0]])
            for code, title, texts in werkprocessen_parts(crebos)
        ],
    )


def _leerwegen(taught: tuple[str, ...], chosen: list[str]) -> tuple[str, ...]:
    """The leerwegen of the route in which a deeltaak is taught; all of the route when its eindtermen are not known."""
    return tuple(name for name in chosen if not taught or name in taught)


def build_kern_input(document: RouteDocument) -> list[TextUnit]:
    """The kern of the route's profiles, to compare the generic werkprocessen with."""
    profiles = sorted({profile.profile for profile in document.route.profiles})
    return [TextUnit(code, title) for code, title, _texts in kern_parts(profiles)]


def build_avo_input(document: RouteDocument, part: GenericPart) -> tuple[TextUnit, list[TextUnit]]:
    """A generic part of the mbo and the domains of its avo-vakken, with their eindtermen of the route's leerwegen.

    What the part is about stands in for its title when it is known: within one subject the name of that subject says
    nothing, and the word "Nederlands" would lift whatever domain happens to hold it.
    """
    facts = generic_facts(part.code)
    leerwegen = {profile.leerweg.value for profile in document.route.profiles}
    return (
        TextUnit(part.portable_code, facts.about.text or part.title),
        [TextUnit(code, title, texts) for code, title, texts in avo_parts(facts.avo, leerwegen)],
    )
