"""Step 7 in numbers: indicators about small groups, told honestly and without showing anybody.

``pupils`` puts pupils into columns, ``counting`` counts every indicator of ``definitions`` for all routes at once,
``publishing`` decides with ``words`` (what lies within what), ``disclosure`` and ``attack`` what may be told of one
route, ``intervals`` and ``risks`` say what chance does to it. No name ever comes in here, and no count of
1 to 4 comes out.
"""

from naadloos.engines.cohort.counting import Cube, count
from naadloos.engines.cohort.definitions import Definition, Kind, definitions
from naadloos.engines.cohort.disclosure import MINIMUM_COUNT, MINIMUM_SHARE, Shown
from naadloos.engines.cohort.publishing import Flow, Published, Row, publish, raw_counts
from naadloos.engines.cohort.pupils import Exit, Pupil, Pupils, columns, october

__all__ = [
    "MINIMUM_COUNT",
    "MINIMUM_SHARE",
    "Cube",
    "Definition",
    "Exit",
    "Flow",
    "Kind",
    "Published",
    "Pupil",
    "Pupils",
    "Row",
    "Shown",
    "columns",
    "count",
    "definitions",
    "october",
    "publish",
    "raw_counts",
]
