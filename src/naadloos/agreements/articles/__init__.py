"""The articles of the agreement, in their order. Each function turns facts of a route into one article."""

from naadloos.agreements.articles.closing import execution, other, registration, signing
from naadloos.agreements.articles.exams import exams
from naadloos.agreements.articles.money import costs, funding
from naadloos.agreements.articles.programme import programme, set_up
from naadloos.agreements.articles.pupils import complaints, enrolment, privacy, responsibility, transfer
from naadloos.agreements.articles.route import duration, purpose, subject
from naadloos.agreements.articles.steering import accountability, steering
from naadloos.agreements.articles.together import changes, companies, disputes, quality, voice
from naadloos.agreements.draft import ArticleDraft, Setting

_ORDER = (
    purpose,
    subject,
    duration,
    steering,
    accountability,
    set_up,
    programme,
    enrolment,
    responsibility,
    exams,
    transfer,
    companies,
    funding,
    costs,
    voice,
    quality,
    complaints,
    privacy,
    disputes,
    changes,
    registration,
    execution,
    other,
    signing,
)
# WVO 2020 art. 2.107b lid 3, WEB art. 9.1.3 lid 3: within one board there is nobody to part with.
_NOT_IN_VERTICAL_SCHOOL = (disputes, changes)


def all_articles(setting: Setting) -> list[ArticleDraft]:
    """Every article that has something to say or to ask."""
    chosen = [make for make in _ORDER if not (setting.vertical and make in _NOT_IN_VERTICAL_SCHOOL)]
    return [draft for draft in (make(setting) for make in chosen) if draft.blocks]
