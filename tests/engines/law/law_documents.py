"""Route documents at random: made from the document's own types, so that a new field is tested by itself."""

import re
import types
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import Key, Verdict

# Few values, so that things often point to each other, and codes that a check can read.
_KEYS = st.sampled_from(["a", "b", "c"])
TEXTS = ["", "BWI", "PIE", "a", "100%", "%(x)s", "P/BWI/01", "P/BWI/04", "K/BWI/01", "P//", "25786 B1-K1-W1", "h", "j"]
_TEXTS = st.sampled_from(TEXTS)
_PATTERNS = {"breaks": st.sampled_from(["", "10:15-10:30"]),
             "crebo": st.sampled_from(["25786", "00000"]), "brin": st.sampled_from(["", "01AB"]),
             "checksum": st.sampled_from(["", "a" * 64]),
             "by": st.sampled_from(["J. Vos", "100%"]),
             "definition": st.sampled_from(["vsv", "in-route", "onbekend"]),
             "page_email": st.sampled_from(["", "route@school.example"]),
             "page_phone": st.sampled_from(["", "010 123 45 67"]),
             "days": st.sampled_from(["", "1,3"]),
             "rule": st.sampled_from(["geen-bsa", "pok-a", "vak-kunst", "onbekende-regel"]),
             "subject": st.sampled_from(list("bcdefghij"))}  # fmt: skip


def _bound(metadata: list[Any], name: str, otherwise: int) -> int:
    return int(next((getattr(each, name) for each in metadata if hasattr(each, name)), otherwise))


def _is_key(metadata: list[Any]) -> bool:
    pattern = get_args(Key)[1].pattern
    return any(getattr(each, "pattern", None) == pattern for each in metadata)


def _fitting(metadata: list[Any]) -> st.SearchStrategy[str]:
    """The texts that the pattern of a field allows; some are made when it allows none of ours."""
    pattern = next((each.pattern for each in metadata if getattr(each, "pattern", None)), None)
    if pattern is None:
        return _TEXTS
    fits = [each for each in TEXTS if re.fullmatch(pattern, each)]
    return st.sampled_from(fits) if fits else st.from_regex(pattern, fullmatch=True)


def values(annotation: Any, metadata: list[Any], name: str) -> st.SearchStrategy[Any]:
    """What a field may hold."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return st.one_of([st.none() if each is type(None) else values(each, metadata, name) for each in inner])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is list:
        return st.lists(values(inner[0], [], name), max_size=2)
    if hasattr(annotation, "__metadata__"):
        extra = [
            part
            for each in annotation.__metadata__
            for part in (each.metadata if isinstance(each, FieldInfo) else [each])
        ]
        return values(annotation.__origin__, [*extra, *metadata], name)
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            return documents(annotation)
        if issubclass(annotation, Enum):
            return st.sampled_from(list(annotation))
        if annotation is bool:
            return st.booleans()
        if annotation is str:
            if _is_key(metadata):
                return _KEYS
            return _PATTERNS[name] if name in _PATTERNS else _fitting(metadata)
        if annotation in (int, Decimal):
            least, most = _bound(metadata, "ge", 0), _bound(metadata, "le", 5000)
            return st.integers(least, most).map(annotation)
        if annotation is AwareDatetime:
            return st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
        if annotation is time:
            return st.times()
        if annotation is date:
            return st.dates(date(2025, 1, 1), date(2030, 12, 31))
    raise TypeError(f"no strategy for {name}: {annotation}")


def documents(model: type[BaseModel] = RouteDocument) -> st.SearchStrategy[Any]:
    """Any value of a model of the document."""
    fields = {name: values(field.annotation, list(field.metadata), name) for name, field in model.model_fields.items()}
    if model is Verdict:
        return st.tuples(
            st.sampled_from(["deeltaak", "kerndeel", "avo"]), st.sampled_from(["werkproces", "generic"])
        ).flatmap(lambda pair: st.builds(model, **_about(fields, pair)))
    return st.builds(model, **fields)


def _about(fields: dict[str, st.SearchStrategy[Any]], pair: tuple[str, str]) -> dict[str, st.SearchStrategy[Any]]:
    """A verdict is about one thing of each side."""
    others = {"deeltaak", "kerndeel", "avo", "werkproces", "generic"} - set(pair)
    codes = _TEXTS.filter(bool)
    return {**fields, **dict.fromkeys(others, st.none()), **dict.fromkeys(pair, codes)}
