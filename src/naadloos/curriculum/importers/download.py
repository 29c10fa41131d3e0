"""Fetch the public files of SLO at the user's own place, and import them."""

import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from django.utils.translation import gettext as _

from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport
from naadloos.curriculum.importers.slo import import_slo
from naadloos.curriculum.importers.slo_files import MAX_TOTAL

# The public repository of the beroepsgerichte exam programmes (MIT licence), as a ZIP.
ADDRESS = "https://github.com/slonl/curriculum-examenprogramma-bg/archive/refs/heads/master.zip"
SECONDS = 60


def download_slo(address: str = ADDRESS) -> ImportReport:
    """Download and import. Raises CatalogueImportError when offline, or when what came is not the right file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slo.zip"
        _fetch(address, path)
        return import_slo(path)


def _fetch(address: str, path: Path) -> None:
    if not address.startswith(("https://", "http://127.0.0.1")):
        raise CatalogueImportError(_("%(address)s: dit adres is niet beveiligd (https).") % {"address": address})
    taken = 0
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer, path.open("wb") as handle:  # noqa: S310 (checked)
            while block := answer.read(256 * 1024):
                taken += len(block)
                if taken > MAX_TOTAL:
                    raise CatalogueImportError(
                        _("%(address)s: dit bestand is te groot. Er is niets ingelezen.") % {"address": address}
                    )
                handle.write(block)
    except urllib.error.HTTPError as error:
        raise CatalogueImportError(
            _(
                "%(address)s: de server antwoordt met %(code)s. Misschien is het adres veranderd; "
                "download de bestanden zelf bij SLO en gebruik: naadloos import slo MAP"
            )
            % {"address": address, "code": error.code}
        ) from error
    except OSError as error:
        raise CatalogueImportError(
            _(
                "Er is geen verbinding met %(address)s. Probeer het later, of download de bestanden op een andere "
                "computer en gebruik: naadloos import slo MAP"
            )
            % {"address": address}
        ) from error
