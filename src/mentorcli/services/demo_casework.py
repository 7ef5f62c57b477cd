"""What the sample corps has besides its workbook: former certificates, goals with scores, talks, enquiries, a notification.

All of it is told about the people and matches that the workbook brought, on days that follow from theirs: the same day, the same
story. Each is recorded on its own day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorcli.rules.rule import later
from mentorcli.services import concern, enquiry, followup, goal, mentor, record
from mentorcli.views import names

if TYPE_CHECKING:
    from sqlmodel import Session

    from mentorcli.schemes.profile import Profile

# Area, the words of the goal, and how far the young person and the mentor see it at each look, the first at the start.
GOALS = (
    ("education", "Gennemføre hf-enkeltfag i dansk og engelsk", ((1, 2), (2, 3), (4, 3), (4, 4))),
    ("job", "Få et fritidsjob med faste timer", ((2, 2), (3, 2), (3, 4), (5, 4))),
    ("structure", "Komme op og ud ad døren på hverdage", ((1, 1), (2, 3), (3, 3), (3, 4))),
    ("network", "Deltage i noget fast uden for hjemmet hver uge", ((2, 1), (2, 2), (4, 2), (4, 4))),
    ("exam-nerves", "Gå til eksamen uden at melde afbud", ((1, 2), (3, 3), (4, 4), (4, 5))),
    ("loneliness", "Have to venner at ringe til", ((1, 1), (1, 2), (2, 2), (3, 2))),
)
SET_AFTER, LOOKED_AFTER = 21, 80  # days: from the first meeting to the goal, from one look at it to the next
RUNNING = """SELECT id, youth_id, first_met_on FROM match
WHERE first_met_on IS NOT NULL AND id NOT IN (SELECT match_id FROM match_end) ORDER BY first_met_on, id"""
ENQUIRIES = ((71, "counsellor", "Vejleder på hf", "Ung, der er ved at falde fra", 5),
    (19, "jobcenter", "Jobcentret, ungeteamet", "Ung på vej i virksomhedspraktik", None))  # fmt: skip
CONCERNED = 8  # days ago; the municipality has not sent its receipt


OWN_DAY = {  # the day on which a record of the workbook would have been written down, in a corps that keeps its file up to date
    "mentor": "applied_on", "meeting": "on_day", "match": "coalesce(proposed_on, first_met_on)", "match_end": "on_day",
    "referral": "on_day", "consent": "on_day", "event": "on_day", "money": "on_day", "hours": "on_day",
    "mentor_check": "coalesce(seen_on, ordered_on)", "departure": "on_day", "closing": "on_day", "remark": "on_day",
    "youth": "(SELECT min(r.on_day) FROM referral r WHERE r.youth_id = youth.id)",
    "attendance": "(SELECT e.on_day FROM event e WHERE e.id = attendance.event_id)",
}  # fmt: skip


def written_down(session: Session, today: str) -> None:
    """Let each record of the workbook be written down on its own day, so that what hangs on that day reads like a real corps's."""
    for table, day in OWN_DAY.items():
        sql = f"UPDATE {table} SET recorded_on = min(?1, {day}) WHERE {day} IS NOT NULL"
        record.raw(session).execute(sql, (today,))


def casework(session: Session, profile: Profile, today: str, former: list[tuple[str, str]]) -> None:
    """Write the sample's casework up to a day (ISO); `former` are certificates seen before those of the workbook."""
    for name, on in former:
        number = names.person(record.raw(session), "mentor", name)
        mentor.check(session, number, {"kind": "straffeattest", "seen_on": on, "outcome": "approved"}, today=on)
    matches = record.raw(session).execute(RUNNING).fetchall()
    for place, (_match, youth, met) in enumerate(matches):
        pursue(session, youth, GOALS[place % len(GOALS)], met, today)
    talk(session, profile, [(match, met) for match, _youth, met in matches], today)
    for ago, source, asker, about, waited in ENQUIRIES:
        on = later(today, days=-ago)
        asked = {"on_day": on, "source": source, "asker": asker, "about": about, "youth_id": None}
        number, _fresh = enquiry.log(session, asked, None, today=on)
        if waited is not None:
            reply, day = {"answer": "no", "reason": "bor i en anden kommune"}, later(on, days=waited)
            enquiry.answer(session, number, {**reply, "answered_on": day, "youth_id": None}, profile=profile, today=day)
    worried, on = matches[0][1], later(today, days=-CONCERNED)
    told = {"on_day": on, "told_to": "Slagelse Kommune", "by_role": "koordinator"}
    concern.log(session, worried, told, profile=profile, today=on)


def pursue(
    session: Session, youth: int, told: tuple[str, str, tuple[tuple[int, int], ...]], met: str, today: str
) -> None:
    """Set a goal some weeks after the first meeting, and score it in both views as long as the day allows."""
    area, text, looks = told
    on = later(met, days=SET_AFTER)
    if on > today:
        return
    number, _fresh = goal.add(session, {"youth_id": youth, "area": area, "text": text, "on_day": on}, today=on)
    for scores in looks:
        for view, step in zip(("youth", "mentor"), scores, strict=True):
            goal.score(session, number, on=on, view=view, step=step, today=on)
        on = later(on, days=LOOKED_AFTER)
        if on > today:
            return


def talk(session: Session, profile: Profile, matches: list[tuple[int, str]], today: str) -> None:
    """A talk with each party of the newer matches, five weeks after they met."""
    for match, met in matches[-6:]:
        on = later(met, days=35)
        for party, rating in (("mentor", 4), ("youth", 5)):
            if on <= today:
                values = {
                    "on_day": on,
                    "party": party,
                    "kind": "talk",
                    "status": "held",
                    "via": "phone",
                    "rating": rating,
                }
                followup.log(session, match, values, profile=profile, today=on)
