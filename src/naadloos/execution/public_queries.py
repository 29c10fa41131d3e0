"""Reading the page for pupils and parents."""

from django.utils.text import slugify

from naadloos.execution.models import PublicPage
from naadloos.routes.models import Route


def page_of(route: Route) -> PublicPage:
    """The page of a route, or a fresh one that is off."""
    return PublicPage.objects.filter(route=route).first() or PublicPage(route=route)


def page_at(slug: str) -> PublicPage | None:
    """The page at an address, only when it is on; for everybody."""
    return PublicPage.objects.filter(slug=slug, is_on=True).select_related("route").first()


def free_address(route: Route) -> str:
    """A readable address that no route has, as a proposal; "" when the name gives none."""
    base = slugify(route.name)[:50].strip("-")
    if len(base) < 3:
        return ""
    taken = set(PublicPage.objects.filter(slug__startswith=base).exclude(route=route).values_list("slug", flat=True))
    return next(each for each in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)
