"""Taking in workbooks as people lay them out: rows to records, known again by what they are about.

History is taken as it was: the scheme's rules do not refuse it. A row that cannot be trusted is refused with its
sheet, row, column, value and reason; the others are taken together, in the transaction of the caller.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from mentorcli import parsing
from mentorcli.services.batch import Batch, differs, hides
from mentorcli.sheets import rows
from mentorcli.sheets.page import COUNTS, Page, Tally, keep_aside, pages_of, spoilt
from mentorcli.sheets.reading import Sheet
from mentorcli.sheets.rows import Row
from mentorcli.views import known as views
from mentorcli.views.known import Known, People, Person, Span
from mentorcli.words import _, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

LISTS = (
    "gender",
    "source",
    "end_reason",
    "outcome",
    "event_kind",
    "meeting_kind",
    "money_category",
    "youth_close",
    "area",
)


class Import:
    """One import into one file: what is known, what is to be added or changed, and what was refused."""

    def __init__(
        self, session: Session, profile: Profile, *, today: str, recorded_on: str | None = None, update: bool = False,
        tick: Callable[[int], None] = lambda _rows: None,
    ) -> None:  # fmt: skip
        self.session = session
        self.profile = profile
        self.update = update
        self.tick = tick
        self.tally = Tally()
        self.batch = Batch(session, recorded_on or today)
        self.gates = rows.Gates(today, {name: profile.extra(name) for name in LISTS})
        self.today = today
        self.known = Known()
        self.pending: list[tuple[str, int, dict[str, Any], dict[str, Any]]] = []  # the changes of one row
        self.seen: dict[str, Counter[tuple[object, ...]]] = {"money": Counter(), "hours": Counter()}
        self.areas = {
            parsing.fold(word): code for code, near in profile.extra("area").items() for word in (code, *near)
        }

    def run(self, sheets: Sequence[Sheet]) -> Tally:
        """Take in all sheets of a file; what was done."""
        parsed = [(page, list(self.rows_of(page))) for page in pages_of(sheets, self.tally)]
        days = [
            d
            for page, found in parsed
            if page.reading.layout.kind == "meeting"
            for row in found
            if (d := row.day("on_day"))
        ]
        self.known = views.load(self.batch.connection, days)
        takers: dict[str, Callable[[Row], str]] = {
            "mentor": self.take_mentor, "youth": self.take_youth, "match": self.take_match, "meeting": self.take_meeting,
            "event": self.take_event, "money": self.take_money, "hours": self.take_hours,
        }  # fmt: skip
        for page, found in parsed:
            counts = self.tally.sheets[page.sheet.name]
            take = takers[page.reading.layout.kind]
            for row in found:
                what = "refused" if row.wrong else take(row)
                counts[what] += 1
                if what == "refused":
                    self.pending.clear()
                self.settle()
                if row.wrong:
                    self.put_aside(page, row)
                self.tick(1)
            self.say_left_out(page, found)
        self.batch.write()
        return self.tally

    # --- rows -------------------------------------------------------------------------------------------------

    def rows_of(self, page: Page) -> Iterable[Row]:
        """The rows of a sheet, parsed; blank ones are counted and passed over."""
        counts = self.tally.sheets.setdefault(page.sheet.name, Counter(dict.fromkeys(COUNTS, 0)))
        reading, kind = page.reading, page.reading.layout.kind
        needed = [one.key for one in reading.layout.fields if one.needed]
        width = len(page.headings)
        for number, cells in page.sheet.rows[page.first :]:
            counts["read"] += 1
            if all(map(rows.is_blank, cells)):
                counts["blank"] += 1
                continue
            row = Row(page.sheet.name, number, cells)
            row.shown = {
                key: (str(page.headings[at]), cells[at] if at < len(cells) else "")
                for key, at in reading.columns.items()
            }
            if page.sheet.exact_width and len(cells) != width:
                row.refuse(
                    "", _("The row has {count} cells, the headings {width}.").format(count=len(cells), width=width)
                )
            spoilt(page, row)
            self.gates.parse(kind, row)
            wrong = {refused.column for refused in row.wrong}
            for key in needed:
                if key not in row.values and row.shown[key][0] not in wrong:
                    row.refuse(key, _("It is missing."))
            yield row

    def put_aside(self, page: Page, row: Row) -> None:
        """Keep a refused row with its reasons, to be mended and fed in again."""
        self.tally.refused += row.wrong
        unsettled = row.values.get("unsettled")
        if isinstance(unsettled, list):
            row.cells[page.reading.columns["attendees"]] = "; ".join(unsettled)
        keep_aside(self.tally, row, page.headings)

    def say_left_out(self, page: Page, found: Sequence[Row]) -> None:
        """Say which words of goal areas were not the scheme's and were left out."""
        left_out = Counter(word for row in found for word in row.left_out)
        if left_out:
            text = ngettext(
                "Sheet {sheet}: {count} word is no goal area of the scheme and was left out: {words}",
                "Sheet {sheet}: {count} words are no goal areas of the scheme and were left out: {words}",
                len(left_out),
            )
            self.tally.notices.append(
                text.format(sheet=page.sheet.name, count=len(left_out), words=", ".join(sorted(left_out)))
            )

    # --- what is there already ----------------------------------------------------------------------------------

    def merge(
        self, row: Row, kind: str, number: int, stored: dict[str, Any], given: dict[str, Any], fields: dict[str, str]
    ) -> str:
        """Fill blanks of a stored record; a value that differs is refused with both, unless --update. What was done.

        `fields` names the sheet's field for each of the record's, where they differ.
        """
        changes = {}
        for name, value in given.items():
            if value in (None, "") or stored.get(name) == value:
                continue
            if self.update or unknown_yet(name, stored.get(name)):
                changes[name] = value
            else:
                said = "" if hides(stored, name) else None
                row.refuse(fields.get(name, name), differs(stored, name, value), said)
        if row.wrong:
            return "refused"
        if not changes:
            return "unchanged"
        self.pending.append((kind, number, stored, changes))
        return "updated"

    def settle(self) -> None:
        """Gather the changes of a row, once all of it is known to be good."""
        for kind, number, stored, changes in self.pending:
            self.batch.change(kind, number, changes)
            stored.update(changes)
            if kind == "mentor":
                person = self.known.mentors.by_id[number]
                person.trained, person.came = stored["trained_on"], stored["applied_on"]
        self.pending.clear()

    def same_person(self, row: Row, people: People) -> Person | None:
        """The person on file whom a row is about: by name and birth day; None for somebody new."""
        born = row.day("born")
        found = people.called(row.text("name"))
        if born is None:
            if len(found) > 1:
                row.refuse("name", _("It fits {who}; give the birth day.").format(who=self.candidates(found)))
            return found[0] if len(found) == 1 else None
        same = [one for one in found if one.born == born]
        blank = [one for one in found if one.born is None]
        if same or len(blank) != 1:
            return same[0] if same else None
        return blank[0]

    def candidates(self, found: Sequence[Person]) -> str:
        """Several people of one name, told apart by number and year of birth."""
        letter = {id(one): "m" for one in self.known.mentors.by_id.values()}
        return ", ".join(
            f"{letter.get(id(one), 'y')}{one.id} {one.name}" + (f" ({one.born[:4]})" if one.born else "")
            for one in found
        )

    # --- people -------------------------------------------------------------------------------------------------

    def take_mentor(self, row: Row) -> str:
        """Take in a mentor with certificates, training, departure and remark."""
        stopped, status = row.day("stopped_on"), row.values.get("status")
        gone = status in ("left", "declined")
        if gone and stopped is None:
            row.refuse("status", _("The day on which it happened is missing."))
        if stopped is not None and status is not None and not gone:
            row.refuse(
                "stopped_on",
                _("The status says otherwise: {status}.").format(status=rows.as_text(row.shown["status"][1])),
            )
        if stopped is not None and stopped < str(row.values["applied_on"]):
            row.refuse("stopped_on", _("It is before the application."))
        person = self.same_person(row, self.known.mentors)
        if row.wrong:
            return "refused"
        names = (
            "gender", "born", "phone", "email", "address", "postcode", "town", "languages", "interests", "helps_with", "capacity",
            "free_times", "work", "channel", "applied_on", "trained_on", "approved_on", "secrecy_on",
        )  # fmt: skip
        given = {name: row.values.get(name) for name in names}
        kind = "declined" if status == "declined" else "left"
        if person is None:
            number = self.batch.add_person("mentor", row.text("name"), given)
            self.known.mentors.add(
                Person(
                    number, row.text("name"), row.day("born"), str(given["applied_on"]), row.day("trained_on"), stopped
                )
            )
            what = "added"
        else:
            number = person.id
            what = self.merge(row, "mentor", number, self.batch.stored("mentor", number), given, {})
        parts = [self.departure(row, number, kind, stopped)] if stopped and not row.wrong else []
        if row.wrong:
            return "refused"
        parts += [
            self.batch.check(number, check, str(row.values[f"{check}_on"]))
            for check in ("straffeattest", "boerneattest")
            if row.values.get(f"{check}_on")
        ]
        return self.joined(what, [*parts, self.remark(row, "mentor", number)])

    def departure(self, row: Row, number: int, kind: str, stopped: str) -> bool:
        """Take in the day on which a mentor left or was declined; True where it is new."""
        rows_ = self.batch.departures(number)
        if (kind, stopped) in rows_:
            return False
        open_ones = [day for _kind, day in rows_]
        if open_ones and not self.update:
            row.refuse(
                "stopped_on",
                _("The file has {old}, this says {new}; --update takes the new one.").format(
                    old=open_ones[-1], new=stopped
                ),
            )
            return False
        self.batch.depart(number, kind, stopped)
        self.known.mentors.by_id[number].left = stopped
        return True

    def remark(self, row: Row, kind: str, number: int) -> bool:
        """Take in a remark, once; True where it is new."""
        text = row.text("remark")
        if not text or (kind, number, text) in self.known.remarks:
            return False
        self.known.remarks.add((kind, number, text))
        self.batch.add("remark", {f"{kind}_id": number, "on_day": self.today, "text": text})
        return True

    def joined(self, what: str, parts: Iterable[bool]) -> str:
        """What a row did as a whole, when facts beside the record were new."""
        fresh = any(parts)
        return "updated" if what == "unchanged" and fresh else what

    def take_youth(self, row: Row) -> str:
        """Take in a youth with a referral, consent, closing and remark."""
        closed, referred = row.day("closed_on"), row.day("referred_on")
        if closed and referred and closed < referred:
            row.refuse("closed_on", _("It is before the referral."))
        if closed is None and row.values.get("close_reason"):
            row.refuse("closed_on", _("It is missing, though an end is told."))
        person = self.same_person(row, self.known.youths)
        if row.wrong:
            return "refused"
        names = (
            "gender",
            "born",
            "phone",
            "email",
            "address",
            "postcode",
            "town",
            "languages",
            "interests",
            "needs",
            "support",
            "free_times",
            "work",
        )
        given = {name: row.values.get(name) for name in names}
        referral = {"on_day": referred, "source": row.values.get("source")}
        if person is None:
            number = self.batch.add_person("youth", row.text("name"), given)
            self.known.youths.add(Person(number, row.text("name"), row.day("born"), str(referred), None, closed))
            newest: int | None = None
            what = "added"
        else:
            number = person.id
            newest = self.batch.newest_referral(number, str(referred))
            self.merge(row, "youth", number, self.batch.stored("youth", number), given, {})
            self.merge_beside(row, number, newest, referral)
            what = "updated" if self.pending else "unchanged"
        if row.wrong:
            return "refused"
        parts = []
        if newest is None:
            newest = self.batch.add("referral", {"youth_id": number, **referral})
            parts.append(True)
            self.known.youths.by_id[number].left = closed
        consent = row.day("consent_on")
        if consent:
            parts.append(self.batch.consent(number, consent, given_by(row.day("born"), consent)))
        if closed:
            parts.append(self.batch.close(newest, closed, str(row.values.get("close_reason") or "other")))
        return self.joined(what, [*parts, self.remark(row, "youth", number)])

    def merge_beside(self, row: Row, youth: int, newest: int | None, referral: dict[str, Any]) -> None:
        """Compare a youth's row with the referral, its closing and the consent on file."""
        closed, consent = row.day("closed_on"), row.day("consent_on")
        if newest is not None:
            fields = {"on_day": "referred_on"}
            self.merge(row, "referral", newest, self.batch.stored("referral", newest), referral, fields)
            closing = {"on_day": closed, "reason": row.values.get("close_reason")}
            for there in self.batch.rows("closing", newest)[:1]:
                fields = {"on_day": "closed_on", "reason": "close_reason"}
                self.merge(row, "closing", there["id"], there, closing, fields)
        meant = self.batch.consent_of(youth, consent) if consent else None
        if meant is not None:
            self.merge(row, "consent", meant["id"], meant, {"on_day": consent}, {"on_day": "consent_on"})

    # --- matches ------------------------------------------------------------------------------------------------

    def meant(self, row: Row, key: str, people: People, day: str, *, trained: bool) -> list[Person]:
        """Whom a name in a row may mean on a day; a name on no list is refused. Several may be left."""
        found = people.called(row.text(key))
        if not found:
            row.refuse(key, _("The name is on no list."))
        if len(found) < 2:
            return list(found)
        able = [one for one in found if one.possible(day, trained=trained)]
        if not able:
            row.refuse(key, _("It fits {who}, but none of them on that day.").format(who=self.candidates(found)))
        return able

    def the_one(self, row: Row, key: str, found: list[Person]) -> Person | None:
        """The one person left; several are refused with the candidates."""
        if len(found) > 1:
            row.refuse(key, _("It fits {who}; the day does not tell them apart.").format(who=self.candidates(found)))
        return found[0] if len(found) == 1 else None

    def take_match(self, row: Row) -> str:
        """Take in a match with its end."""
        first, ended = row.day("first_met_on"), row.day("ended_on")
        days = [row.day(key) for key in ("proposed_on", "mentor_yes_on", "youth_yes_on", "first_met_on")]
        known_days = [day for day in days if day]
        if row.day("proposed_on") is None and first is None:
            row.refuse("first_met_on" if "first_met_on" in row.shown else "proposed_on", _("It is missing."))
        if ended and known_days and ended < (first or min(known_days)):
            row.refuse("ended_on", _("It is before the first meeting, {day}.").format(day=first or min(known_days)))
        if ended is None:
            for key in ("reason", "outcome", "ended_by"):
                if row.values.get(key):
                    row.refuse("ended_on", _("It is missing, though an end is told."))
                    break
        if not known_days:
            return "refused"
        day = min(known_days)
        course = self.profile.demands.course
        mentor = self.the_one(row, "mentor", self.meant(row, "mentor", self.known.mentors, day, trained=course))
        youth = self.the_one(row, "youth", self.meant(row, "youth", self.known.youths, day, trained=False))
        if mentor is None or youth is None or row.wrong:
            return "refused"
        return self.put_match(row, mentor.id, youth.id)

    def put_match(self, row: Row, mentor: int, youth: int) -> str:
        """Add a match of a pair, or know it again by its first or proposed day."""
        first, proposed, ended = row.day("first_met_on"), row.day("proposed_on"), row.day("ended_on")
        given = {
            name: row.values.get(name)
            for name in ("proposed_on", "mentor_yes_on", "youth_yes_on", "first_met_on", "coordinator_present")
        }
        end = {name: row.values.get(name) for name in ("ended_by", "planned", "reason", "outcome")}
        if ended and first is None:  # it never began: a proposal that came to nothing
            given |= {"declined_on": ended, "declined_by": end["ended_by"], "declined_reason": end["reason"]}
        span = next(
            (
                one
                for one in self.known.pairs[mentor, youth]
                if (first and one.first_met_on == first) or (proposed and one.proposed_on == proposed)
            ),
            None,
        )
        if span is None:
            number = self.batch.add("match", {"mentor_id": mentor, "youth_id": youth, **given})
            self.known.pairs[mentor, youth].append(Span(number, mentor, youth, proposed, first, ended))
            if ended and first:
                self.batch.add("match_end", {"match_id": number, "on_day": ended, **end})
            return "added"
        what = self.merge(
            row, "match", span.id, self.batch.stored("match", span.id), given, {"declined_on": "ended_on"}
        )
        if row.wrong:
            return "refused"
        if ended and first:
            what = self.put_end(row, span, {"on_day": ended, **end}, what)
        if not row.wrong:
            span.first_met_on, span.proposed_on = span.first_met_on or first, span.proposed_on or proposed
            span.ended_on = ended or span.ended_on
        return what

    def put_end(self, row: Row, span: Span, end: dict[str, Any], what: str) -> str:
        """Add the end of a match on file, or know it again; what was done with the match as a whole."""
        there, reopened = self.batch.end_of(span.id, end["on_day"])
        if there is None:
            self.batch.add("match_end", {"match_id": span.id, **end})
            return "updated"
        if end["on_day"] < reopened:
            row.refuse("ended_on", _("It is before the reopening, {day}.").format(day=reopened))
            return "refused"
        also = self.merge(row, "match_end", there["id"], there, end, {"on_day": "ended_on"})
        return also if what == "unchanged" or also == "refused" else what

    # --- meetings -----------------------------------------------------------------------------------------------

    def span_of(self, row: Row, day: str) -> Span | None:
        """The match that a meeting belongs to: of the pair, running on the day; else the newest one begun by then."""
        course = self.profile.demands.course
        mentors = self.meant(row, "mentor", self.known.mentors, day, trained=course)
        youths = self.meant(row, "youth", self.known.youths, day, trained=False)
        if not mentors or not youths:
            return None
        spans = [one for m in mentors for y in youths for one in self.known.pairs.get((m.id, y.id), [])]
        if not spans:
            if len(mentors) > 1:
                self.the_one(row, "mentor", mentors)
            elif len(youths) > 1:
                self.the_one(row, "youth", youths)
            else:
                row.refuse("youth", _("There is no match of these two."))
            return None
        begun = [one for one in spans if one.begins <= day]
        if not begun:
            row.refuse(
                "on_day",
                _("It is before the match of these two began, {day}.").format(day=min(one.begins for one in spans)),
            )
            return None
        live = [one for one in begun if one.ended_on is None or day <= one.ended_on] or begun
        if len({(one.mentor_id, one.youth_id) for one in live}) > 1:
            self.the_one(row, "mentor" if len(mentors) > 1 else "youth", mentors if len(mentors) > 1 else youths)
            return None
        return likeliest(live, day, first=row.values.get("kind") == "first")

    def take_meeting(self, row: Row) -> str:
        """Take in a meeting; known again by its match, day and kind."""
        day, status = str(row.values["on_day"]), str(row.values["status"])
        if day > self.today and status not in ("planned", "cancelled", "moved", "excused"):
            row.refuse("on_day", _("The day is still to come."))
        span = self.span_of(row, day)
        if row.wrong or span is None:
            return "refused"
        kind = str(row.values.get("kind") or "regular")
        given = {name: row.values.get(name) for name in ("at", "status", "who", "minutes", "place")}
        given["topics"] = self.topics(row)
        there = self.known.meetings.get((span.id, day, kind))
        if there is not None:
            # What was planned has come to something.
            seen = {**there, "status": None} if there["status"] == "planned" and status != "planned" else there
            what = self.merge(row, "meeting", there["id"], seen, given, {})
            if what == "updated":
                there.update({name: value for name, value in given.items() if value not in (None, "")})
            return what
        record = {"match_id": span.id, "on_day": day, "kind": kind, **given}
        number = self.batch.add("meeting", record)
        self.known.meetings[span.id, day, kind] = {"id": number, **given}
        return "added"

    def topics(self, row: Row) -> str:
        """The goal areas of a meeting as codes; other words are left out, for a meeting holds no account."""
        found: list[str] = []
        for word in row.text("topics").split(","):
            if word.strip():
                code = self.areas.get(parsing.fold(word.strip()))
                (found if code else row.left_out).append(code or word.strip())
        return ", ".join(dict.fromkeys(found))

    # --- the corps ----------------------------------------------------------------------------------------------

    def take_event(self, row: Row) -> str:
        """Take in an event and who came; an attendee who is not settled is refused, the event is taken."""
        day, title = str(row.values["on_day"]), row.text("title")
        given = {"kind": row.values["kind"], "minutes": row.values.get("hours")}
        there = self.known.events.get((day, parsing.fold(title)))
        if there is None:
            number = self.batch.add("event", {"on_day": day, "title": title, **given})
            self.known.events[day, parsing.fold(title)] = {"id": number, **given}
            what = "added"
        else:
            number = there["id"]
            what = self.merge(row, "event", number, there, given, {"minutes": "hours"})
            if row.wrong:
                return what
        typed = row.text("attendees")
        parts = re.split(r"[;\n]" if re.search(r"[;\n]", typed) else r"[,]", typed)
        fresh = [self.attendee(row, number, name.strip(), day) for name in parts if name.strip()]
        return self.joined(what, fresh)

    def attendee(self, row: Row, event: int, name: str, day: str) -> bool:
        """Take in one person who came; True where it is new."""
        aside = Row(row.sheet, row.number, [], {"attendees": name}, {"attendees": (row.shown["attendees"][0], name)})
        one = self.the_one(aside, "attendees", self.guests(aside, name, day))
        if one is None:
            row.wrong += aside.wrong
            row.values.setdefault("unsettled", []).append(name)  # type: ignore[attr-defined]
            return False
        kind = "mentor" if self.known.mentors.by_id.get(one.id) is one else "youth"
        if (event, kind, one.id) in self.known.attended:
            return False
        self.known.attended.add((event, kind, one.id))
        self.batch.add("attendance", {"event_id": event, f"{kind}_id": one.id})
        return True

    def guests(self, row: Row, name: str, day: str) -> list[Person]:
        """Whom a name among those who came may mean: mentors and youths alike. Several may be left."""
        mentors, youths = self.known.mentors, self.known.youths
        found = mentors.exactly(name) + youths.exactly(name) or mentors.called(name) + youths.called(name)
        if not found:
            row.refuse("attendees", _("The name is on no list."))
        if len(found) < 2:
            return found
        course = self.profile.demands.course
        able = [one for one in found if one.possible(day, trained=course and mentors.by_id.get(one.id) is one)]
        if not able:
            row.refuse(
                "attendees", _("It fits {who}, but none of them on that day.").format(who=self.candidates(found))
            )
        return able

    def counted(
        self, table: str, key: tuple[object, ...], there: Counter[tuple[object, ...]], values: dict[str, Any]
    ) -> str:
        """Take in a row of which equal ones may stand in one file: the n-th is the n-th."""
        self.seen[table][key] += 1
        if self.seen[table][key] <= there[key]:
            return "unchanged"
        self.batch.add(table, values)
        return "added"

    def take_money(self, row: Row) -> str:
        """Take in an amount."""
        values = {
            "on_day": row.values["on_day"], "direction": row.values["direction"], "category": row.values["category"],
            "amount_ore": row.values["amount"], "text": row.text("text"),
        }  # fmt: skip
        return self.counted("money", tuple(values.values()), self.known.money, values)

    def take_hours(self, row: Row) -> str:
        """Take in some of the coordinator's time."""
        values = {"on_day": row.values["on_day"], "minutes": row.values["hours"], "activity": row.text("activity")}
        return self.counted("hours", tuple(values.values()), self.known.hours, values)


def unknown_yet(name: str, stored: object) -> bool:
    """Whether a stored value is a blank that an import may fill; a length of 0 is one that nobody has told."""
    return stored in (None, "") or (name == "minutes" and stored == 0) or (name == "gender" and stored == "unknown")


def likeliest(live: Sequence[Span], day: str, *, first: bool) -> Span:
    """Of the matches of one pair the one that a meeting belongs to: a first meeting to the one that began that day.

    Any other meeting to one that had met before; so on the day on which one ended and the next was agreed, to the former.
    """
    met = [one for one in live if one.first_met_on and (one.first_met_on < day or (one.first_met_on == day and first))]
    begun_today = [one for one in met if first and one.first_met_on == day]
    return max(begun_today or met or live, key=lambda one: (one.begins, one.id))


def given_by(born: str | None, day: str | None) -> str:
    """Who gives a consent: under 15 the guardian, else the youth (Datatilsynet's practice)."""
    if born and day and day < f"{int(born[:4]) + 15:04d}{born[4:]}":
        return "guardian"
    return "youth"
