"""Addresses that exist in the demo only."""

from django.urls import path

from houvast.demo import views

urlpatterns = [
    path("", views.step_in, name="demo"),
    path("postvak/", views.postbox, name="post_box"),
    path("instappen/", views.sign_in, name="demo_sign_in"),
    path("taal/", views.speak, name="demo_language"),
]
