"""What becomes of each line of a spreadsheet with assessments: new, changed, the same or refused, and why.

Nothing is written here. An empty cell leaves what is there; a line is the same assessment as one of the route when the
key is the same, or else the name with the subject.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from naadloos.curriculum.codes import Pasted, keuzedeel_code, read_list
from naadloos.engines.route import RouteDocument, fingerprint, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.labels import label_of
from naadloos.engines.route.terms import AssessmentKind, ContentSource, CountsFor, Side, Term, gettext_noop
from naadloos.exams.sheet import EXAMPLE, SheetLine
from naadloos.exams.store import MANY, References
from naadloos.organisations.base import new_key
from naadloos.organisations.history import in_words
from naadloos.routes.forms.numbers import parse_number


class Outcome(StrEnum):
    NEW = gettext_noop("nieuw")
    CHANGED = gettext_noop("gewijzigd")
    SAME = gettext_noop("ongewijzigd")
    SKIPPED = gettext_noop("overgeslagen")
    REFUSED = gettext_noop("geweigerd")


@dataclass(frozen=True, slots=True)
class Line:
    """``item``: the assessment as it will be; ``changes``: (field, old, new); ``reason``: why refused or skipped."""

    sheet: str
    number: int
    title: str
    outcome: Outcome
    reason: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    item: doc.Assessment | None = None


class RefusedError(ValueError):
    """A cell cannot be taken; the text says why."""


def sign_of(lines: Sequence[Line]) -> str:
    """The sign of a list as a person sees it."""
    rows = [
        [
            line.sheet,
            line.number,
            line.outcome.value,
            *map(list, line.changes),
            line.item.model_dump(mode="json", exclude={"key"}) if line.item else {},
        ]
        for line in lines
    ]
    return fingerprint({"lines": rows})


def read_lines(lines: Sequence[SheetLine], document: RouteDocument, references: References) -> list[Line]:
    """Judge every line against the route. Two lines about the same assessment: the second is refused."""
    reader = _Reader(document, references)
    return [reader.judge(line) for line in lines]


_KINDS: dict[str, AssessmentKind] = {
    **{item.value.lower(): item for item in AssessmentKind},
    **{item.label.lower(): item for item in AssessmentKind},
    **dict.fromkeys(("schoolexamen", "se-toets", "toets", "schriftelijke toets", "handelingsdeel"), AssessmentKind.SE),
    **dict.fromkeys(("po", "praktische opdracht", "praktijkopdracht"), AssessmentKind.PO),
    **dict.fromkeys(("cse", "centraal examen", "centraal schriftelijk examen"), AssessmentKind.CE),
    **dict.fromkeys(("pws", "profielwerkstuk"), AssessmentKind.PWS),
    **dict.fromkeys(("pvb", "proeve", "proeve van bekwaamheid"), AssessmentKind.PVB),
    **dict.fromkeys(("ie", "instellingsexamen"), AssessmentKind.INSTITUTION),
    **dict.fromkeys(("mbo examen", "examen", "beroepsexamen", "beroepsgericht examen"), AssessmentKind.MBO),
    **dict.fromkeys(("keuzedeel", "keuzedeelexamen", "examen keuzedeel"), AssessmentKind.KEUZEDEEL),
    **dict.fromkeys(("generiek", "generiek examen"), AssessmentKind.GENERIC),
}
_VMBO_KINDS = frozenset({AssessmentKind.SE, AssessmentKind.PO, AssessmentKind.PWS, AssessmentKind.CSPE})
_NOTHING = frozenset({"n.v.t.", "nvt", "-", "–", "geen", "x"})
_GENERIC = {"nederlands": "NE", "rekenen": "RE", "engels": "EN", "loopbaan": "LB", "burgerschap": "LB"}
_SIDES: dict[str, Side] = {
    **{item.value: item for item in Side},
    **dict.fromkeys(("school", "vo", "vmbo-school"), Side.VMBO),
    **dict.fromkeys(("instelling", "roc", "mbo-instelling"), Side.MBO),
    **dict.fromkeys(("beide", "vmbo en mbo", "gezamenlijk"), Side.TOGETHER),
}


class _Reader:
    def __init__(self, document: RouteDocument, references: References) -> None:
        self.document = document
        self.references = references
        self.present = {item.key: item for item in document.exams.assessments}
        self.by_name = {_name(item.title, item.subject): item for item in document.exams.assessments}
        self.used: set[str] = set()
        self.variants = {item.title.lower(): item.key for item in document.programme.variants}

    def judge(self, line: SheetLine) -> Line:
        title = line.cells.get("title", "")
        key = line.cells.get("key", "")
        if key.lower().startswith(EXAMPLE):
            return Line(line.sheet, line.number, title, Outcome.SKIPPED, _("dit is een voorbeeld"))
        try:
            if line.problem:
                raise RefusedError(line.problem)
            return self._judge(line, self._values(line))
        except RefusedError as error:
            return Line(line.sheet, line.number, title or line.cells.get("subject", ""), Outcome.REFUSED, str(error))

    def _judge(self, line: SheetLine, values: dict[str, Any]) -> Line:
        title = values.pop("title", "") or self._made_up(values, line)
        subject = values.get("subject", "")
        old = self._old(line.cells.get("key", ""), title, subject)
        name = old.key if old else "|".join(_name(title, subject))
        if name in self.used:
            raise RefusedError(_("deze toets staat al eerder in het bestand"))
        values["title"] = title
        if old is None:
            values = {"key": new_key(), **self._defaults(values), **values}
            missing = [label_of(each) for each in ("kind", "route_year", "period") if each not in values]
            if missing:
                raise RefusedError(_("hier ontbreekt: %(names)s") % {"names": ", ".join(map(_, missing))})
        item = self._item(values if old is None else {**old.model_dump(), **values})
        if item.route_year > self.document.route.years:
            raise RefusedError(_("de route duurt %(n)s jaar") % {"n": self.document.route.years})
        self._check_committee(item)
        self.used.add(name)
        changes = tuple(_changes(old, item)) if old else ()
        outcome = Outcome.NEW if old is None else Outcome.CHANGED if changes else Outcome.SAME
        return Line(line.sheet, line.number, title, outcome, changes=changes, item=item)

    def _old(self, key: str, title: str, subject: str) -> doc.Assessment | None:
        if key:
            found = self.present.get(key)
            if found is None:
                raise RefusedError(_("deze sleutel hoort niet bij een toets van de route; maak de cel leeg"))
            return found
        return self.by_name.get(_name(title, subject))

    def _made_up(self, values: dict[str, Any], line: SheetLine) -> str:
        """A name for a line of an examenplan that has none: what it is about."""
        about = values.get("subject") or line.cells.get("kerntaken") or ", ".join(values.get("kerntaken", []))
        about = about or line.cells.get("keuzedelen") or line.cells.get("generic") or line.cells.get("werkprocessen")
        if not about:
            raise RefusedError(_("hier ontbreekt: %(names)s") % {"names": _("toets of examen")})
        kind = values.get("kind")
        return f"{kind.label} {about}"[:200] if kind else about[:200]

    def _defaults(self, values: dict[str, Any]) -> dict[str, Any]:
        """What a file of one institution leaves out because it is plain there."""
        kind = values.get("kind")
        if kind is None:
            kind = (
                AssessmentKind.MBO
                if values.get("werkprocessen")
                else AssessmentKind.GENERIC
                if values.get("generic")
                else AssessmentKind.KEUZEDEEL
                if values.get("keuzedelen")
                else AssessmentKind.SE
                if values.get("deeltaken")
                else None
            )
        if kind is None:
            return {}
        mbo = kind not in _VMBO_KINDS and not (kind is AssessmentKind.CE and not values.get("generic"))
        counts = values.get("counts_for") or (CountsFor.MBO if mbo else CountsFor.VMBO)
        side = {CountsFor.VMBO: Side.VMBO, CountsFor.MBO: Side.MBO, CountsFor.BOTH: Side.TOGETHER}[counts]
        return {"kind": kind, "counts_for": counts, "side": side}

    @staticmethod
    def _item(values: dict[str, Any]) -> doc.Assessment:
        try:
            return doc.Assessment.model_validate(values)
        except DocumentError as error:
            names = dict.fromkeys(_(label_of(str(row["loc"][0]))) for row in error.errors())
            raise RefusedError(_("dit kan niet: %(names)s") % {"names": ", ".join(names)}) from error

    @staticmethod
    def _check_committee(item: doc.Assessment) -> None:
        allowed = {
            CountsFor.VMBO: {Side.VMBO, Side.TOGETHER},
            CountsFor.MBO: {Side.MBO, Side.TOGETHER},
            CountsFor.BOTH: {Side.TOGETHER},
        }
        if item.committee and item.committee not in allowed[item.counts_for]:
            raise RefusedError(_("deze examencommissie gaat niet over dit diploma"))

    # -- cells ---------------------------------------------------------------------------------

    def _values(self, line: SheetLine) -> dict[str, Any]:
        cells = {name: text for name, text in line.cells.items() if text and name != "key"}
        found: dict[str, Any] = {
            name: cells[name][:limit]
            for name, limit in (("title", 200), ("subject", 200), ("form", 200), ("tools", 300), ("retake", 200))
            if name in cells
        }
        if "content" in cells:
            found["content"] = cells["content"]
        for name, read in self._cells().items():
            if name in cells and (value := read(cells[name])) is not None:
                found[name] = value
        if "retake" in found and "retakes" not in found and found["retake"].lower().startswith("nee"):
            found["retakes"] = 0
        if "study_year" in cells:
            found["route_year"] = _digit(cells["study_year"], _("studiejaar")) + 2
        found |= self._codes(cells)
        return found

    def _cells(self) -> dict[str, Callable[[str], Any]]:
        return {
            "kind": lambda text: _term(text, _KINDS, _("soort")),
            "counts_for": _counts_for,
            "side": lambda text: _term(text, _SIDES, _("wie neemt af")),
            "committee": lambda text: _term(text, _SIDES, _("examencommissie")),
            "route_year": _route_year,
            "period": lambda text: _digit(text, _("periode")),
            "week": lambda text: _digit(text, _("week")),
            "weight": _weight,
            "minutes": _minutes,
            "retakes": _retakes,
            "content_source": _content_source,
            "eindtermen": lambda text: ", ".join(part.strip() for part in re.split(r"[,;\n]+", text) if part.strip()),
            "variants": self._variants,
            "keuzedelen": self._keuzedelen,
        }

    def _variants(self, text: str) -> list[str]:
        names = [part.strip() for part in re.split(r"[,;\n]+", text) if part.strip()]
        if [name.lower() for name in names] in (["iedereen"], ["allen"], ["alle leerlingen"]):
            return []
        strange = [name for name in names if name.lower() not in self.variants]
        if strange:
            raise RefusedError(_("deze variant heeft de route niet: %(names)s") % {"names": ", ".join(strange)[:100]})
        return [self.variants[name.lower()] for name in names]

    def _keuzedelen(self, text: str) -> list[str]:
        found = []
        for part in (piece.strip() for piece in re.split(r"[;\n]+|,\s*(?=K[0-9]{4})", text)):
            if not part:
                continue
            code = keuzedeel_code(part.split(" ")[0])
            match = [
                item.key
                for item in self.document.programme.keuzedelen
                if item.key == part or (code and item.code == code) or item.title.lower() == part.lower()
            ]
            if not match:
                raise RefusedError(_("dit keuzedeel zit niet in de route: %(names)s") % {"names": part[:80]})
            found += match[:1]
        return found

    def _codes(self, cells: dict[str, str]) -> dict[str, Any]:
        """What the line covers, by the codes of the catalogue; whole kerntaken bring their werkprocessen."""
        found: dict[str, Any] = {}
        if "deeltaken" in cells:
            found["deeltaken"] = self._deeltaken(cells["deeltaken"])
        if "kerntaken" in cells or "werkprocessen" in cells:
            tasks, processes = self._mbo(cells)
            if "werkprocessen" not in cells:
                processes = self.references.werkprocessen_of(tasks)
                found["kerntaken"] = tasks
            elif whole := [code for code in tasks if not any(each.startswith(f"{code}-") for each in processes)]:
                processes += self.references.werkprocessen_of(whole)
                found["kerntaken"] = whole
            found["werkprocessen"] = list(dict.fromkeys(processes))
        if "generic" in cells:
            found["generic"] = self._generic(cells["generic"], cells.get("crebo", ""))
        try:
            for name in MANY:
                if name in found:
                    self.references.find(name, found[name])
        except ValidationError as error:
            raise RefusedError(" ".join(error.messages)) from error
        return found

    def _deeltaken(self, text: str) -> list[str]:
        found: list[str] = []
        chosen = tuple(f"{item.code}/" for item in self.document.programme.modules)
        known = self.references.rows("deeltaken")
        for piece in _coded(text):
            whole = [code for code in known if code.startswith(f"{piece.code}/")] if piece.code else []
            codes = [piece.code] if piece.code in known else whole
            if not codes:
                raise RefusedError(_("“%(word)s” is geen deeltaak of module") % {"word": piece.typed[:60]})
            if not all(code.startswith(chosen) for code in codes):
                raise RefusedError(_("%(code)s hoort niet bij de gekozen modules") % {"code": piece.code})
            found += codes
        return list(dict.fromkeys(found))

    def _mbo(self, cells: dict[str, str]) -> tuple[list[str], list[str]]:
        """(kerntaken, werkprocessen) that the cells name, with their crebo."""
        tasks: list[str] = []
        processes: list[str] = []
        last = ""
        for name in ("kerntaken", "werkprocessen"):
            for piece in _coded(_full(cells.get(name, ""), last)):
                code = self._with_crebo(piece.code, cells.get("crebo", ""), piece.typed)
                (processes if "-W" in code else tasks).append(code)
                last = code.split("-W")[0].split(" ")[-1]
        return list(dict.fromkeys(tasks)), list(dict.fromkeys(processes))

    def _with_crebo(self, code: str, crebo: str, typed: str) -> str:
        crebos = [item.crebo for item in self.document.route.qualifications]
        if re.match(r"[0-9]{5} [BP]", code):
            if code[:5] not in crebos:
                raise RefusedError(_("crebo %(crebo)s hoort niet bij de route") % {"crebo": code[:5]})
            return code
        if not re.match(r"[BP][0-9]+-K", code):
            raise RefusedError(_("“%(word)s” is geen kerntaak of werkproces") % {"word": typed[:60]})
        named = re.search(r"[0-9]{5}", crebo)
        options = [each for each in crebos if each == named.group(0)] if named else crebos
        name = "werkprocessen" if "-W" in code else "kerntaken"
        found = [f"{each} {code}" for each in options if f"{each} {code}" in self.references.rows(name)]
        if len(found) != 1:
            why = (
                _("%(code)s staat in meer opleidingen van de route; zet het crebo erbij")
                if found
                else _("%(code)s staat niet in de opleidingen van de route")
            )
            raise RefusedError(why % {"code": code})
        return found[0]

    def _generic(self, text: str, crebo: str) -> list[str]:
        levels = {item.level for item in self.document.route.qualifications if not crebo or item.crebo in crebo}
        found: list[str] = []
        for part in (piece.strip() for piece in re.split(r"[,;\n]+", text) if piece.strip()):
            if re.fullmatch(r"MBO[1-4]/[A-Z]{2}", part):
                found.append(part)
                continue
            codes = {code for word, code in _GENERIC.items() if word in part.lower()}
            if len(codes) != 1:
                raise RefusedError(_("“%(word)s” is geen generiek onderdeel") % {"word": part[:60]})
            found += [f"MBO{level}/{code}" for level in sorted(levels) for code in codes]
        return list(dict.fromkeys(found))


def _coded(text: str) -> list[Pasted]:
    """The codes in a cell; words of a title that stand apart are left out, what looks like a code is not."""
    pieces = read_list(text)
    plain = [piece for piece in pieces if piece.code or re.search(r"[0-9]", piece.typed)]
    return plain or pieces


def _full(text: str, kerntaak: str) -> str:
    """Written out: a range of werkprocessen, and werkprocessen without their kerntaak.

    >>> _full("B1-K1-W1 t/m W3", "")
    'B1-K1-W1, B1-K1-W2, B1-K1-W3'
    >>> _full("W1, W2", "B1-K1")
    'B1-K1-W1, B1-K1-W2'
    """

    def written_out(found: re.Match[str]) -> str:
        start, first, last = found[1] or "", int(found[2]), int(found[3])
        return ", ".join(f"{start}W{number}" for number in range(first, min(last, first + 30) + 1))

    text = re.sub(
        r"((?:[0-9]{5} )?[BP][0-9]+-K[0-9]+-)?W([0-9]{1,2})\s*(?:t/m|tot en met|–)\s*"
        r"(?:[BP][0-9]+-K[0-9]+-)?W([0-9]{1,2})",
        written_out,
        text,
    )
    if kerntaak:
        text = re.sub(r"(?<![A-Z0-9-])W([0-9]{1,2})\b", rf"{kerntaak}-W\1", text)
    return text


def _name(title: str, subject: str) -> tuple[str, str]:
    return " ".join(title.lower().split()), " ".join(subject.lower().split())


def _changes(old: doc.Assessment, new: doc.Assessment) -> list[tuple[str, str, str]]:
    rows = []
    for name in doc.Assessment.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if isinstance(before, list):
            before, after = sorted(before), sorted(after)
        if before != after:
            rows.append((label_of(name), _shown(name, before), _shown(name, after)))
    return rows


def _shown(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "—"
    if isinstance(value, Term):
        return _(value.label)
    return _(route_year_label(value)) if name == "route_year" else in_words(value)


def _term(text: str, known: dict[str, Any], what: str) -> Any:
    words = " ".join(text.lower().split())
    found = known.get(words) or known.get(words.split(" ")[0])
    if found is None:
        raise RefusedError(_("“%(word)s” kan niet bij %(what)s") % {"word": text[:40], "what": what})
    return found


def _counts_for(text: str) -> CountsFor:
    words = text.lower()
    vmbo, mbo = "vmbo" in words, bool(re.search(r"(?<!v)mbo", words))
    if "beide" in words or (vmbo and mbo):
        return CountsFor.BOTH
    if vmbo == mbo:
        raise RefusedError(_("“%(word)s” kan niet bij %(what)s") % {"word": text[:40], "what": _("telt voor")})
    return CountsFor.VMBO if vmbo else CountsFor.MBO


def _digit(text: str, what: str) -> int:
    """The one number in a cell."""
    found = re.findall(r"[0-9]+", text)
    if len(found) != 1 or len(found[0]) > 2:
        raise RefusedError(_("“%(word)s” is niet één nummer bij %(what)s") % {"word": text[:40], "what": what})
    return int(found[0])


def _route_year(text: str) -> int:
    """``leerjaar 3`` is year 1 of the route, ``mbo-jaar 1`` year 3; a bare 1 or 2 could be either, so it is refused."""
    number, words = _digit(text, _("leerjaar")), text.lower()
    if re.search(r"(?<!v)mbo|studiejaar", words):
        return number + 2
    if "route" in words:
        return number
    if number < 3:
        raise RefusedError(
            _("“%(word)s”: schrijf leerjaar 3, leerjaar 4 of mbo-jaar 1 en verder") % {"word": text[:40]}
        )
    return number - 2


def _weight(text: str) -> Decimal | None:
    words = text.lower().replace("%", "").replace("x", "").strip()
    if not words or text.lower() in _NOTHING:
        return None
    try:
        number = parse_number(words, decimal_comma="." not in words)
    except ValueError as error:
        raise RefusedError(_("“%(word)s” is geen getal") % {"word": text[:40]}) from error
    if not 0 <= number <= 1000:
        raise RefusedError(_("“%(word)s” is geen getal") % {"word": text[:40]})
    return number.quantize(Decimal("0.01"))


def _minutes(text: str) -> int | None:
    """``90``, ``90 min``, ``1,5 uur`` or ``1:30``."""
    words = text.lower().strip()
    if words in _NOTHING:
        return None
    if clock := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::00)?(?: uur)?", words):
        return int(clock[1]) * 60 + int(clock[2])
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:(u|uur|uren)|m|min\.?|minuten|')?", words)
    if not found:
        raise RefusedError(_("“%(word)s” is geen duur; schrijf minuten") % {"word": text[:40]})
    return int(Decimal(found[1].replace(",", ".")) * (60 if found[2] else 1))


def _retakes(text: str) -> int | None:
    words = text.lower().strip()
    if words in ("ja", "mogelijk"):
        return 1
    if words in ("nee", *_NOTHING):
        return 0
    return _digit(text, _("aantal herkansingen"))


def _content_source(text: str) -> ContentSource:
    known = {item.value: item for item in ContentSource} | {item.label: item for item in ContentSource}
    found = known.get(text.lower().strip())
    if found is None:
        raise RefusedError(
            _("“%(word)s” kan niet bij %(what)s") % {"word": text[:40], "what": _("herkomst van de stof")}
        )
    return found
