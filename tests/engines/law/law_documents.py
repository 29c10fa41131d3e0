"""Route documents at random: made from the document's own types, so that a new field is tested by itself."""

import types
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import Key

# Few values, so that things often point to each other, and codes that a check can read.
_KEYS = st.sampled_from(["a", "b", "c"])
_TEXTS = st.sampled_from(
    ["", "BWI", "PIE", "a", "100%", "%(x)s", "P/BWI/01", "P/BWI/04", "K/BWI/01", "P//", "25786 B1-K1-W1", "h", "j"]
)
_PATTERNS = {"crebo": st.sampled_from(["25786", "00000"]), "brin": st.sampled_from(["", "01AB"]),
             "checksum": st.sampled_from(["", "a" * 64]),
             "by": st.sampled_from(["J. Vos", "100%"]),
             "rule": st.sampled_from(["geen-bsa", "pok-a", "vak-kunst", "onbekende-regel"]),
             "subject": st.sampled_from(list("bcdefghij"))}  # fmt: skip


def _bound(metadata: list[Any], name: str, otherwise: int) -> int:
    return int(next((getattr(each, name) for each in metadata if hasattr(each, name)), otherwise))


def _is_key(metadata: list[Any]) -> bool:
    pattern = get_args(Key)[1].pattern
    return any(getattr(each, "pattern", None) == pattern for each in metadata)


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
            return _KEYS if _is_key(metadata) else _PATTERNS.get(name, _TEXTS)
        if annotation in (int, Decimal):
            least, most = _bound(metadata, "ge", 0), _bound(metadata, "le", 5000)
            return st.integers(least, most).map(annotation)
        if annotation is AwareDatetime:
            return st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
        if annotation is date:
            return st.dates(date(2025, 1, 1), date(2030, 12, 31))
    raise TypeError(f"no strategy for {name}: {annotation}")


def documents(model: type[BaseModel] = RouteDocument) -> st.SearchStrategy[Any]:
    """Any value of a model of the document."""
    fields = {name: values(field.annotation, list(field.metadata), name) for name, field in model.model_fields.items()}
    return st.builds(model, **fields)
