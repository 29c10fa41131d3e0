"""Reading and writing a route document as a file, and its published JSON Schema."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ValidationError

from naadloos.engines.route.document import RouteDocument

MAX_BYTES = 20 * 1024 * 1024


class RouteFileError(ValueError):
    """The file is not a route document. ``problems`` holds (place, reason) pairs in Dutch."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{place}: {reason}" for place, reason in problems))


_REASONS = {
    "missing": "dit gegeven ontbreekt",
    "extra_forbidden": "dit gegeven kent Naadloos niet",
    "int_parsing": "hier hoort een geheel getal",
    "int_type": "hier hoort een geheel getal",
    "decimal_parsing": "hier hoort een getal",
    "decimal_type": "hier hoort een getal",
    "string_type": "hier hoort tekst",
    "string_too_long": "deze tekst is te lang",
    "string_pattern_mismatch": "deze waarde heeft niet de juiste vorm",
    "date_from_datetime_parsing": "hier hoort een datum (jjjj-mm-dd)",
    "date_parsing": "hier hoort een datum (jjjj-mm-dd)",
    "date_type": "hier hoort een datum (jjjj-mm-dd)",
    "time_parsing": "hier hoort een tijd (uu:mm)",
    "time_type": "hier hoort een tijd (uu:mm)",
    "datetime_from_date_parsing": "hier hoort een datum met tijd",
    "datetime_parsing": "hier hoort een datum met tijd",
    "datetime_type": "hier hoort een datum met tijd",
    "timezone_aware": "bij deze tijd hoort een tijdzone",
    "enum": "deze waarde staat niet in de lijst",
    "literal_error": "deze waarde staat niet in de lijst",
    "list_type": "hier hoort een lijst",
    "model_type": "hier hoort een groep gegevens",
    "greater_than_equal": "dit getal is te klein",
    "less_than_equal": "dit getal is te groot",
}


def load_document(content: bytes | str) -> RouteDocument:
    """Read a route document from JSON.

    Returns the document. Raises RouteFileError with every place and reason when the file is too large, not JSON, does
    not fit the schema, has a key twice or points to a key that is not there.
    """
    raw = content.encode() if isinstance(content, str) else content
    if len(raw) > MAX_BYTES:
        raise RouteFileError([("bestand", "het bestand is groter dan 20 MB")])
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RouteFileError([("bestand", "het bestand is geen tekst in UTF-8")]) from None
    except json.JSONDecodeError as error:
        raise RouteFileError([(f"regel {error.lineno}, teken {error.colno}", "dit is geen geldige JSON")]) from None
    except RecursionError:
        raise RouteFileError([("bestand", "het bestand is te diep genest")]) from None
    except ValueError:
        raise RouteFileError([("bestand", "in het bestand staat een getal dat veel te groot is")]) from None
    return validate_document(data)


def validate_document(data: Any) -> RouteDocument:
    """Check parsed data against the schema and its references. Raises RouteFileError."""
    try:
        document = RouteDocument.model_validate(data)
    except ValidationError as error:
        problems = [
            (
                ".".join(str(part) for part in item["loc"]) or "bestand",
                _REASONS.get(item["type"], "deze waarde past hier niet") + f" ({_short(item.get('input'))})",
            )
            for item in error.errors()
        ]
        raise RouteFileError(problems) from None
    problems = reference_problems(document)
    if problems:
        raise RouteFileError(problems)
    return document


def _short(value: object) -> str:
    if isinstance(value, dict | list):
        return "groep gegevens"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


# Lists of keys in a unit, and what they name.
_UNIT_REFERENCES = {
    "after": "units",
    "not_before": "units",
    "allowed": "periods",
    "forbidden": "periods",
    "wished": "periods",
    "variants": "variants",
    "uses": "capacities",
}


def reference_problems(document: RouteDocument) -> list[tuple[str, str]]:
    """List keys that occur twice and references to a key that is not in the document."""
    problems: list[tuple[str, str]] = []
    known: dict[str, set[str]] = {}
    for section_name, section in sections(document).items():
        for field, value in section:
            if not isinstance(value, list):
                continue
            place = f"{section_name}.{field}"
            keys = [item.key for item in value if hasattr(item, "key")]
            problems += [
                (place, f"sleutel {key!r} komt twee keer voor") for key in {k for k in keys if keys.count(k) > 1}
            ]
            known[place] = set(keys)

    def check(place: str, key: str | None, target: str) -> None:
        if key is not None and key not in known.get(target, set()):
            problems.append((place, f"verwijst naar {key!r}, maar dat staat niet in {target}"))

    for index, profile in enumerate(document.route.profiles):
        check(f"route.profiles.{index}.offered_by", profile.offered_by, "route.partners")
    for index, contact in enumerate(document.partners.contacts):
        check(f"partners.contacts.{index}.partner", contact.partner, "route.partners")
    for index, theme in enumerate(document.vision.themes):
        for key in theme.expectations:
            check(f"vision.themes.{index}.expectations", key, "vision.expectations")
    for index, member in enumerate(document.organisation.members):
        check(f"organisation.members.{index}.body", member.body, "organisation.bodies")
    for index, meeting in enumerate(document.organisation.meetings):
        check(f"organisation.meetings.{index}.body", meeting.body, "organisation.bodies")
    for index, decision in enumerate(document.organisation.decisions):
        check(f"organisation.decisions.{index}.body", decision.body, "organisation.bodies")
        check(f"organisation.decisions.{index}.meeting", decision.meeting, "organisation.meetings")
    for index, action in enumerate(document.organisation.actions):
        check(f"organisation.actions.{index}.meeting", action.meeting, "organisation.meetings")
    for index, unit in enumerate(document.programme.units):
        place = f"programme.units.{index}"
        for name, target in _UNIT_REFERENCES.items():
            for key in getattr(unit, name):
                check(f"{place}.{name}", key, f"programme.{target}")
        check(f"{place}.window", unit.window, "programme.windows")
    for index, variant in enumerate(document.programme.variants):
        place = f"programme.variants.{index}"
        check(f"{place}.profile", variant.profile, "route.profiles")
        check(f"{place}.qualification", variant.qualification, "route.qualifications")
        check(f"{place}.start", variant.start, "programme.periods")
        check(f"{place}.end", variant.end, "programme.periods")
    for index, window in enumerate(document.programme.windows):
        for key in window.periods:
            check(f"programme.windows.{index}.periods", key, "programme.periods")
    for index, rule in enumerate(document.programme.unit_rules):
        for key in rule.units:
            check(f"programme.unit_rules.{index}.units", key, "programme.units")
    for index, agreement in enumerate(document.programme.hours_agreements):
        for key in agreement.variants:
            check(f"programme.hours_agreements.{index}.variants", key, "programme.variants")
    for index, holiday in enumerate(document.programme.holidays):
        check(f"programme.holidays.{index}.calendar", holiday.calendar, "programme.school_years")
    for index, travel in enumerate(document.programme.travels):
        check(f"programme.travels.{index}.one", travel.one, "programme.locations")
        check(f"programme.travels.{index}.other", travel.other, "programme.locations")
    for index, placement in enumerate(document.programme.placements):
        check(f"programme.placements.{index}.unit", placement.unit, "programme.units")
    for index, evaluation in enumerate(document.monitoring.evaluations):
        check(f"monitoring.evaluations.{index}.meeting", evaluation.meeting, "organisation.meetings")
    for index, measure in enumerate(document.monitoring.measures):
        check(f"monitoring.measures.{index}.indicator", measure.indicator, "monitoring.indicators")
        check(f"monitoring.measures.{index}.evaluation", measure.evaluation, "monitoring.evaluations")
    for index, figure in enumerate(document.monitoring.measured):
        check(f"monitoring.measured.{index}.indicator", figure.indicator, "monitoring.indicators")
    for index, given in enumerate(document.execution.assigned):
        check(f"execution.assigned.{index}.teacher", given.teacher, "execution.team")
    for index, room in enumerate(document.execution.rooms):
        check(f"execution.rooms.{index}.place", room.place, "programme.locations")
    for index, lesson in enumerate(document.execution.week_lessons):
        check(f"execution.week_lessons.{index}.place", lesson.place, "programme.locations")
        for key in lesson.groups:
            check(f"execution.week_lessons.{index}.groups", key, "execution.week_groups")
        for key in lesson.teachers:
            check(f"execution.week_lessons.{index}.teachers", key, "execution.team")
    for index, stay in enumerate(document.execution.week_stays):
        check(f"execution.week_stays.{index}.group", stay.group, "execution.week_groups")
        check(f"execution.week_stays.{index}.place", stay.place, "programme.locations")
    for index, at in enumerate(document.execution.lesson_places):
        check(f"execution.lesson_places.{index}.lesson", at.lesson, "execution.week_lessons")
        check(f"execution.lesson_places.{index}.place", at.place, "programme.locations")
        check(f"execution.lesson_places.{index}.room", at.room, "execution.rooms")
    for index, consultation in enumerate(document.agreement.consultations):
        check(f"agreement.consultations.{index}.partner", consultation.partner, "route.partners")
    for index, turn in enumerate(document.agreement.turns):
        check(f"agreement.turns.{index}.partner", turn.partner, "route.partners")
    for index, registration in enumerate(document.agreement.registrations):
        check(f"agreement.registrations.{index}.partner", registration.partner, "route.partners")
    for index, places in enumerate(document.execution.period_places):
        check(f"execution.period_places.{index}.company", places.company, "execution.practice_places")
    for index, company_role in enumerate(document.execution.company_roles):
        check(f"execution.company_roles.{index}.company", company_role.company, "execution.practice_places")
        check(f"execution.company_roles.{index}.unit", company_role.unit, "programme.units")
    return problems


def sections(document: RouteDocument) -> dict[str, BaseModel]:
    """The document's parts by name, the route itself first."""
    return {name: value for name, value in document if isinstance(value, BaseModel)}


def canonical(value: BaseModel | dict[str, Any]) -> str:
    """The one JSON text of a value: sorted names, no spaces, so that equal content has an equal text."""
    data = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(value: BaseModel | dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical text."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def dump_document(document: RouteDocument) -> str:
    """Write a document as readable JSON; the same document always gives the same text.

    That a plan was adopted is said by a person, so it does not travel, as approvals do not.
    """
    data = document.model_dump(mode="json", exclude={"programme": {"adopted"}})
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of the route document."""
    schema = RouteDocument.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Naadloos route"
    return schema
