"""Reading official texts into the catalogue. Each import is one transaction and can be repeated."""

from naadloos.curriculum.importers.download import download_slo
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Line
from naadloos.curriculum.importers.sbb import import_sbb
from naadloos.curriculum.importers.slo import import_slo

__all__ = ["CatalogueImportError", "ImportReport", "Line", "download_slo", "import_sbb", "import_slo"]
