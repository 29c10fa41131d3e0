"""All rules and norms as one page of Markdown: docs/rules.md is made by it, and a test keeps the two equal."""

from collections.abc import Iterator

from naadloos.engines.law.book import parameters, rules
from naadloos.engines.law.schema import QUESTION, Applies, Citation, DatedValue, Rule
from naadloos.engines.route import STEPS
from naadloos.engines.sourced import Dated

_HEAD = """\
# The rules of the law check

Made by `make rules` from `src/naadloos/engines/law/data`; do not edit. How rules work and change: [law.md](law.md).
The texts are Dutch, as people read them. *te bevestigen*: not confirmed in the text of the law in force. *vraag*: no
fact in the route shows it, so a person answers. *eigen regel*: not law, but what the partners promise must exist."""


def markdown() -> str:
    """The whole page."""
    return "\n".join([_HEAD, "", *_counts(), *_rules(), *_norms()]) + "\n"


def _counts() -> Iterator[str]:
    found = rules()
    of_law = {rule.id for rule in found if rule.source == "wet"}
    yield f"{len({rule.id for rule in found})} rules, of which {len(of_law)} from the law and the others our own."
    yield ""


def _rules() -> Iterator[str]:
    for step in STEPS:
        mine = [rule for rule in rules() if rule.step == step.number]
        if not mine:
            continue
        yield from (f"## {step.number}. {step.title}", "")
        for rule in mine:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### `{rule.id}` {rule.title}"
    yield ""
    yield rule.duty
    yield ""
    if rule.question:
        yield f"- vraag: {rule.question}"
    if rule.citations:
        yield f"- law: {'; '.join(dict.fromkeys(_link(each) for each in rule.citations))}"
    judged = "a person" if rule.check == QUESTION else f"`{rule.check}`"
    norms = f", with {', '.join(f'`{key}`' for key in rule.parameters)}" if rule.parameters else ""
    yield f"- judged by {judged}{norms}"
    if limits := _limits(rule.applies):
        yield f"- only for: {limits}"
    status = "eigen regel" if rule.source == "eigen_regel" else ""
    status = ", ".join(
        filter(None, [status, rule.status.replace("_", " ") if rule.status != "bevestigd" or not status else ""])
    )
    yield f"- {_holds(rule)}; text of {rule.text_state}, read {rule.checked_on}; {status}"
    yield ""


def _norms() -> Iterator[str]:
    yield from ("## Norms", "", "| norm | what | unit | values | law | status |", "|---|---|---|---|---|---|")
    for norm in parameters():
        values = "; ".join(f"{_value(each)} ({_holds(each)})" for each in norm.values)
        places = "; ".join(_link(each) for each in norm.reference)
        yield f"| `{norm.key}` | {norm.label} | {norm.unit} | {values} | {places} | {norm.status.replace('_', ' ')} |"


def _value(dated: DatedValue) -> str:
    value = dated.value
    text = ", ".join(f"{name}: {each}" for name, each in value.items()) if isinstance(value, dict) else str(value)
    return text.replace("|", "\\|")


def _holds(dated: Dated) -> str:
    return f"from {dated.valid_from}" + (f" to {dated.valid_to}" if dated.valid_to else "")


def _link(citation: Citation) -> str:
    limit = f" ({citation.route_type.value})" if citation.route_type else ""
    return f"[{citation}]({citation.url}){limit}"


def _limits(applies: Applies) -> str:
    """The conditions that the rule sets, by the names they have in the data."""
    told = applies.model_dump(mode="json", include=applies.model_fields_set)
    return ", ".join(
        f"{name} {' or '.join(map(str, value)) if isinstance(value, list) else value}" for name, value in told.items()
    )
