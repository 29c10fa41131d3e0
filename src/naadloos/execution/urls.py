from django.urls import path

from naadloos.execution.views import public

_PAGE = "routes/<uuid:pk>/uitvoering/pagina/"

urlpatterns = [
    path(_PAGE, public.edit, name="public_page"),
    path(f"{_PAGE}adres/", public.address, name="public_address"),
    path(f"{_PAGE}aan-uit/", public.turn, name="public_switch"),
    path(f"{_PAGE}voorbeeld/<str:language>/", public.preview, name="public_preview"),
    path(f"{_PAGE}folder/<str:language>/<str:size>.pdf", public.leaflet_file, name="public_leaflet"),
    path(f"{_PAGE}informatieavond/<str:language>.docx", public.evening_file, name="public_evening"),
    path("r/<slug:slug>/", public.public_route, name="public_route"),
    path("r/<slug:slug>/en/", public.public_route_en, name="public_route_en"),
]
