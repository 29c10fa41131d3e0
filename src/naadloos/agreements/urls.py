from django.urls import path

from naadloos.agreements import views

urlpatterns = [
    path("routes/<uuid:pk>/overeenkomst/", views.agreement, name="agreement"),
    path("routes/<uuid:pk>/overeenkomst.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("routes/<uuid:pk>/overeenkomst.docx", views.agreement_docx, name="agreement_docx"),
]
