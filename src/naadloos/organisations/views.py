"""Pages for organisations, invitations and the demo people."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.organisations import actions, queries
from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import InvitePersonForm, NewAccountForm, OrganisationForm, carry_version
from naadloos.organisations.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@login_required
@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    context = {"organisations": queries.organisations_of(_person(request))}
    return render(request, "organisations/my_account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation, its people, and inviting one more."""
    organisation = queries.get_organisation_for(_person(request), pk)
    manages = _person(request).has_perm("organisations.change", organisation)
    form = InvitePersonForm(request.POST if request.method == "POST" else None)
    link = None
    if request.method == "POST" and form.is_valid():
        _invitation, token = actions.invite(actor=_person(request), organisation=organisation, **form.cleaned_data)
        link = request.build_absolute_uri(reverse("invitation", args=[token]))
        form = InvitePersonForm()
    context = {
        "organisation": organisation,
        "manages": manages,
        "members": queries.members_of(organisation),
        "invitations": queries.open_invitations_of(organisation),
        "form": form,
        "link": link,
        "history": queries.history_of(actions.scope_of(organisation))[:10],
    }
    return render(request, "organisations/organisation.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = queries.get_organisation_for(_person(request), pk)
    if not _person(request).has_perm("organisations.change", organisation):
        raise PermissionDenied
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organisation(
                actor=_person(request), organisation=form.instance, version=form.cleaned_data["version"]
            )
        except StaleError as error:
            carry_version(form, error.current.version)
            form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Controleer het en sla opnieuw op."))
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("organisation", pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "organisations/organisation_edit.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation link: join with the account one has, or make one."""
    invitation = queries.find_invitation(token)
    if invitation is None:
        raise Http404
    known = queries.find_user(invitation.email)
    form = NewAccountForm(request.POST if request.method == "POST" else None, email=invitation.email)
    signed_in = request.user if isinstance(request.user, User) else None
    if request.method == "POST" and invitation.is_open:
        try:
            if signed_in is not None:
                actions.accept_invitation(invitation=invitation, user=signed_in)
                return redirect("route_list")
            if known is None and form.is_valid():
                user = actions.create_account(
                    invitation=invitation,
                    name=form.cleaned_data["name"],
                    password=form.cleaned_data["password"],
                )
                actions.accept_invitation(invitation=invitation, user=user)
                login(request, user, backend=BACKEND)
                messages.success(request, _("Welkom bij Naadloos."))
                return redirect("route_list")
        except ValidationError as error:
            form.add_error(None, error)
    context = {"invitation": invitation, "known": known, "form": form, "signed_in": signed_in}
    return render(request, "organisations/invitation.html", context, status=422 if form.errors else 200)


@require_POST
def demo_login(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter as a demo person with one click; only in demo mode, only as a demo person."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(queries.demo_people(), pk=pk)
    login(request, user, backend=BACKEND)
    return redirect("route_list")
