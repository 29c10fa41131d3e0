"""Set-up of the route, its programme and the klokuren per leerjaar."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from naadloos.agreements.draft import ArticleDraft, Setting, law_draft
from naadloos.agreements.hours import NOT_PLACED, hours_by_year, too_many_placed
from naadloos.agreements.words import date_text, hours_text, list_text, number_text, sentence
from naadloos.engines.route import route_year_label
from naadloos.engines.route.document import Unit
from naadloos.engines.route.terms import HourKind, LawPart, PartnerSide, Side

PROGRAMME_ANNEX = "Bijlage 1"


def set_up(setting: Setting) -> ArticleDraft:
    document = setting.document
    draft = law_draft(setting, "d", "Organisatie, onderwijs, personeel en voorzieningen", "art. 2.107d lid 1")
    if document.route.location.strip():
        draft.say(sentence(f"De route wordt gegeven op de locatie: {document.route.location}"), 1)
    else:
        draft.ask("De locatie waar de route wordt gegeven, ontbreekt.", 1)
    described = draft.say(document.programme.description, 5)
    week = draft.say(document.execution.basic_week, 10)
    own = draft.own_text(setting, "d")
    if not (described or week or own):
        draft.ask("De inrichting van het onderwijs in de route ontbreekt.", 5, "text")
    sides = [member.side for member in document.execution.team]
    if sides:
        counts = [
            f"{sides.count(side)} van de kant van {name}"
            for side, name in (
                (PartnerSide.VMBO, "het vmbo"),
                (PartnerSide.MBO, "het mbo"),
                (PartnerSide.OTHER, "een overige partner"),
            )
            if side in sides
        ]
        draft.say(f"In de uitvoering werken mee: {list_text(counts)}.", 10)
    if not own:
        draft.ask("Hoe personeel en voorzieningen van beide kanten worden ingezet, ontbreekt.", 9, "clauses?subject=d")
    return draft


def programme(setting: Setting) -> ArticleDraft:
    data = setting.document.programme.in_force
    draft = ArticleDraft("Programma en uren per leerjaar", "WVO 2020 art. 2.107d lid 2 en 3; WEB art. 9.1.8")
    if not data.units:
        draft.ask("Het onderwijsprogramma ontbreekt.", 5, "units")
        return draft
    draft.say(
        f"{PROGRAMME_ANNEX} beschrijft het hele programma. Per onderdeel staat daar wat voortgezet "
        "onderwijs is, wat beroepsonderwijs en wat een combinatie, en voor welk onderdeel een team "
        "verantwoordelijk is.",
        5,
    )
    adopted = data.adopted
    if adopted:
        draft.say(
            f"De uren volgen versie {adopted.number} van het programma. "
            f"Die is vastgesteld op {date_text(adopted.adopted_on)}.",
            5,
        )
    counted = [unit for unit in data.units if unit.hour_kind is not HourKind.SELF]
    sides = [(side.value, side.label) for side in Side]
    _hours_table(setting, draft, "Klokuren per leerjaar en per kant", counted, sides, lambda unit: unit.side.value)
    kinds = [
        (HourKind.GUIDED.value, "begeleide onderwijsuren"),
        (HourKind.BPV.value, "bpv"),
        (HourKind.OTHER.value, "overige onderwijstijd"),
    ]
    caption = "Klokuren per leerjaar naar soort"
    _hours_table(setting, draft, caption, counted, kinds, lambda unit: unit.hour_kind.value)
    own_study = sum((unit.hours for unit in data.units if unit.hour_kind is HourKind.SELF), Decimal())
    if own_study:
        draft.say(f"Daarnaast is er {hours_text(own_study)} zelfstudie. Die telt niet mee als onderwijstijd.", 5)
    _ask_for_missing(setting, draft)
    return draft


def _hours_table(
    setting: Setting,
    draft: ArticleDraft,
    caption: str,
    units: Sequence[Unit],
    groups: Sequence[tuple[str, str]],
    group: Callable[[Unit], str],
) -> None:
    hours = hours_by_year(setting.document.programme.in_force, units, group)
    placed = {year for year, _ in hours if year is not NOT_PLACED}
    years: list[int | None] = [*sorted({*range(1, setting.document.route.years + 1), *placed})]
    if any(year is NOT_PLACED for year, _ in hours):
        years.append(NOT_PLACED)
    sums = {year: [hours.get((year, key), Decimal()) for key, _ in groups] for year in years}
    rows = [
        ("nog niet ingedeeld" if year is None else route_year_label(year), *_numbers(values))
        for year, values in sums.items()
    ]
    columns = [sum(column, Decimal()) for column in zip(*sums.values(), strict=True)]
    rows.append(("Hele route", *_numbers(columns)))
    header = ("Leerjaar", *(label for _, label in groups), "totaal")
    draft.table(caption, header, rows, 5, numeric=range(1, len(header)), total=True)


def _numbers(values: Sequence[Decimal]) -> list[str]:
    return [number_text(value) for value in (*values, sum(values, Decimal()))]


def _ask_for_missing(setting: Setting, draft: ArticleDraft) -> None:
    data = setting.document.programme.in_force
    without_part = [unit.title for unit in data.units if unit.law_part is None]
    if without_part:
        draft.ask(
            "Of het voortgezet onderwijs, beroepsonderwijs of een combinatie is, ontbreekt bij: "
            f"{list_text(without_part)}.",
            5,
            "units",
        )
    split = [unit for unit in data.units if unit.law_part is LawPart.COMBINED and not unit.combined_split.strip()]
    if split:
        draft.ask(
            f"Welk deel vo is en welk deel mbo, ontbreekt bij: {list_text(unit.title for unit in split)}.", 5, "units"
        )
    hours = hours_by_year(data, data.units, lambda unit: unit.title)
    loose = [title for year, title in hours if year is NOT_PLACED]
    if loose:
        draft.ask(f"Nog niet alle klokuren zijn in een leerjaar ingedeeld van: {list_text(loose)}.", 5)
    full = [unit.title for unit in too_many_placed(data)]
    if full:
        draft.ask(f"Er zijn meer klokuren ingedeeld dan het onderdeel heeft, bij: {list_text(full)}.", 5)
