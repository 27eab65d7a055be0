"""Addresses about one's own account, roles, what is restricted and guests of partners."""

from django.urls import path

from houvast.web import (
    access_reviews,
    care,
    guests,
    joining,
    new_guests,
    open_sessions,
    passwords,
    restricting,
    role_reviews,
    shielding,
    step_resets,
    using,
)

urlpatterns = [
    path("beveiliging/wachtwoord/", passwords.password, name="password"),
    path("beveiliging/ingelogd/", open_sessions.open_sessions, name="open_sessions"),
    path("beveiliging/ingelogd/uit/", open_sessions.end, name="end_sessions"),
    path("jongeren/<uuid:track_id>/jeugdhulp/", care.care, name="care"),
    path("jongeren/<uuid:track_id>/jeugdhulp/<uuid:care_id>/voorbij/", care.over, name="care_over"),
    path("toegang/nakijken/", access_reviews.access_reviews, name="access_reviews"),
    path("rollen/", role_reviews.role_reviews, name="role_reviews"),
    path("jongeren/<uuid:track_id>/afschermen/", shielding.shield, name="shield"),
    path("afgeschermd/", shielding.shields, name="shields"),
    path("afgeschermd/<uuid:shield_id>/opheffen/", shielding.lift, name="lift_shield"),
    path("collegas/tweede-stap/", step_resets.step_resets, name="step_resets"),
    path("collegas/tweede-stap/<uuid:reset_id>/weg/", step_resets.reset, name="reset_step"),
    path("collegas/tweede-stap/<uuid:reset_id>/niet/", step_resets.keep, name="keep_step"),
    path(
        "jongeren/<uuid:track_id>/delen/<uuid:fact_id>/beperken/",
        restricting.restrict,
        name="restrict_fact",
    ),
    path(
        "jongeren/<uuid:track_id>/delen/<uuid:fact_id>/toch/",
        using.use_restricted,
        name="use_restricted",
    ),
    path(
        "jongeren/<uuid:track_id>/delen/<uuid:fact_id>/toch/<uuid:use_id>/stop/",
        using.end_use,
        name="end_use",
    ),
    path(
        "jongeren/<uuid:track_id>/delen/<uuid:limited_id>/beperken/brief/",
        restricting.letter,
        name="lifting_letter",
    ),
    path("beperkt/", using.uses, name="restricted_uses"),
    path("beperkt/besluit/<uuid:restriction_id>/", restricting.decide, name="decide_restriction"),
    path(
        "beperkt/besluit/<uuid:restriction_id>/opheffen/",
        restricting.lift,
        name="lift_restriction",
    ),
    path("beperkt/<uuid:use_id>/<slug:say>/", using.use_step, name="use_step"),
    path("jongeren/<uuid:track_id>/delen/vragen/", guests.ask_partner, name="ask_partner"),
    path("vraag/", guests.question, name="question"),
    path("vraag/<uuid:asked_id>/", guests.guest_question, name="guest_question"),
    path("vraag/<uuid:asked_id>/terug/", guests.return_question, name="return_question"),
    path("vraag/antwoord/<uuid:answer_id>/gelezen/", guests.answer_read, name="answer_read"),
    path("gasten/", guests.guests, name="guests"),
    path("gasten/<uuid:asked_id>/stop/", guests.stop_guest, name="stop_guest"),
    path("collegas/nieuw/", joining.new_colleague, name="new_colleague"),
    path("collegas/teams/", joining.teams, name="teams"),
    path("collegas/organisatie/", joining.organisation, name="organisation"),
    path("collegas/<uuid:user_id>/", joining.colleague, name="colleague"),
    path(
        "collegas/<uuid:user_id>/rol/<uuid:membership_id>/stop/",
        joining.stop,
        name="stop_role",
    ),
    path("collegas/gast/", new_guests.new_guest, name="new_guest"),
]
