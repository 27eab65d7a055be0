"""The addresses of Veiligheid, and of what stands beside a track at a Zorg- en Veiligheidshuis."""

from django.urls import path

from houvast.web import safety, zvh

AT_SAFETY = [
    path("veiligheid/", safety.safety_signals, name="safety_signals"),
    path("veiligheid/nieuw/", safety.new_safety_signal, name="new_safety_signal"),
    path("veiligheid/<uuid:safety_id>/", safety.safety_signal, name="safety_signal"),
    path("veiligheid/<uuid:safety_id>/<slug:act>/", safety.safety_step, name="safety_step"),
    path("klopt-niet/<uuid:correction_id>/", safety.correction_done, name="correction_done"),
    path("zvh/", zvh.zvh_cases, name="zvh_cases"),
    path("jongeren/<uuid:track_id>/zvh/", zvh.zvh, name="zvh"),
    path("jongeren/<uuid:track_id>/zvh/<slug:way>/", zvh.zvh_step, name="zvh_step"),
]
