"""Reading official texts into the catalogue. Each import is one transaction and can be repeated."""

from naadloos.curriculum.importers.avo import import_avo
from naadloos.curriculum.importers.download import download_slo
from naadloos.curriculum.importers.edition import Origin
from naadloos.curriculum.importers.pdf import Subject, import_pdf
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Line, Outcome
from naadloos.curriculum.importers.sbb import import_sbb
from naadloos.curriculum.importers.slo import import_slo
from naadloos.curriculum.importers.xlsx import import_xlsx

__all__ = [
    "CatalogueImportError",
    "ImportReport",
    "Line",
    "Origin",
    "Outcome",
    "Subject",
    "download_slo",
    "import_avo",
    "import_pdf",
    "import_sbb",
    "import_slo",
    "import_xlsx",
]
