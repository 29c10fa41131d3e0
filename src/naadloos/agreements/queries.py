"""Reading what was signed."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from naadloos.agreements.models import SignedAgreement, SignedCopy
from naadloos.routes.models import Route, Snapshot
from naadloos.routes.queries import snapshots_of


@dataclass(frozen=True, slots=True)
class Recognised:
    """``signed``: the version that a file is, or is a copy of; None: it is none of them. ``copy``: which copy it is."""

    sha256: str
    signed: SignedAgreement | None
    copy: SignedCopy | None


def signed_versions(route: Route) -> QuerySet[SignedAgreement]:
    """Newest first, with their copies and who agreed; without the files themselves."""
    return (
        SignedAgreement.objects.filter(snapshot__route=route)
        .defer("pdf")
        .select_related("snapshot")
        .prefetch_related(
            Prefetch("copies", SignedCopy.objects.defer("pdf")), "snapshot__approvals__partner__organisation"
        )
    )


def get_signed(route: Route, number: int) -> SignedAgreement:
    """Raises Http404."""
    found = SignedAgreement.objects.filter(snapshot__route=route, snapshot__number=number).first()
    if found is None:
        raise Http404
    return found


def get_copy(route: Route, pk: int) -> SignedCopy:
    """Raises Http404."""
    found = SignedCopy.objects.filter(signed__snapshot__route=route, pk=pk).first()
    if found is None:
        raise Http404
    return found


def recognise(route: Route, content: bytes) -> Recognised:
    """Is this file a signed version of this route, or a signed copy of one? Only the exact same file is."""
    found = sha256(content).hexdigest()
    signed = SignedAgreement.objects.filter(snapshot__route=route, sha256=found).first()
    if signed:
        return Recognised(found, signed, None)
    copy = SignedCopy.objects.filter(signed__snapshot__route=route, sha256=found).select_related("signed").first()
    return Recognised(found, copy.signed if copy else None, copy)


def last_version(route: Route) -> Snapshot | None:
    """The newest content of the agreement with which at least one partner agreed."""
    return snapshots_of(route, 9).defer("content").first()
