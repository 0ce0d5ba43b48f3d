"""Addresses of django-helpdesk; Django is imported by name because it lives elsewhere."""

from importlib import import_module

urls = import_module("django.urls")
urlpatterns = [urls.path("", urls.include("helpdesk.urls"))]
