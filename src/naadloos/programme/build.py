"""From the route to the engines: the only place where the programme's models and the engines meet."""

from naadloos.curriculum.queries import deeltaken_parts, kern_parts, leerwegen_of, levels_of, werkprocessen_parts
from naadloos.engines.overlap import TextUnit
from naadloos.engines.route import RouteDocument


def build_overlap_input(document: RouteDocument, *, module: str | None = None) -> tuple[list[TextUnit], list[TextUnit]]:
    """Deeltaken (with their eindtermen of the route's leerwegen) and werkprocessen (with their texts) to compare.

    ``module`` limits the vmbo side to one module or keuzevak.
    """
    codes = [item.code for item in document.programme.modules if module is None or item.code == module]
    leerwegen = sorted({profile.leerweg.value for profile in document.route.profiles})
    crebos = [item.crebo for item in document.route.qualifications]
    taught, levels = leerwegen_of(codes), levels_of(crebos)
    return (
        [
            TextUnit(code, title, texts, _leerwegen(taught.get(code, ()), leerwegen))
            for code, title, texts in deeltaken_parts(codes, leerwegen)
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
