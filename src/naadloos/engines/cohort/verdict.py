"""What a share says beside a promise and beside the start, in words: only what the figures can carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from naadloos.engines.cohort.disclosure import MINIMUM_SHARE
from naadloos.engines.cohort.intervals import Band, difference_chance, exact_chance, power, wilson
from naadloos.engines.cohort.publishing import Row
from naadloos.engines.route.terms import Term, gettext_noop
from naadloos.engines.route.text import Text, Value, text

# A difference is told apart from chance when it would come about by chance in fewer than one of twenty cases.
CHANCE, SELDOM = 0.05, 0.01
GAIN = 0.10


class Kept(Term):
    """A promise beside a figure."""

    KEPT = "gehaald", gettext_noop("belofte gehaald")
    NOT_KEPT = "niet", gettext_noop("belofte niet gehaald")
    OPEN = "open", gettext_noop("nog niet te zeggen")
    NO_FIGURE = "geen-cijfer", gettext_noop("nog geen cijfer")
    NO_PROMISE = "geen-belofte", gettext_noop("geen belofte als getal")


class Move(StrEnum):
    """A figure beside the one at the start, by which way is good."""

    BETTER = "beter"
    WORSE = "slechter"
    CHANCE = "toeval"


@dataclass(frozen=True, slots=True)
class Share:
    """Parts from 0 to 1: what is known (a range when a count is hidden) and the 95 % interval around it."""

    low: float
    high: float
    band: Band
    of: int
    hits: tuple[int, int]

    @property
    def exact(self) -> bool:
        return self.hits[0] == self.hits[1]

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def share_of(row: Row) -> Share | None:
    """None when no percentage may be told."""
    if not row.has_share or row.high is None:
        return None
    return share(row.low, row.high, row.of.low)


def share(low: int, high: int, of: int) -> Share | None:
    """From ``low`` to ``high`` out of ``of``; None below the least number for a percentage."""
    if of < MINIMUM_SHARE:
        return None
    return Share(low / of, high / of, wilson(low, of, high), of, (low, high))


def kept(found: Share | None, promise: float | None, better: str) -> Kept:
    """Whether the promise (part from 0 to 1) was kept; ``better`` says which way is good ("hoger" or "lager")."""
    if promise is None:
        return Kept.NO_PROMISE
    if found is None:
        return Kept.NO_FIGURE
    low, high = (found.band.low, found.band.high) if better != "lager" else (1 - found.band.high, 1 - found.band.low)
    wanted = promise if better != "lager" else 1 - promise
    if low >= wanted:
        return Kept.KEPT
    return Kept.NOT_KEPT if high < wanted else Kept.OPEN


def kept_value(value: float, low: float, high: float, promise: float | None, better: str) -> Kept:
    """The same for a figure that is no share of a few people: hours, weeks, a count. No chance is involved."""
    if promise is None:
        return Kept.NO_PROMISE
    least, most = (low, high) if better != "lager" else (-high, -low)
    wanted = promise if better != "lager" else -promise
    if least >= wanted:
        return Kept.KEPT
    return Kept.NOT_KEPT if most < wanted else Kept.OPEN


def moved(found: Share, start: float, better: str) -> Move:
    """Against the start (part from 0 to 1), when that is a known share and no small sample itself."""
    if found.band.low <= start <= found.band.high:
        return Move.CHANCE
    higher = found.band.low > start
    return Move.BETTER if higher == (better != "lager") else Move.WORSE


def percent(part: float) -> int:
    """In whole per cents; more would pretend to know more."""
    return round(100 * part)


def share_sentence(found: Share) -> Text:
    """How many, which part, and what chance does to it."""
    low, high = percent(found.band.low), percent(found.band.high)
    if found.exact:
        return text(
            gettext_noop(
                "%(n)s van de %(of)s leerlingen: %(deel)s %%. Door toeval kan dit %(laag)s tot %(hoog)s %% zijn."
            ),
            n=found.hits[0],
            of=found.of,
            deel=percent(found.low),
            laag=low,
            hoog=high,
        )
    return text(
        gettext_noop(
            "%(min)s tot %(max)s van de %(of)s leerlingen (een klein aantal is verborgen). "
            "Samen met toeval: %(laag)s tot %(hoog)s %%."
        ),
        min=found.hits[0],
        max=found.hits[1],
        of=found.of,
        laag=low,
        hoog=high,
    )


def kept_sentence(verdict: Kept, promise: int, of: int) -> Text:
    """``promise`` in per cent."""
    match verdict:
        case Kept.KEPT:
            return text(
                gettext_noop("De belofte van %(belofte)s %% is gehaald, ook als u toeval meerekent."), belofte=promise
            )
        case Kept.NOT_KEPT:
            return text(
                gettext_noop("De belofte van %(belofte)s %% is niet gehaald; toeval verklaart dat niet."),
                belofte=promise,
            )
        case _:
            return text(
                gettext_noop("Of de belofte van %(belofte)s %% is gehaald, is met %(of)s leerlingen niet te zeggen."),
                belofte=promise,
                of=of,
            )


def moved_sentence(move: Move, start: int) -> Text:
    """``start`` in per cent."""
    templates = {
        Move.BETTER: gettext_noop("Dit is beter dan de nulmeting van %(nul)s %%."),
        Move.WORSE: gettext_noop("Dit is slechter dan de nulmeting van %(nul)s %%."),
        Move.CHANCE: gettext_noop("Het verschil met de nulmeting van %(nul)s %% kan toeval zijn."),
    }
    return text(templates[move], nul=start)


def chance_sentence(found: Share, start: float) -> Text | None:
    """The exact two-sided chance of a figure this far from the start; None when a count is hidden."""
    if not found.exact or not 0 < start < 1:
        return None
    chance = exact_chance(found.hits[0], found.of, start)
    if chance < SELDOM:
        return text(gettext_noop("Door toeval alleen gebeurt zo'n verschil in minder dan 1 van de 100 gevallen."))
    return text(
        gettext_noop("Door toeval alleen gebeurt zo'n verschil, of een groter, in %(kans)s van de 100 gevallen."),
        kans=percent(chance),
    )


def power_sentence(of: int, now: float) -> Text:
    """How often a true gain of ten points would be seen with so many pupils."""
    seen = percent(power(of, min(max(now, 0.01), 0.99), GAIN if now <= 1 - GAIN else -GAIN))
    return text(
        gettext_noop("Met %(of)s leerlingen ziet u een echte winst van 10 punten in %(seen)s %% van de gevallen."),
        of=of,
        seen=seen,
    )


def trend_sentence(rows: Sequence[tuple[str, Share]]) -> Text | None:
    """From the first to the last of several groups or years; None when there is nothing to compare."""
    if len(rows) < 2:
        return None
    (first_name, first), (last_name, last) = rows[0], rows[-1]
    values: dict[str, Value] = {
        "van": first_name,
        "tot": last_name,
        "eerst": percent(first.middle),
        "nu": percent(last.middle),
    }
    if first.hits[0] == first.hits[1] == last.hits[0] == last.hits[1] == 0:
        return None
    if not first.exact or not last.exact:
        return text(
            gettext_noop(
                "Van %(van)s naar %(tot)s: van ongeveer %(eerst)s naar ongeveer %(nu)s %%. Door verborgen aantallen is "
                "niet te zeggen of dat toeval is."
            ),
            **values,
        )
    chance = difference_chance((first.hits[0], first.of), (last.hits[0], last.of))
    if chance < CHANCE:
        return text(
            gettext_noop("Van %(van)s naar %(tot)s: van %(eerst)s naar %(nu)s %%. Dat is geen toeval."), **values
        )
    return text(
        gettext_noop("Van %(van)s naar %(tot)s: van %(eerst)s naar %(nu)s %%. Dat verschil kan toeval zijn."), **values
    )
