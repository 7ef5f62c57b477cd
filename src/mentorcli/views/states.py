"""Every derived state, once: functions of dated facts and a day, each written as SQL over `:day`.

A state is never stored (domain: facts have dates, states are worked out). Put `WITH` and one or more of the
constants below before a query, and pass `params(profile, day)`. The first line of a CASE that fits counts.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.codes import SENSITIVE
from mentorcli.rules.rule import may_be_child

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

Params = dict[str, str | int | None]

# A match that has more ends than reopenings has ended: an end and a reopening of one day cannot be mixed up.
FOREVER = "9999-12-31"  # a day after every other
RUNNING = """m.first_met_on <= :day
    AND (SELECT count(*) FROM match_end e WHERE e.match_id = m.id AND e.on_day <= :day)
     <= (SELECT count(*) FROM match_reopening r WHERE r.match_id = m.id AND r.on_day <= :day)"""

# A match is live in a period when it runs on some day from :lo to :hi, the day of an end counted.
LIVE = f"""(m.first_met_on BETWEEN :lo AND :hi
    OR EXISTS (SELECT 1 FROM match_reopening x WHERE x.match_id = m.id AND x.on_day BETWEEN :lo AND :hi)
    OR ({RUNNING.replace(":day", "date(:lo, '-1 day')")}))"""

HELD = "(SELECT count(*) FROM meeting k WHERE k.match_id = m.id AND k.status = 'held' AND k.on_day <= :day)"

MATCHES = """match_state AS (
  SELECT m.*,
    (SELECT max(e.on_day) FROM match_end e WHERE e.match_id = m.id AND e.on_day <= :day) AS last_end,
    CASE
      WHEN (SELECT count(*) FROM match_end e WHERE e.match_id = m.id AND e.on_day <= :day)
         > (SELECT count(*) FROM match_reopening r WHERE r.match_id = m.id AND r.on_day <= :day) THEN 'ended'
      WHEN m.declined_on <= :day THEN 'declined'
      WHEN m.first_met_on <= :day AND EXISTS (
        SELECT 1 FROM match_pause p WHERE p.match_id = m.id AND p.on_day <= :day
           AND (p.resumed_on IS NULL OR p.resumed_on > :day)) THEN 'paused'
      WHEN m.first_met_on <= :day AND (:settled_after IS NULL OR :settled_after <= (
        SELECT count(*) FROM (SELECT 1 FROM meeting k WHERE k.match_id = m.id AND k.status = 'held'
           AND k.on_day <= :day LIMIT :settled_after))) THEN 'settled'
      WHEN m.first_met_on <= :day THEN 'starting'
      WHEN m.proposed_on <= :day AND (:mentor_yes = 0 OR m.mentor_yes_on <= :day)
       AND (:youth_yes = 0 OR m.youth_yes_on <= :day) THEN 'accepted'
      WHEN m.proposed_on <= :day THEN 'proposed'
    END AS state
  FROM match m
  WHERE coalesce(min(m.proposed_on, m.first_met_on), m.proposed_on, m.first_met_on) <= :day)"""

OPEN = "('accepted', 'starting', 'settled', 'paused')"  # states of a match that take up the mentor
UNDECIDED = "('proposed', 'accepted', 'starting', 'settled', 'paused')"  # open, or proposed and unanswered
RUNS = "('starting', 'settled', 'paused')"  # states of a match that runs

TRAINED = """nullif(min(coalesce(p.trained_on, '9999'), coalesce((
    SELECT min(e.on_day) FROM attendance a JOIN event e ON e.id = a.event_id
    WHERE a.mentor_id = p.id AND e.kind = 'course'), '9999')), '9999')"""

# The day that counts as trained in the figures of a period to `:hi`: the course, else, where no course is demanded, the
# approval. What happened after `:hi` tells nothing: a course to come does not take back an approval.
COURSE_BY = TRAINED.replace("p.trained_on,", "CASE WHEN p.trained_on <= :hi THEN p.trained_on END,").replace(
    "e.kind = 'course'", "e.kind = 'course' AND e.on_day <= :hi"
)
APPROVED_BY = """coalesce(CASE WHEN p.approved_on <= :hi THEN p.approved_on END,
    (SELECT min(y.mentor_yes_on) FROM match y WHERE y.mentor_id = p.id AND y.mentor_yes_on <= :hi))"""
TRAINED_FOR_FIGURES = f"coalesce({COURSE_BY}, CASE WHEN :course = 0 THEN {APPROVED_BY} END)"

AWAY = """EXISTS (SELECT 1 FROM departure d WHERE d.mentor_id = p.id AND d.on_day <= :day
    AND (d.returned_on IS NULL OR d.returned_on > :day){kind})"""
GONE = AWAY.format(kind="")

CHECKED = """coalesce((SELECT c.outcome FROM mentor_check c WHERE c.mentor_id = p.id AND c.kind = '{kind}'
    AND c.seen_on <= :day ORDER BY c.seen_on DESC, c.id DESC LIMIT 1), '') = 'approved'"""

MENTORS = f"""mentor_fact AS (
  SELECT p.*, {TRAINED} AS trained,
    p.approved_on <= :day OR {TRAINED} <= :day OR EXISTS (
      SELECT 1 FROM match y WHERE y.mentor_id = p.id AND y.mentor_yes_on <= :day) AS approved,
    {AWAY.format(kind=" AND d.kind = 'left'")} AS has_left,
    {AWAY.format(kind=" AND d.kind = 'declined'")} AS was_declined,
    EXISTS (SELECT 1 FROM mentor_pause x WHERE x.mentor_id = p.id AND x.on_day <= :day
       AND (x.resumed_on IS NULL OR x.resumed_on > :day)) AS rests,
    (SELECT count(*) FROM match_state s WHERE s.mentor_id = p.id AND s.state IN {OPEN}) AS open_matches,
    :straffeattest = 0 OR {CHECKED.format(kind="straffeattest")} AS checked,
    EXISTS (SELECT 1 FROM mentor_check c WHERE c.mentor_id = p.id
       AND (c.ordered_on <= :day OR c.seen_on <= :day)) AS in_check
  FROM mentor p WHERE p.applied_on <= :day),
mentor_state AS (
  SELECT f.*, coalesce(f.capacity, :youths_max) AS places,
    CASE
      WHEN f.has_left THEN 'left'
      WHEN f.was_declined THEN 'declined'
      WHEN f.rests THEN 'paused'
      WHEN f.open_matches > 0 THEN 'matched'
      WHEN f.checked AND (:secrecy = 0 OR f.secrecy_on <= :day) AND CASE
        WHEN :course THEN f.trained <= :day
        WHEN :straffeattest = 0 AND :secrecy = 0 THEN f.approved
        ELSE 1 END THEN 'ready'
      WHEN f.checked AND (:secrecy = 0 OR f.secrecy_on <= :day) AND :course THEN 'in-training'
      WHEN f.in_check THEN 'in-screening'
      ELSE 'applicant'
    END AS state
  FROM mentor_fact f)"""

FREE = "CASE WHEN state IN ('ready', 'matched') THEN max(0, places - open_matches) ELSE 0 END"

# The newest end `e` put the youth back on the list, and nothing has taken the youth off it since.
REMATCHED = """(coalesce(e.rematch, 0) AND NOT EXISTS (
      SELECT 1 FROM closing x JOIN referral w ON w.id = x.referral_id
      WHERE w.youth_id = f.id AND x.on_day BETWEEN e.on_day AND :day)
     AND NOT EXISTS (SELECT 1 FROM visitation v WHERE v.youth_id = f.id AND v.decision = 'other-support'
       AND v.decided_on BETWEEN e.on_day AND :day))"""

# Who waits (`waits`) is one thing, how far intake has come (`state`) another: where the scheme asks for a visitation, a
# waiting youth is referred before it, visited after it, and waiting once it is decided; a further visitation, not
# decided yet, takes nobody back, nor whom the coordinator has put on the list again. A decision for other support takes
# the youth off the list as a closing of that day does. Who has only enquired has no referral yet.
YOUTHS = f"""youth_fact AS (
  SELECT p.*,
    (SELECT r.id FROM referral r WHERE r.youth_id = p.id AND r.on_day <= :day
      ORDER BY r.on_day DESC, r.id DESC LIMIT 1) AS referral_id,
    (SELECT count(*) FROM match_state s WHERE s.youth_id = p.id AND s.state IN {OPEN}) AS open_matches,
    (SELECT count(*) FROM match_state s WHERE s.youth_id = p.id AND s.state = 'paused') AS paused_matches,
    (SELECT s.id FROM match_state s WHERE s.youth_id = p.id AND s.state = 'ended'
      ORDER BY s.last_end DESC, (SELECT x.rematch FROM match_end x WHERE x.match_id = s.id AND x.on_day <= :day
        ORDER BY x.on_day DESC, x.id DESC LIMIT 1) DESC, s.id DESC LIMIT 1) AS last_ended,
    EXISTS (SELECT 1 FROM match_state s WHERE s.youth_id = p.id AND s.state = 'proposed') AS has_proposal
  FROM youth p),
youth_stand AS (
  SELECT f.*, r.on_day AS referred, coalesce(r.source, q.source) AS source, e.on_day AS last_end,
    {REMATCHED} AS rematched,
    CASE WHEN {REMATCHED} THEN e.on_day
      ELSE coalesce((SELECT min(w.on_day) FROM referral w WHERE w.youth_id = f.id AND w.on_day <= :day
         AND (e.id IS NULL OR w.on_day >= e.on_day)
         AND NOT EXISTS (SELECT 1 FROM closing x WHERE x.referral_id = w.id AND x.on_day <= :day)
         AND NOT EXISTS (SELECT 1 FROM visitation v WHERE v.youth_id = f.id AND v.decision = 'other-support'
           AND v.decided_on BETWEEN w.on_day AND :day)), e.on_day, r.on_day)
    END AS waits_since,
    CASE
      WHEN r.id IS NULL THEN CASE WHEN q.answer = 'no' AND q.answered_on <= :day THEN 'declined' ELSE 'enquired' END
      WHEN c.reason = 'withdrew' THEN 'withdrew'
      WHEN c.reason = 'not-accepted' THEN 'declined'
      WHEN c.id IS NOT NULL THEN 'closed'
      WHEN (SELECT v.decision FROM visitation v WHERE v.youth_id = f.id
         AND v.decided_on BETWEEN max(r.on_day, coalesce(e.on_day, '')) AND :day
         ORDER BY v.decided_on DESC, v.on_day DESC, v.id DESC LIMIT 1) = 'other-support' THEN 'declined'
      WHEN f.open_matches > 0 AND f.paused_matches = f.open_matches THEN 'paused'
      WHEN f.open_matches > 0 THEN 'matched'
      WHEN e.id IS NULL OR e.rematch OR (r.on_day >= e.on_day
       AND r.on_day > coalesce(m.proposed_on, m.first_met_on)) THEN 'waiting'
      ELSE 'closed'
    END AS stand
  FROM youth_fact f
  LEFT JOIN referral r ON r.id = f.referral_id
  LEFT JOIN enquiry q ON r.id IS NULL AND q.id = (
    SELECT x.id FROM enquiry x WHERE x.youth_id = f.id AND x.on_day <= :day ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
  LEFT JOIN closing c ON c.id = (
    SELECT min(x.id) FROM closing x WHERE x.referral_id = r.id AND x.on_day <= :day)
  LEFT JOIN match m ON m.id = f.last_ended
  LEFT JOIN match_end e ON e.id = (
    SELECT x.id FROM match_end x WHERE x.match_id = f.last_ended AND x.on_day <= :day
    ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
  WHERE r.id IS NOT NULL OR q.id IS NOT NULL),
youth_state AS (
  SELECT s.*, s.stand = 'waiting' AS waits,
    CASE WHEN s.stand <> 'waiting' OR NOT :visitation THEN s.stand
      WHEN s.rematched THEN 'waiting'
      ELSE coalesce((SELECT CASE WHEN max(coalesce(v.decided_on <= :day, 0)) THEN 'waiting' ELSE 'visited' END
        FROM visitation v WHERE v.youth_id = s.id AND v.on_day BETWEEN s.waits_since AND :day HAVING count(*)), 'referred')
    END AS state
  FROM youth_stand s)"""

# Of a visitation `v` the sensitive texts that are filled, as codes of `visitation_item`.
FILLED = "rtrim({}, ', ')".format(
    " || ".join(f"CASE WHEN v.{one} <> '' THEN '{one.replace('_', '-')}, ' ELSE '' END" for one in SENSITIVE)
)
IN_FORCE = """(SELECT max(c.on_day) FROM consent c WHERE c.youth_id = {0}.id AND c.kind = '{1}' AND c.on_day <= :day
    AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :day){2})"""

# The same, by who decides: from the age at which a guardian no longer consents the young person, before it the guardian
# (Datatilsynet: usually 15). A guardian's word counts on until the young person takes back the own one, for it may have
# been given while the guardian decided; of somebody who may be that young, the young person's alone does not count.
AGE = "(substr(:day, 1, 4) - substr({0}.born, 1, 4) - (substr(:day, 6) < substr({0}.born, 6)))"
OWN_NO = """EXISTS (SELECT 1 FROM consent w WHERE w.youth_id = {0}.id AND w.kind = '{1}' AND w.on_day <= :day
    AND w.withdrawn_on <= :day AND w.given_by = 'youth')
   AND NOT EXISTS (SELECT 1 FROM consent w WHERE w.youth_id = {0}.id AND w.kind = '{1}' AND w.on_day <= :day
    AND (w.withdrawn_on IS NULL OR w.withdrawn_on > :day) AND w.given_by IN ('youth', 'both'))"""
COUNTS = f"""
    AND NOT (c.given_by = 'guardian' AND NOT coalesce({AGE} < :guardian_under, 0) AND {OWN_NO})
    AND NOT (c.given_by = 'youth' AND coalesce({AGE} < :guardian_under, :may_be_child))"""
DECIDED = IN_FORCE.replace("{2}", COUNTS)


# Grants: what somebody pays for, from day to day. A stop that was recorded ends it earlier, its own day counted.
GRANTS = """grant_fact AS (
  SELECT g.*, CASE WHEN g.stopped_on <= :day THEN min(g.until_day, g.stopped_on) ELSE g.until_day END AS last_day,
    (SELECT min(r.id) FROM grant r WHERE r.youth_id = g.youth_id AND r.renews_id = g.id
       AND (r.applied_on <= :day OR r.granted_on <= :day) AND (r.declined_on IS NULL OR r.declined_on > :day)) AS renewed_by
  FROM grant g WHERE g.applied_on <= :day OR g.granted_on <= :day),
grant_state AS (
  SELECT f.*,
    CASE
      WHEN f.declined_on <= :day THEN 'declined'
      WHEN f.granted_on IS NULL OR f.granted_on > :day THEN 'applied'
      WHEN f.stopped_on <= :day OR f.until_day < :day THEN 'ended'
      WHEN f.from_day > :day THEN 'granted'
      WHEN f.renewed_by IS NULL AND f.until_day <= date(:day, '+' || :grant_days || ' days') THEN 'ending-soon'
      ELSE 'running'
    END AS state
  FROM grant_fact f)"""

# The held meetings that a granted grant `s` pays for: of its young person, within its days, each in one grant only,
# the older where two overlap.
PAID_FOR = """meeting k JOIN match m ON m.id = k.match_id
WHERE m.youth_id = s.youth_id AND s.granted_on <= :day AND k.status = 'held' AND k.on_day <= :day
  AND k.on_day BETWEEN s.from_day AND s.last_day
  AND NOT EXISTS (SELECT 1 FROM grant_fact o WHERE o.youth_id = s.youth_id AND o.granted_on <= :day
    AND (o.from_day, o.id) < (s.from_day, s.id) AND k.on_day BETWEEN o.from_day AND o.last_day)"""
USED = f"(SELECT coalesce(sum(k.minutes), 0) FROM {PAID_FOR})"


def params(profile: Profile, day: str) -> Params:
    """What the SQL of this page needs besides the tables: the day, and the scheme's rules as they stood on it."""
    asked = "C5" not in profile.rules.off
    return {
        "day": day,
        "settled_after": profile.match.settled_after,
        "mentor_yes": int(profile.match.mentor_yes and asked),
        "youth_yes": int(profile.match.youth_yes and asked),
        "course": int(profile.demands.course),
        "straffeattest": int(profile.demands.straffeattest),
        "secrecy": int(profile.demands.secrecy),
        "youths_max": profile.mentor.youths_max,
        "grant_days": profile.remind.grant_days,
        "visitation": int(profile.youth.visitation),
        "guardian_under": profile.youth.guardian_under,
        "may_be_child": int(may_be_child(profile)),
    }


def match_state(connection: sqlite3.Connection, match_id: int, profile: Profile, day: str) -> str | None:
    """The state of one match on a day; None where it was not yet on file."""
    sql = f"WITH {MATCHES} SELECT state FROM match_state WHERE id = :id"
    row = connection.execute(sql, {**params(profile, day), "id": match_id}).fetchone()
    return row[0] if row else None


def mentor_state(connection: sqlite3.Connection, mentor_id: int, profile: Profile, day: str) -> str | None:
    """The state of one mentor on a day; None where the mentor had not applied yet."""
    sql = f"WITH {MATCHES}, {MENTORS} SELECT state FROM mentor_state WHERE id = :id"
    row = connection.execute(sql, {**params(profile, day), "id": mentor_id}).fetchone()
    return row[0] if row else None


def youth_state(connection: sqlite3.Connection, youth_id: int, profile: Profile, day: str) -> str | None:
    """The state of one youth on a day; None where the youth was not on file yet."""
    sql = f"WITH {MATCHES}, {YOUTHS} SELECT state FROM youth_state WHERE id = :id"
    row = connection.execute(sql, {**params(profile, day), "id": youth_id}).fetchone()
    return row[0] if row else None


class Room(NamedTuple):
    """The corps's room on a day: free places, and how many mentors are in training and ready."""

    free_places: int
    in_training: int
    ready: int


class Queue(NamedTuple):
    """Who waits on a day: how many, how many of them have a proposal, and how long the longest has waited, in days."""

    waiting: int
    proposed: int
    longest_days: int | None


def room(connection: sqlite3.Connection, profile: Profile, day: str) -> Room:
    """Free places over ready and matched mentors, and the mentors who come next."""
    sql = f"""WITH {MATCHES}, {MENTORS} SELECT coalesce(sum({FREE}), 0), coalesce(sum(state = 'in-training'), 0),
      coalesce(sum(state = 'ready'), 0) FROM mentor_state"""
    return Room._make(connection.execute(sql, params(profile, day)).fetchone())


def queue(connection: sqlite3.Connection, profile: Profile, day: str) -> Queue:
    """The young people who wait, with a proposal or without."""
    sql = f"""WITH {MATCHES}, {YOUTHS} SELECT count(*), coalesce(sum(has_proposal), 0),
      max(CAST(julianday(:day) - julianday(waits_since) AS INTEGER)) FROM youth_state WHERE waits"""
    return Queue._make(connection.execute(sql, params(profile, day)).fetchone())
