"""How many pupils there are, on each 1 October; realised counts replace the forecast."""

from dataclasses import dataclass

from naadloos.engines.finance.expressions import Expression, Ref, add, div, largest, mul, smallest, sub, total, whole_up
from naadloos.engines.finance.model import ZERO, Model, is_exactly
from naadloos.engines.finance.outcome import Line
from naadloos.engines.finance.terms import Section, Unit
from naadloos.engines.finance.types import Cohort, CostItem, Given, Variant
from naadloos.engines.route.terms import Phase, gettext_noop
from naadloos.engines.route.text import Text, text

_PUPILS = gettext_noop("leerlingen op 1 oktober %(jaar)s, %(variant)s (leerjaar %(leerjaar)s van de route)")
_FORECAST = gettext_noop("Wie er het jaar ervoor was en doorgaat, plus wie instroomt.")
_COUNTED = gettext_noop("geteld op 1 oktober %(jaar)s, %(variant)s")
_INTAKE = gettext_noop("instroom %(jaar)s, %(variant)s (leerjaar %(leerjaar)s van de route)")
_STAYS = gettext_noop("deel dat doorgaat naar %(jaar)s, %(variant)s")


@dataclass(frozen=True, slots=True)
class Head:
    """The pupils of one variant in one route year. ``passed``: who of them were there in the year before."""

    cohort: Cohort
    variant: Variant
    route_year: int
    pupils: Ref
    passed: Ref | None = None

    @property
    def school_year(self) -> int:
        return self.cohort.start_year + self.route_year - 1

    @property
    def phase(self) -> Phase:
        return self.variant.phase(self.route_year)

    @property
    def id(self) -> str:
        return f"{self.cohort.id}.{self.variant.id}.{self.route_year}"

    def label(self, template: str) -> Text:
        """A label with the usual values filled in."""
        return text(template, jaar=self.school_year, variant=self.variant.title, leerjaar=self.route_year)


def add_line(model: Model, section: Section, cell: Ref, head: Head, partner: str, year: int) -> None:
    """What the pupils of one route year bring a partner, paid in a calendar year."""
    marginal = model.marginal(cell, head.variant) if section.counts else ""
    line = Line(section, cell.id, marginal, partner, head.school_year, year)
    model.lines.append(line._replace(cohort=head.cohort.id, variant=head.variant.id))


def leavers_of(model: Model, variant: Variant) -> Ref:
    """The share that leaves within the school year."""
    label = text(gettext_noop("deel dat vertrekt tussen 1 oktober en 1 februari"))
    return model.given(f"vertrek.{variant.id}", label, Unit.SHARE, variant.leavers)


def count(model: Model) -> tuple[Head, ...]:
    """All pupils of all cohorts."""
    return tuple(
        head
        for cohort in model.case.cohorts
        for variant in cohort.variants
        for head in _of_variant(model, cohort, variant)
    )


def _of_variant(model: Model, cohort: Cohort, variant: Variant) -> list[Head]:
    heads: list[Head] = []
    counted = {each.route_year: each.pupils for each in variant.counted}
    for route_year in range(1, variant.years + 1):
        head = Head(cohort, variant, route_year, Ref(""))
        terms: list[Expression] = []
        before = heads[-1].pupils if heads else None
        going = None if before is None or route_year in counted else _going(model, head, before)
        new = None if route_year in counted else _intake(model, head, first=before is None)
        terms += [each for each in (going, new) if each is not None]
        if route_year in counted:
            label = head.label(_COUNTED)
            pupils = model.given(f"geteld.{head.id}", label, Unit.PUPILS, counted[route_year], volume=True)
        else:
            whole = add(*terms) if len(terms) > 1 else terms[0]
            pupils = model.sheet.add(f"n.{head.id}", head.label(_PUPILS), Unit.PUPILS, whole, _FORECAST)
        passed = None
        if before is not None and head.phase is Phase.MBO and heads[-1].phase is Phase.VO:
            passed = _passed(model, head, before, pupils, new)
        heads.append(Head(cohort, variant, route_year, pupils, passed))
    return heads


def _going(model: Model, head: Head, before: Ref) -> Expression:
    at = head.route_year - 2
    share = head.variant.stays[at] if at < len(head.variant.stays) else Given()
    stays = model.given(f"blijft.{head.id}", head.label(_STAYS), Unit.SHARE, share, volume=True)
    return mul(before, stays)


def _intake(model: Model, head: Head, *, first: bool) -> Ref | None:
    """Who comes in. A year that nobody spoke of has no intake, but the first year must have one."""
    at = head.route_year - 1
    if at >= len(head.variant.intake) and not first:
        return None
    figure = head.variant.intake[at] if at < len(head.variant.intake) else Given()
    if is_exactly(figure, 0) and not first:
        return None
    return model.given(f"in.{head.id}", head.label(_INTAKE), Unit.PUPILS, figure, volume=True)


_PASSED = gettext_noop("leerlingen die in %(jaar)s van de vo-fase naar de mbo-fase gaan, %(variant)s")
_PASSED_RULE = gettext_noop("Wie op beide teldata telt, zonder wie nieuw instroomt.")


def _passed(model: Model, head: Head, before: Ref, pupils: Ref, new: Ref | None) -> Ref:
    stayed: Expression = pupils if new is None else largest(ZERO, sub(pupils, new))
    return model.sheet.add(f"over.{head.id}", head.label(_PASSED), Unit.PUPILS, smallest(before, stayed), _PASSED_RULE)


_TOGETHER = gettext_noop("leerlingen bij %(post)s, groep %(groep)s in %(jaar)s")
_GROUPS = gettext_noop("aantal groepen bij %(post)s, groep %(groep)s in %(jaar)s")
_GROUPS_RULE = gettext_noop(
    "Leerlingen gedeeld door de grootste groep, naar boven afgerond: elke extra groep is een sprong."
)


def pupils_of(model: Model, item: CostItem, heads: list[Head], id: str) -> Ref:
    """The pupils that an item is for, in one school year."""
    if len(heads) == 1:
        return heads[0].pupils
    label = text(_TOGETHER, post=item.title, groep=heads[0].cohort.id, jaar=heads[0].school_year)
    return model.sheet.add(f"n.{id}", label, Unit.PUPILS, total(tuple(each.pupils for each in heads)))


def groups_of(model: Model, item: CostItem, heads: list[Head], pupils: Ref, id: str) -> Ref:
    """The groups in which they are taught: a fixed number, or as many as the largest group asks for."""
    settings = model.case.settings
    fixed = item.groups if item.groups is not None else settings.groups if item.class_size is None else None
    own = f"post.{item.id}" if item.groups is not None or item.class_size is not None else "instelling"
    if fixed is not None:
        label = text(gettext_noop("vast aantal groepen per jaar"))
        return model.given(f"groepen.{own}", label, Unit.GROUPS, fixed, volume=True)
    size = item.class_size if item.class_size is not None else settings.class_size
    largest_group = model.given(
        f"groepsgrootte.{own}", text(gettext_noop("grootste aantal leerlingen in een groep")), Unit.PUPILS, size
    )
    label = text(_GROUPS, post=item.title, groep=heads[0].cohort.id, jaar=heads[0].school_year)
    return model.sheet.add(f"g.{id}", label, Unit.GROUPS, whole_up(div(pupils, largest_group)), _GROUPS_RULE)
