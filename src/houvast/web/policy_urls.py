"""Addresses of all that who makes policy looks at: about areas and approaches, and about nobody."""

from houvast.web import (
    area_urls,
    evidence_urls,
    plan_check_urls,
    plan_other_urls,
    plan_question_urls,
    plan_yardstick_urls,
)

urlpatterns = [
    *area_urls.urlpatterns,
    *plan_question_urls.urlpatterns,
    *plan_yardstick_urls.urlpatterns,
    *plan_other_urls.urlpatterns,
    *plan_check_urls.urlpatterns,
    *evidence_urls.urlpatterns,
]
