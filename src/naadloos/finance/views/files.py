"""The calculation to take along: a spreadsheet with live formulas."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naadloos.finance.views.common import calculation
from naadloos.finance.workbook import finance_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def finance_xlsx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, calculated, _context = calculation(request, pk)
    if calculated.outcome is None:
        raise Http404
    answer = HttpResponse(
        finance_workbook(calculated.outcome, title=_("Geld van %(route)s") % {"route": route}), content_type=XLSX
    )
    answer["Content-Disposition"] = f'attachment; filename="{slugify(route.name)}-geld.xlsx"'
    return answer
