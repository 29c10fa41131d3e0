"""What waits for people, by e-mail: only to those who chose it, and only when there is something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from naadloos.organisations.models import MailRhythm, User
from naadloos.routes.mywork import Waiting, Work, my_work

_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail, ready to be sent."""

    user: User
    subject: str
    body: str


def digests(today: date, address: str) -> list[Digest]:
    """The mails of a day. ``address`` is where Naadloos is reached, such as https://naadloos.example.nl."""
    if today.weekday() >= _SATURDAY:
        return []
    rhythms = [MailRhythm.DAILY, *([MailRhythm.WEEKLY] if today.weekday() == _MONDAY else [])]
    people = User.objects.filter(is_active=True, mail_rhythm__in=rhythms).filter(
        Q(mailed_on=None) | Q(mailed_on__lt=today)
    )
    found = []
    # There is no language of a person to go by; the schools write Dutch.
    with override("nl"):
        for user in people.order_by("pk"):
            work = my_work(user, today)
            if not work.nothing:
                found.append(Digest(user, _("Naadloos: wat op u wacht"), _body(user, work, address.rstrip("/"))))
    return found


def send_digests(today: date, address: str) -> int:
    """Send the mails of a day, each person once; returns how many went out."""
    found = digests(today, address)
    for each in found:
        with transaction.atomic():
            # First the note that it was sent: one mail too few is better than the same mail twice.
            if User.objects.filter(pk=each.user.pk).exclude(mailed_on=today).update(mailed_on=today):
                send_mail(each.subject, each.body, None, [each.user.email])
    return len(found)


def set_rhythm(*, actor: User, rhythm: str) -> None:
    """Choose how often one's own overview comes. Raises ValidationError."""
    actor.mail_rhythm = rhythm
    actor.full_clean(exclude=["password"])
    actor.save(update_fields=["mail_rhythm"])


def _body(user: User, work: Work, address: str) -> str:
    parts = [_("Beste %(name)s,") % {"name": user}, ""]
    for title, rows in (
        (_("Wacht op uw akkoord"), work.approvals),
        (_("Iemand vraagt u iets"), work.questions),
        (_("Acties met uw naam"), work.actions),
        (_("De komende acht weken"), work.dates),
    ):
        if rows:
            parts += [title, *_lines(rows, address), ""]
    parts.append(_("U kiest zelf hoe vaak u dit krijgt: %(url)s") % {"url": f"{address}/mijn-werk/"})
    return "\n".join(parts) + "\n"


def _lines(rows: Iterable[Waiting], address: str) -> list[str]:
    lines = []
    for row in rows:
        day = f"{date_format(row.on, 'j F Y')}: " if row.on else ""
        late = f" ({_('te laat')})" if row.late else ""
        lines.append(f"- {day}{row.what}{late} — {row.route}\n  {address}{row.url}")
    return lines
