"""What schools deliver about pupils for the monitor: read with guards, checked, and never with a name in it."""

from naadloos.engines.cohort.intake.aggregates import Aggregates, Figure, FigureColumn, read_aggregates
from naadloos.engines.cohort.intake.check import Change, Checked, Verdict, check_events, links_of, pupil_key
from naadloos.engines.cohort.intake.events import Column, Event, EventLine, IntakeError, Problem
from naadloos.engines.cohort.intake.grondslag import Grondslag, read_grondslag
from naadloos.engines.cohort.intake.personal import (
    Personal,
    cell_text,
    elfproef,
    key_problem,
    personal_column,
    personal_in,
)
from naadloos.engines.cohort.intake.pupils import pupil_of
from naadloos.engines.cohort.intake.read import Intake, parse_day, read_events
from naadloos.engines.cohort.intake.rows import Row, Rows, read_rows
from naadloos.engines.cohort.intake.template import template

__all__ = [
    "Aggregates",
    "Change",
    "Checked",
    "Column",
    "Event",
    "EventLine",
    "Figure",
    "FigureColumn",
    "Grondslag",
    "Intake",
    "IntakeError",
    "Personal",
    "Problem",
    "Row",
    "Rows",
    "Verdict",
    "cell_text",
    "check_events",
    "elfproef",
    "key_problem",
    "links_of",
    "parse_day",
    "personal_column",
    "personal_in",
    "pupil_key",
    "pupil_of",
    "read_aggregates",
    "read_events",
    "read_grondslag",
    "read_rows",
    "template",
]
