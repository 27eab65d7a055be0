"""Tell a colleague that something waits: in the act that makes it wait, sent by a job after it."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from houvast.accounts.models import User
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.tracks.models import Notice
from houvast.tracks.rules.notices import AT_ONCE, SUBJECT, TEXT, NoticeKind

KEPT_FOR = timedelta(days=90)
SEND = "tracks.send_notice"


def tell(municipality_id: UUID, to_user: UUID, kind: NoticeKind, act: Operation) -> None:
    """Leave a notice, and for what cannot wait a job in the same transaction."""
    notice = Notice.objects.create(
        municipality_id=municipality_id,
        to_user_id=to_user,
        kind=kind.value,
        at=act.now,
        destroy_on=act.today + KEPT_FOR,
    )
    if kind in AT_ONCE:
        task = app.configure_task(SEND, allow_unknown=True)
        task.defer(municipality_id=str(municipality_id), notice_id=str(notice.pk))


def send_one(*, by: Actor, notice_id: UUID) -> bool:
    """Send one notice; False when it has gone already, because a job may run twice."""
    with recorded(by, "tracks.notice_sent") as act:
        waiting = Notice.objects.select_for_update(no_key=True).filter(pk=notice_id, sent_at=None)
        notice = waiting.first()
        if notice is None:
            return False
        _mail(notice.to_user_id, [NoticeKind(notice.kind)])
        notice.sent_at = act.now
        notice.save(update_fields=["sent_at"])
        return True


def send_the_rest(*, by: Actor) -> int:
    """One message a day for each colleague with everything that could wait; how many messages."""
    with recorded(by, "tracks.notices_sent") as act:
        waiting = Notice.objects.select_for_update(no_key=True).filter(sent_at=None).order_by("at")
        found: dict[UUID, list[NoticeKind]] = {}
        for notice in waiting:
            found.setdefault(notice.to_user_id, []).append(NoticeKind(notice.kind))
        for to_user, kinds in found.items():
            _mail(to_user, kinds)
        waiting.update(sent_at=act.now)
        return len(found)


def _mail(to_user: UUID, kinds: list[NoticeKind]) -> None:
    """No name and no link to sign in: a mailbox is read by more people than one."""
    address = User.objects.get(pk=to_user).email
    lines = list(dict.fromkeys(_(TEXT[kind]) for kind in kinds))
    if address:
        send_mail(_(SUBJECT), "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [address])
