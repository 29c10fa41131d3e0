"""The named checks. Which law asks for one, and for whom, stands in the data."""

from naadloos.engines.results.checks.base import Check
from naadloos.engines.results.checks.central import central_mean
from naadloos.engines.results.checks.honours import honours_each, honours_mean
from naadloos.engines.results.checks.keuzedelen import keuzedelen, keuzedelen_old
from naadloos.engines.results.checks.least import least, one_lower, sufficient, taken
from naadloos.engines.results.checks.pattern import pattern

__all__ = ["CHECKS", "Check"]

CHECKS: dict[str, Check] = {
    "gemiddelde_ce": central_mean,
    "minimum": least,
    "compensatie": pattern,
    "voldoende": sufficient,
    "een_lager": one_lower,
    "afgelegd": taken,
    "keuzedelen": keuzedelen,
    "keuzedelen_oud": keuzedelen_old,
    "lof_gemiddelde": honours_mean,
    "lof_elk": honours_each,
}
