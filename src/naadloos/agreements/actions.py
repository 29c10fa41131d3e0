"""Keeping what was signed: the file of a version that everybody agreed with, and signed copies of it."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.agreements.build import frozen_agreement
from naadloos.agreements.clauses import LibraryClause
from naadloos.agreements.models import Clause, SignedAgreement, SignedCopy
from naadloos.documents.errors import RenderError
from naadloos.documents.pdf import render_pdf
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor, save_fact
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.models import Route, Snapshot
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of

STEP = 9
MOST_BYTES = 20 * 1024 * 1024
_PDF = b"%PDF-"


def keep_signed(snapshot: Snapshot) -> SignedAgreement | None:
    """Make the file of this version and keep it; a second time it is the same one. Call it in a transaction.

    None when the file cannot be made: people agreed with the content, and that does not fall for it.
    """
    found = SignedAgreement.objects.filter(snapshot=snapshot).first()
    if found:
        return found
    try:
        pdf = render_pdf(in_house_style(frozen_agreement(snapshot), snapshot.route))
    except RenderError:
        return None
    return SignedAgreement.objects.create(snapshot=snapshot, pdf=pdf, sha256=sha256(pdf).hexdigest())


@transaction.atomic
def take_clause(*, actor: User, route: Route, taken: LibraryClause, add: bool) -> Clause:
    """Take a text of the library over as the clause on its subject.

    ``add``: put it below what the partners wrote already, instead of in its place. Raises PermissionDenied,
    ValidationError.
    """
    provider = provider_of(STEP)
    kind = next(each for each in provider.kinds if each.name == "clauses")
    clause = Clause.objects.filter(route=route, subject=taken.subject).first() or Clause(subject=taken.subject)
    keep = add and bool(clause.text.strip())
    clause.text = f"{clause.text.rstrip()}\n\n{taken.text}" if keep else taken.text
    clause.library = " ".join(dict.fromkeys([*(clause.library.split() if keep else []), taken.mark]))
    save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=clause, version=clause.version)
    return clause


@transaction.atomic
def add_copy(*, actor: User, route: Route, signed: SignedAgreement, name: str, content: bytes) -> SignedCopy:
    """Keep a signed copy of a signed version. Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    if len(content) > MOST_BYTES:
        raise ValidationError({"file": _("Dit bestand is groter dan 20 MB. Scan het kleiner, of in zwart-wit.")})
    if not content.startswith(_PDF):
        raise ValidationError({"file": _("Dit is geen PDF. Sla de scan op als PDF.")})
    copy = SignedCopy(
        signed=signed, name=name[:200], pdf=content, sha256=sha256(content).hexdigest(), by=str(actor)[:120]
    )
    copy.full_clean()
    copy.save()
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="toegevoegd",
        subject=_("getekende kopie van versie %(n)s") % {"n": signed.snapshot.number},
        changes=[("SHA-256", "—", f"{copy.sha256[:16]}…")],
    )
    return copy
