"""Words for moments of exams in templates."""

from django import template

from naadloos.engines.route import document as doc
from naadloos.exams.spread import moment_in_words

register = template.Library()


@register.filter
def exam_moment(item: doc.Assessment) -> str:
    """``leerjaar 4, periode 3, week 11``."""
    return moment_in_words(item)
