"""The house style of one organisation: its colour and its logo."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.organisations.models import Organisation
from naadloos.organisations.queries import get_organisation_for
from naadloos.routes.housestyle import set_style
from naadloos.routes.views.common import person


class StyleForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput)
    logo = forms.FileField(
        label=gettext_lazy("logo"),
        required=False,
        help_text=gettext_lazy("PNG of JPEG, hoogstens 300 kB. Leeg laten verandert niets."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    without = forms.BooleanField(label=gettext_lazy("haal het logo weg"), required=False)

    class Meta:
        model = Organisation
        fields = ["colour"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial.setdefault("version", self.instance.version)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def house_style(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_organisation_for(person(request), pk)
    if not person(request).has_perm("organisations.change", organisation):
        raise PermissionDenied
    posted = request.method == "POST"
    form = StyleForm(request.POST if posted else None, request.FILES if posted else None, instance=organisation)
    if posted and form.is_valid():
        file = form.cleaned_data["logo"]
        try:
            set_style(
                actor=person(request),
                organisation=form.instance,
                colour=form.cleaned_data["colour"],
                logo=b"" if form.cleaned_data["without"] else file.read() if file else None,
                version=form.cleaned_data["version"],
            )
        except StaleError as error:
            carry_version(form, error.current.version)
            form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Controleer het en sla opnieuw op."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("organisation", pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "routes/house_style.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def logo(request: HttpRequest, pk: int) -> HttpResponse:
    """The logo, for those who belong to the organisation."""
    organisation = get_organisation_for(person(request), pk)
    if not organisation.logo:
        raise Http404
    content = bytes(organisation.logo)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})
