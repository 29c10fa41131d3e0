"""What the shell of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

# The parts of the design system first, then our theme, which sets their tokens.
STYLE_SHEETS = (
    *(
        f"lib/{name}-css/index.min.css"
        for name in (
            "alert",
            "button",
            "form-field",
            "form-field-description",
            "form-field-error-message",
            "form-label",
            "select",
            "skip-link",
            "table",
            "textarea",
            "textbox",
        )
    ),
    *(
        f"naadloos/{name}.css"
        for name in (
            "tokens",
            "base",
            "components",
            "route",
            "programme",
            "board",
            "prints",
            "houses",
            "exams",
            "pta",
            "money",
            "survey",
            "public",
            "monitor",
            "week",
            "ready",
            "htmx",
        )
    ),
)

# The part of the menu that a page belongs to, by the beginning of the name of its address.
SECTIONS = {"curriculum": "curriculum", "law_rule": "rules", "my_work": "work"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Demo banner, style sheets and which part of the menu is current."""
    match = getattr(request, "resolver_match", None)
    name = (match.url_name if match else "") or ""
    return {
        "demo_mode": settings.DEMO,
        "style_sheets": STYLE_SHEETS,
        "section": next((section for start, section in SECTIONS.items() if name.startswith(start)), "routes"),
    }
