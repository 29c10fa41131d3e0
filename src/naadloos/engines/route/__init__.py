"""The portable route document and the words of the field.

Public door: the document's classes live in ``naadloos.engines.route.document`` and the closed lists in
``naadloos.engines.route.terms``; both may be imported by every engine and app.
"""

from naadloos.engines.route.document import RouteDocument
from naadloos.engines.route.files import (
    RouteFileError,
    canonical,
    dump_document,
    fingerprint,
    json_schema,
    load_document,
    sections,
    validate_document,
)
from naadloos.engines.route.renew import for_new_group
from naadloos.engines.route.steps import STEPS, Step, route_year_label, step

__all__ = [
    "STEPS",
    "RouteDocument",
    "RouteFileError",
    "Step",
    "canonical",
    "dump_document",
    "fingerprint",
    "for_new_group",
    "json_schema",
    "load_document",
    "route_year_label",
    "sections",
    "step",
    "validate_document",
]
