from django.urls import path, register_converter

from naadloos.exams.determination import views


class Form:
    """The two forms in which a document can be had."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Form, "form")

AT = "routes/<uuid:pk>/examens/vaststelling/"
YEAR = f"{AT}<int:year>/"
VERSION = f"{YEAR}versie/<int:number>/"
TEXT = f"{YEAR}tekst/<slug:wanted>"

urlpatterns = [
    path(AT, views.determination, name="determination"),
    path(f"{YEAR}aanbieden/", views.offer, name="regulation_offer"),
    path(f"{YEAR}verschil/", views.difference, name="regulation_difference"),
    path(f"{TEXT}/", views.regulation_text, name="regulation"),
    path(f"{TEXT}.<form:form>", views.regulation_file, name="regulation_file"),
    path(f"{TEXT}/leerlingen/<int:route_year>.<form:form>", views.pupil_file, name="pupil_file"),
    path(f"{VERSION}besluit/<slug:part>/<int:partner>/", views.decide, name="regulation_decide"),
    path(f"{VERSION}besluit/<slug:part>/<int:partner>/terug/", views.undo_decision, name="regulation_take_back"),
    path(f"{VERSION}versturen/", views.send, name="regulation_send"),
    path(f"{VERSION}intrekken/", views.withdraw, name="regulation_withdraw"),
    path(f"{VERSION}bericht/<slug:audience>/", views.notice, name="regulation_notice"),
    path(f"{VERSION}bericht/<slug:audience>.<form:form>", views.notice_file, name="regulation_notice_file"),
]
