"""Questions about one route that are put into SQL once.

Nearly every page reads the whole route, about a hundred questions. To word a question takes longer than to answer it,
so the wording is kept; what is answered never is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models

from naadloos.routes.models import Route

# Stands for the route until a route is asked about.
_ANY_ROUTE = UUID(int=0)


def _as_parameter(pk: UUID) -> Any:
    return Route._meta.pk.get_db_prep_value(pk, connection)


@dataclass(frozen=True, slots=True)
class Question:
    """The values of some columns of every row of a model that belongs to a route."""

    sql: str
    parameters: tuple[Any, ...]
    # Per column that needs it: how the value that the database gives becomes the one that Django gives.
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]

    def of(self, route: Route) -> list[list[Any]]:
        """The rows of this route, in the order of the model or the one that was asked for."""
        place, own = _as_parameter(_ANY_ROUTE), _as_parameter(route.pk)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [own if value == place else value for value in self.parameters])
            rows = [list(row) for row in cursor.fetchall()]
        for column, convert, expression in self.converters:
            for row in rows:
                for each in convert:
                    row[column] = each(row[column], expression, connection)
        return rows


@cache
def question(model: type[models.Model], route: str, names: tuple[str, ...], order: tuple[str, ...] = ()) -> Question:
    """``names`` as ``values_list`` takes them, of the rows whose ``route`` (a path) is the one that is asked about."""
    rows = model._default_manager.filter(**{route: _ANY_ROUTE}).values_list(*names)
    compiler = (rows.order_by(*order) if order else rows).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
    return Question(
        sql,
        tuple(parameters),
        tuple((column, tuple(convert), expression) for column, (convert, expression) in converters.items()),
    )
