"""The short questionnaires of step 7: data, read once and refused when something is not right in it.

No question asks for text of one's own: names could come in.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

import yaml
from pydantic import Field, StringConstraints, model_validator

from naadloos.engines.route.terms import Benefit, Term, gettext_noop
from naadloos.engines.sourced import DataError, DataFiles, Sentence, Strict

FILE = "questionnaires.yaml"
_READ = DataFiles(DataError)


class Audience(Term):
    PUPILS = "leerlingen", gettext_noop("leerlingen en studenten")
    PARENTS = "ouders", gettext_noop("ouders en verzorgers")
    TEAM = "team", gettext_noop("team van vmbo en mbo")
    COMPANIES = "bedrijven", gettext_noop("bedrijven")


class ItemKind(Term):
    SCALE = "schaal", gettext_noop("vijf antwoorden van oneens tot eens")
    YES_NO = "ja_nee", gettext_noop("ja of nee")


class ScaleAnswer(Term):
    STRONGLY_DISAGREE = "1", gettext_noop("helemaal oneens")
    DISAGREE = "2", gettext_noop("oneens")
    NEUTRAL = "3", gettext_noop("niet eens, niet oneens")
    AGREE = "4", gettext_noop("eens")
    STRONGLY_AGREE = "5", gettext_noop("helemaal eens")
    UNKNOWN = "weet_niet", gettext_noop("weet ik niet")


class YesNoAnswer(Term):
    YES = "ja", gettext_noop("ja")
    NO = "nee", gettext_noop("nee")
    UNKNOWN = "weet_niet", gettext_noop("weet ik niet")


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,38}[a-z]$")]


class Item(Strict):
    """One statement. ``reversed``: who agrees says something unfavourable."""

    key: Key
    text: Sentence
    kind: ItemKind = ItemKind.SCALE
    benefit: Benefit | None = None
    reversed: bool = False

    @property
    def answers(self) -> type[ScaleAnswer] | type[YesNoAnswer]:
        return ScaleAnswer if self.kind == ItemKind.SCALE else YesNoAnswer


class Questionnaire(Strict):
    audience: Audience
    title: Sentence
    lead: Sentence
    items: Annotated[tuple[Item, ...], Field(min_length=8, max_length=10)]

    @model_validator(mode="after")
    def _keys_once(self) -> Self:
        keys = [item.key for item in self.items]
        if len(keys) != len(set(keys)):
            raise ValueError("een sleutel staat er twee keer")
        if any(item.reversed and item.kind != ItemKind.SCALE for item in self.items):
            raise ValueError("alleen een stelling op de schaal kan omgekeerd zijn")
        return self


class UnknownAnswerError(ValueError):
    """An answer to a question that is not there, or one that cannot be chosen."""


@cache
def questionnaires() -> Mapping[Audience, Questionnaire]:
    """One questionnaire for each audience. Raises DataError."""
    return read(files("naadloos.engines.cohort").joinpath("data", FILE).read_text(encoding="utf-8"))


def read(text: str) -> Mapping[Audience, Questionnaire]:
    """The questionnaires of a file, by audience. Raises DataError."""
    content = yaml.safe_load(text)
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise DataError(FILE, "", "", "hier hoort een lijst")
    found = [_READ.model(Questionnaire, FILE, str(each.get("audience", "")), each) for each in content]
    if sorted(each.audience for each in found) != sorted(Audience):
        raise DataError(FILE, "", "audience", "elke doelgroep heeft één vragenlijst")
    return {each.audience: each for each in found}


def checked(questionnaire: Questionnaire, given: Mapping[str, str]) -> dict[str, str]:
    """The answers as they may be kept. Raises UnknownAnswerError."""
    items = {item.key: item for item in questionnaire.items}
    for key, value in given.items():
        if key not in items or value not in set(items[key].answers):
            raise UnknownAnswerError(key)
    return dict(given)
