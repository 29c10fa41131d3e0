"""Reading open data of DUO and RIO, and own tables: counts with hidden cells, forecasts, and who offers what where.

No program fetches anything: people upload the file they downloaded.
"""

from naadloos.engines.duo.analysis import Analysis, Kind, Row, analyse, exam_path
from naadloos.engines.duo.counts import Count, parse_count
from naadloos.engines.duo.finder import Offer, Places, find_offers, read_places
from naadloos.engines.duo.forecast import Forecast, forecast
from naadloos.engines.duo.tables import Table, TableError, read_table

__all__ = [
    "Analysis",
    "Count",
    "Forecast",
    "Kind",
    "Offer",
    "Places",
    "Row",
    "Table",
    "TableError",
    "analyse",
    "exam_path",
    "find_offers",
    "forecast",
    "parse_count",
    "read_places",
    "read_table",
]
