from django.urls import path

from naadloos.agreements import drafting_views, views

urlpatterns = [
    path("routes/<uuid:pk>/overeenkomst/", views.agreement, name="agreement"),
    path("routes/<uuid:pk>/overeenkomst.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("routes/<uuid:pk>/overeenkomst.docx", views.agreement_docx, name="agreement_docx"),
    path("routes/<uuid:pk>/overeenkomst/verschil/", views.difference, name="agreement_difference"),
    path("routes/<uuid:pk>/overeenkomst/addendum.pdf", views.addendum_pdf, name="addendum_pdf"),
    path("routes/<uuid:pk>/overeenkomst/addendum.docx", views.addendum_docx, name="addendum_docx"),
    path("routes/<uuid:pk>/overeenkomst/bepalingen/", drafting_views.clause_library, name="clause_library"),
    path("routes/<uuid:pk>/overeenkomst/bepalingen/<slug:clause>/", drafting_views.clause_take, name="clause_take"),
    path("routes/<uuid:pk>/overeenkomst/wat-ontbreekt/", drafting_views.interview, name="agreement_interview"),
    path("routes/<uuid:pk>/overeenkomst/registratie/", drafting_views.register_list, name="register_list"),
    path("routes/<uuid:pk>/overeenkomst/getekend/", views.signed, name="agreement_signed"),
    path("routes/<uuid:pk>/overeenkomst/getekend/<int:number>/kopie/", views.signed_copy_add, name="signed_copy_add"),
    path("routes/<uuid:pk>/overeenkomst/kopie/<int:copy>.pdf", views.signed_copy, name="signed_copy"),
]
