"""All addresses, with those of the demo, as where the demo runs."""

from django.urls import include, path

from houvast.urls import urlpatterns as everywhere

urlpatterns = [*everywhere, path("demo/", include("houvast.demo.urls"))]
