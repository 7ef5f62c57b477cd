"""Writing enquiries: who asks whether a young person can come, and the answer; a yes may be the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli import codes
from mentorcli.errors import Ambiguous, BadValue
from mentorcli.models.intake import Enquiry
from mentorcli.models.person import Youth
from mentorcli.services import record
from mentorcli.services.youth import refer_again, target_group
from mentorcli.views import names, states
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

ON_FILE = ("referred", "visited", "waiting", "matched", "paused")  # a yes adds no second referral of these


def youth_of(session: Session, values: dict[str, Any], *, today: str, new: bool = False) -> int:
    """The number of a young person added by name, without a referral; anybody of that name on file is refused."""
    name = str(values["name"])
    same = record.namesakes(session, "youth", name, values.get("born"))
    if same and not new:
        raise Ambiguous(
            _("{name} is on file already.").format(name=name),
            _("Give the number if it is the same person, for example {id}, or --new for another of that name.").format(
                id=f"y{same[0].id}"
            ),
            [names.detail("youth", one) for one in same],
        )
    number = record.add(session, Youth(recorded_on=today, **record.named({"gender": "unknown", **values})))
    text = _("New in the file: {who}.").format(who=names.said(record.raw(session), "youth", number))
    record.warn(session, text)
    return number


def log(
    session: Session, values: dict[str, Any], person: dict[str, Any] | None, *, today: str, new: bool = False
) -> tuple[int, bool]:
    """Record an enquiry, about a youth on file (`youth_id`), about somebody new (`person`), or about nobody by name.

    The number, and whether it was recorded now: the same enquiry of the same day is one.
    """
    about = [values.get("youth_id")]
    if person is not None:
        same = record.namesakes(session, "youth", str(person["name"]), person.get("born"))
        about = [one.id for one in (same[1:] if new else same)]
    rows = session.exec(select(Enquiry).where(Enquiry.on_day == values["on_day"])).all()
    for row in rows:
        alike = all(getattr(row, name) == values[name] for name in ("source", "asker", "about"))
        if alike and row.youth_id in about:
            if person is not None and row.youth_id is not None:
                youth = record.get(session, Youth, row.youth_id)
                record.must_agree(youth, person, f"mentorcli youth edit y{youth.id}")
            return row.id or 0, False
    if person is not None:
        values = {**values, "youth_id": youth_of(session, person, today=today, new=new)}
    return record.add(session, Enquiry(recorded_on=today, **values)), True


def meant(
    session: Session, enquiry_id: int, youth_id: int | None, person: dict[str, Any] | None, *, today: str, new: bool
) -> int | None:
    """The young person whom an enquiry turns out to be about: on file by number, or by a name that is new to the file.

    The name of the one whom it is about already means that one, so that a command may be given twice.
    """
    if person is None:
        return youth_id
    there = record.get(session, Enquiry, enquiry_id).youth_id
    same = record.namesakes(session, "youth", str(person["name"]), None)
    if there is not None and any(one.id == there for one in same):
        return there
    return youth_of(session, person, today=today, new=new)


def answer(
    session: Session,
    enquiry_id: int,
    values: dict[str, Any],
    *,
    profile: Profile,
    today: str,
    override: str | None = None,
) -> tuple[bool, int | None]:
    """Record the answer; whether it was recorded now, and the youth whom a yes refers."""
    enquiry = record.get(session, Enquiry, enquiry_id)
    given = {name: value for name, value in values.items() if value not in (None, "")}
    if enquiry.answer is not None and enquiry.answered_on is not None:
        if all(getattr(enquiry, name) == value for name, value in given.items()):
            return False, None
        raise record.refuse(
            _("The enquiry {id} was answered on {day}: {answer}.").format(
                id=f"q{enquiry_id}",
                day=day_short(enquiry.answered_on),
                answer=codes.word("enquiry_answer", enquiry.answer),
            ),
            _("Correct it with mentorcli enquiry edit {id}.").format(id=f"q{enquiry_id}"),
        )
    if enquiry.youth_id not in (None, given.get("youth_id", enquiry.youth_id)):
        raise record.refuse(
            _("The enquiry {id} is about {who}.").format(
                id=f"q{enquiry_id}", who=names.said(record.raw(session), "youth", enquiry.youth_id or 0)
            ),
            _("Correct it with mentorcli enquiry edit {id}.").format(id=f"q{enquiry_id}"),
        )
    record.not_before(enquiry.on_day, str(values["answered_on"]), _("the enquiry"))
    record.change(session, enquiry, **given)
    return True, way_in(session, enquiry, profile, today=today, override=override)


def way_in(
    session: Session, enquiry: Enquiry, profile: Profile, *, today: str, override: str | None = None
) -> int | None:
    """The referral that a yes makes where the scheme's way in is the enquiry (source: CFU); the youth's number.

    It is dated on the day of the answer. A youth who waits or is matched on that day needs none.
    """
    day = enquiry.answered_on
    if profile.youth.intake != "enquiry" or enquiry.answer != "yes" or enquiry.youth_id is None or day is None:
        return None
    if states.youth_state(record.raw(session), enquiry.youth_id, profile, day) in ON_FILE:
        return None
    referral = {"on_day": day, "source": enquiry.source, "referrer": enquiry.asker}
    if not refer_again(session, enquiry.youth_id, referral, today=today):
        return None
    target_group(session, "enquiry answer", enquiry.youth_id, profile, on=day, today=today, override=override)
    return enquiry.youth_id


def edit(
    session: Session,
    enquiry_id: int,
    values: dict[str, Any],
    *,
    profile: Profile,
    today: str,
    override: str | None = None,
) -> tuple[list[str], int | None]:
    """Correct an enquiry, or say whom it is about; the fields that differed, and the youth whom a yes now refers."""
    enquiry = record.get(session, Enquiry, enquiry_id)
    if enquiry.answer is None and {"answer", "answered_on"} & set(values):
        raise BadValue(
            _("The enquiry {id} has no answer yet.").format(id=f"q{enquiry_id}"),
            _("Record it with mentorcli enquiry answer {id} --yes, or --no.").format(id=f"q{enquiry_id}"),
        )
    answered = values.get("answered_on", enquiry.answered_on)
    if answered is not None:
        record.not_before(str(values.get("on_day", enquiry.on_day)), str(answered), _("the enquiry"))
    before = enquiry.youth_id
    changed = record.change(session, enquiry, **values)
    if before is not None and "youth_id" in changed:
        still_there(session, before, profile, today)
    if "answer" in changed and enquiry.answer == "no" and enquiry.youth_id is not None:
        still_there(session, enquiry.youth_id, profile, today)
    opens = {"youth_id", "answer"} & set(changed)
    if not opens:
        return changed, None
    return changed, way_in(session, enquiry, profile, today=today, override=override)


def still_there(session: Session, youth_id: int, profile: Profile, today: str) -> None:
    """Say that a referral stays where a yes is corrected to a no, or is about another: facts are not taken back in silence."""
    if states.youth_state(record.raw(session), youth_id, profile, today) in ON_FILE:
        text = _("{who} is still referred; close it with: {command}").format(
            who=names.said(record.raw(session), "youth", youth_id),
            command=f"mentorcli youth close y{youth_id} --reason not-accepted",
        )
        record.warn(session, text)
