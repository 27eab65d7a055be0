"""Addresses of the cards of evidence."""

from django.urls import path

from houvast.web import evidence

urlpatterns = [
    path("bewijs/", evidence.cards, name="evidence"),
    path("bewijs/nieuw/", evidence.new_card, name="new_evidence_card"),
    path(
        "bewijs/voorstel/<uuid:version_id>/<slug:step>/",
        evidence.answer_card,
        name="answer_evidence_card",
    ),
    path("bewijs/<slug:code>/", evidence.card, name="evidence_card"),
    path("bewijs/<slug:code>/wijzigen/", evidence.change_card, name="change_evidence_card"),
]
