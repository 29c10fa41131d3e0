"""The told figures as rows for a file."""

from typing import Any

from django.utils.translation import gettext as _

from naadloos.engines.cohort import Published, definitions
from naadloos.engines.cohort.verdict import percent, share_of
from naadloos.monitoring.reading import row_name, row_text

HEADS = (
    "cijfer",
    "soort",
    "over",
    "jaren_na_de_start",
    "noemer",
    "teller_laagst",
    "teller_hoogst",
    "procent_laagst",
    "procent_hoogst",
    "interval_laag",
    "interval_hoog",
    "gezegd",
    "stand",
)


def figure_rows(published: Published | None) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Heads and rows. What may not be told is empty, with the reason in words."""
    if published is None:
        return HEADS, []
    rows = []
    for key, figures in published.figures.items():
        definition = definitions()[key]
        for row in figures:
            share = share_of(row)
            told = row.told
            rows.append(
                (
                    _(definition.title),
                    row.scope,
                    row_name(row),
                    "" if row.k is None else row.k,
                    row.of.low if told and row.of.exact else "",
                    row.low if told else "",
                    row.high if told and row.high is not None else "",
                    percent(share.low) if share else "",
                    percent(share.high) if share else "",
                    percent(share.band.low) if share else "",
                    percent(share.band.high) if share else "",
                    row_text(row, definition),
                    published.as_of.isoformat(),
                )
            )
    return HEADS, rows
