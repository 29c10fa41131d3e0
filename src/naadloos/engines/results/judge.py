"""The door: one candidate in, the outcome with its reasons out."""

from datetime import date

from naadloos.engines.results.bench import Bench
from naadloos.engines.results.book import Book, default_book
from naadloos.engines.results.case import Case
from naadloos.engines.results.chances import chances, still_needed, too_many_resits
from naadloos.engines.results.terms import Outcome, Status
from naadloos.engines.results.types import Result, RuleResult
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text


def judge(case: Case, *, on: date, book: Book | None = None) -> Result:
    """Does this candidate pass by the rules in force on day ``on``?

    Raises CaseError when what was handed in cannot be a result. Same case and day, same answer.
    """
    bench = Bench(case, on, book or default_book())
    outcome, left_out = bench.overall()
    rest = bench.picture.without(left_out)
    rules = bench.rule_results(bench.all_rules(), rest)
    open_facts: tuple[Text, ...] = ()
    if len(bench.worlds) > 1 and outcome is Outcome.OPEN:
        open_facts = (text(gettext_noop("wanneer de student aan de mbo-opleiding begon en klaar is (EKB 18c)")),)
    honours: Outcome | None = None
    honours_rules: tuple[RuleResult, ...] = ()
    if bench.honours:
        honours, _ = bench.overall(bench.honours)
        honours_rules = bench.rule_results(bench.honours, rest)
    statuses = [*(rule.status for rule in rules), *(line.part.status for line in rest.lines)]
    sure = not bench.picture.doubts and all(status is Status.CONFIRMED for status in statuses)
    return Result(
        exam=case.exam,
        outcome=outcome,
        status=Status.CONFIRMED if sure else Status.TO_CONFIRM,
        rules=rules,
        finals=bench.finals(left_out),
        missing=rest.missing,
        settled=bool(rest.missing) and outcome is not Outcome.OPEN,
        needed=still_needed(bench) if outcome is Outcome.OPEN else (),
        chances=chances(bench) if outcome is Outcome.FAILED else (),
        notes=(*bench.picture.notes, *too_many_resits(bench)),
        doubts=bench.picture.doubts,
        left_out=tuple(bench.picture.lines[place].name for place in left_out),
        cum_laude=honours,
        cum_laude_rules=honours_rules,
        open_facts=open_facts,
    )
