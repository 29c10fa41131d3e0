"""The page for pupils and parents in one language, put together: what people wrote, else what the route says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from naadloos.engines.cohort.questionnaires import Audience
from naadloos.execution.models import PublicPage
from naadloos.execution.public_hours import Picture, Programmes, picture
from naadloos.execution.public_text import PARTS, PublicDate, PublicFacts, public_dates
from naadloos.execution.readability import Hint, hints

LANGUAGES = ("nl", "en")
_SURVEYS = {
    Audience.PUPILS: gettext_noop("Zit je op de route? Vul de vragenlijst voor leerlingen in."),
    Audience.PARENTS: gettext_noop("Is uw kind op de route? Vul de vragenlijst voor ouders in."),
}


@dataclass(frozen=True, slots=True)
class StoryPart:
    name: str
    title: str
    text: str

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class PublicContact:
    name: str
    phone: str
    email: str

    @property
    def known(self) -> bool:
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True, slots=True)
class Story:
    """All that the public page and the papers say."""

    name: str
    lead: str
    language: str
    parts: tuple[StoryPart, ...]
    programmes: tuple[Programmes, ...]
    pictures: tuple[Picture, ...]
    dates: tuple[PublicDate, ...]
    contact: PublicContact
    surveys: tuple[tuple[str, str], ...]


def field_of(part: str, language: str) -> str:
    """The name of the field that holds the text of a part in a language."""
    return f"page_{part}" if language == "nl" else f"page_{part}_{language}"


def tell(page: PublicPage, facts: PublicFacts, language: str, surveys: Mapping[Audience, str] | None = None) -> Story:
    """Everything in one language, whatever language is active. An own Dutch text is not repeated in English."""
    with override(language):
        contact = getattr(page, field_of("contact", language)) or page.page_contact
        found = facts.programmes
        return Story(
            name=facts.document.route.name,
            lead=_("Een route van vmbo naar mbo. Voor leerlingen en hun ouders."),
            language=language,
            parts=tuple(
                StoryPart(part.name, part.title, getattr(page, field_of(part.name, language)) or part.propose(facts))
                for part in PARTS
            ),
            programmes=found,
            pictures=tuple(picture(each) for each in found),
            dates=tuple(public_dates(facts)),
            contact=PublicContact(contact, page.page_phone, page.page_email),
            surveys=tuple((_(_SURVEYS[audience]), url) for audience, url in (surveys or {}).items()),
        )


@dataclass(frozen=True, slots=True)
class EditedText:
    """One text in one language on the page where it is written: what stands there now, and what may be hard to read."""

    field: str
    language: str
    proposed: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class EditedPart:
    title: str
    texts: tuple[EditedText, ...]
    note: str = ""


def edited_parts(page: PublicPage, facts: PublicFacts) -> list[EditedPart]:
    """Every part for the editor. ``page`` holds what is stored, or what was just typed."""
    week = facts.document.execution.basic_week
    found = []
    for part in PARTS:
        texts = []
        for language in LANGUAGES:
            field = field_of(part.name, language)
            with override(language):
                proposed = part.propose(facts)
            texts.append(EditedText(field, language, proposed, tuple(hints(getattr(page, field), language))))
        note = _("In de basisweek staat: %(text)s") % {"text": week} if part.name == "week" and week else ""
        found.append(EditedPart(part.title, tuple(texts), note))
    return found
