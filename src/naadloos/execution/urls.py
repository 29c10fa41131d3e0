from django.urls import URLPattern

from naadloos.execution.group_urls import urlpatterns as groups

urlpatterns: list[URLPattern] = [*groups]
