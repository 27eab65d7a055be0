"""Being told: at once for one's own rung, offer and return, else once a day; never a name."""

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.notices import send_one, send_the_rest
from houvast.tracks.jobs import climb_the_ladder, send_notice
from houvast.tracks.models import Notice
from houvast.tracks.reads.notices import post_box
from houvast.tracks.rules.notices import AT_ONCE, TEXT, NoticeKind
from houvast.tracks.rules.states import HandoverReason


def kinds(actor) -> list[NoticeKind]:
    return [one.kind for one in post_box(actor).notices]


def test_each_kind_has_words_without_a_name_or_a_link():  # T-101
    assert set(TEXT) == set(NoticeKind)
    assert not [text for text in TEXT.values() if "http" in text or "{" in text]


def test_an_offer_is_told_at_once_by_a_job_with_ids_only(town, track):  # T-68
    assert kinds(town["anouk"]) == [NoticeKind.OFFER]
    job = ProcrastinateJob.objects.get()
    assert job.task_name == "tracks.send_notice"
    assert set(job.args) == {"municipality_id", "notice_id"}
    assert send_notice(**job.args)
    assert not send_notice(**job.args)
    assert [one.to for one in mail.outbox] == [["anouk@voorbeeld.invalid"]]
    assert "Ilias" not in mail.outbox[0].subject + mail.outbox[0].body


def test_a_late_moment_is_told_to_who_keeps_it_and_then_higher(town, track, clock):
    net = safety_net(town["anouk"].municipality_id)
    for who in ("anouk", "lotte"):
        had = kinds(town[who])
        while kinds(town[who]) == had:
            clock.forward(days=1)
            climb_ladder(by=net)
    assert kinds(town["anouk"])[0] is NoticeKind.OWN_MOMENT_LATE
    assert kinds(town["lotte"]) == [NoticeKind.RUNG]
    assert NoticeKind.RUNG not in AT_ONCE
    mail.outbox.clear()
    assert send_the_rest(by=net) == 2
    assert send_the_rest(by=net) == 0
    assert sorted(one.to[0] for one in mail.outbox) == [
        "anouk@voorbeeld.invalid",
        "lotte@voorbeeld.invalid",
    ]


def test_a_question_that_went_back_is_told_to_coach_and_coordinator(town, track, clock):
    offer_handover(
        by=town["anouk"],
        track_id=track,
        from_user=town["anouk"].user_id,
        to_user=town["bilal"].user_id,
        reason=HandoverReason.NO_CLICK,
    )
    clock.forward(days=12)
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    assert NoticeKind.RETURNED in kinds(town["anouk"])
    assert NoticeKind.RETURNED in kinds(town["rachid"])


def test_nobody_reads_the_messages_of_somebody_else(town, elsewhere, track):
    for other in (town["bilal"], town["rachid"], elsewhere["carmen"]):
        with acting(other):
            assert not Notice.objects.exists()


def test_what_is_refused_leaves_no_message_and_no_job(town, track):
    before = ProcrastinateJob.objects.count()
    with pytest.raises(Exception, match="is het al"):
        offer_handover(
            by=town["anouk"],
            track_id=track,
            from_user=town["anouk"].user_id,
            to_user=town["anouk"].user_id,
            reason=HandoverReason.NO_CLICK,
        )
    assert ProcrastinateJob.objects.count() == before


def test_the_hourly_job_does_every_municipality_and_may_run_twice(town, elsewhere, track, clock):
    clock.forward(days=5)
    assert climb_the_ladder(timestamp=0) == 1
    assert climb_the_ladder(timestamp=0) == 0


def test_one_message_is_sent_once_whoever_asks(town, track):
    with acting(town["anouk"]):
        notice = Notice.objects.get()
    net = safety_net(town["anouk"].municipality_id)
    assert [send_one(by=net, notice_id=notice.pk) for _ in range(2)] == [True, False]
