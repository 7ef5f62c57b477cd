"""The access print: everything on file about one person in words, to be read through before it is handed out."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from mentorcli import codes, words
from mentorcli.documents.letter import Draft, contact_lacking, lacking
from mentorcli.reports import access as report
from mentorcli.views.names import LETTER_OF, LETTERS
from mentorcli.views.tables import DERIVED, PEOPLE
from mentorcli.words import N_, _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

TITLES = {  # tables as a person reads them
    "mentor": N_("Mentor"), "departure": N_("Left or declined"), "mentor_check": N_("Certificates seen"),
    "mentor_pause": N_("Pauses of the mentor"), "youth": N_("Young person"), "referral": N_("Referrals"),
    "closing": N_("Referrals closed"), "consent": N_("Consents"), "match": N_("Matches"), "match_end": N_("Ends of matches"),
    "match_reopening": N_("Matches reopened"), "match_pause": N_("Pauses of matches"), "meeting": N_("Meetings"),
    "attendance": N_("Events attended"), "remark": N_("Remarks"), "deferral": N_("Reminders put off"),
    "enquiry": N_("Enquiries"), "visitation": N_("Visitation meetings"), "followup": N_("Follow-up"),
    "substitution": N_("Cover by another mentor"), "goal": N_("Goals"), "goal_revision": N_("Goals worded anew"),
    "goal_score": N_("Scores of goals"), "grant": N_("Grants"), "rule_override": N_("Rules passed over, and why"),
    "concern": N_("Notifications to the municipality"), "thanks": N_("Thanks"), "note": N_("Follow-up notes"),
    "wish": N_("Wishes about the other"),
}  # fmt: skip
LABELS = {  # columns as a person reads them
    "background_yes_on": N_("yes to using the background"), "force": N_("how strongly"), "free_times": N_("free times"),
    "own_words": N_("own words"), "side": N_("whose wish"), "value": N_("wished"),
    "grant_id": N_("grant"),
    "fingerprint": N_("fingerprint"),
    "language": N_("language"),
    "issued_on": N_("issued"),
    "begun_on": N_("begun"),
    "next_period": N_("the next period"),
    "adjustment": N_("changes of the plan"),
    "contacts": N_("contact with others"),
    "assessment": N_("the coordinator's view"),
    "mentor_view": N_("the mentor's view"),
    "youth_view": N_("the young person's view"),
    "development": N_("development"),
    "work": N_("work"),
    "about": N_("about"), "address": N_("address"), "address_protected": N_("protected address"), "age_band": N_("age group"),
    "answer": N_("answer"), "answered_on": N_("answered"), "applied_on": N_("applied"), "approved_on": N_("approved"),
    "area": N_("area"), "asker": N_("who asked"), "assessed_on": N_("assessed"), "at": N_("time"), "background": N_("background"),
    "born": N_("born"), "by_role": N_("by"), "capacity": N_("places"), "care": N_("special care"), "channel": N_("came through"),
    "closed_how": N_("closed how"), "closed_on": N_("closed"), "contact": N_("contact at the payer"),
    "contact_email": N_("e-mail of the contact"), "content": N_("content"), "coordinator_present": N_("coordinator present"),
    "data": N_("data"), "decided_by": N_("decided by"), "decided_on": N_("decided"), "decision": N_("decision"),
    "declined_by": N_("declined by"), "declined_on": N_("declined"), "declined_reason": N_("why declined"), "email": N_("e-mail"),
    "ended_by": N_("ended by"), "erased_on": N_("erased"), "event_id": N_("event"), "first_met_on": N_("first met"),
    "from_day": N_("from"), "gender": N_("gender"), "given_by": N_("given by"), "goal_id": N_("goal"), "granted_on": N_("granted"),
    "guardian": N_("guardian"), "guardian_choice": N_("parents"), "guardian_email": N_("guardian's e-mail"),
    "guardian_phone": N_("guardian's telephone"), "helps_with": N_("helps with"), "interests": N_("interests"),
    "interpreter": N_("interpreter"), "kind": N_("kind"), "languages": N_("languages"), "legal_basis": N_("legal basis"),
    "match_id": N_("match"), "mentor_id": N_("mentor"), "mentor_yes_on": N_("mentor's yes"), "minutes": N_("time spent"),
    "municipality": N_("municipality"), "name": N_("name"), "needs": N_("needs"), "note": N_("account"), "number": N_("number"),
    "occasion": N_("occasion"), "on_day": N_("day"), "ordered_on": N_("ordered"), "others": N_("others"),
    "outcome": N_("outcome"), "participants": N_("who took part"), "parties": N_("from or to whom"), "party": N_("with"),
    "payer": N_("payer"), "phone": N_("telephone"), "place": N_("place"), "planned": N_("planned"), "postcode": N_("postcode"),
    "proposed_on": N_("proposed"), "purpose": N_("purpose"), "qualification": N_("qualification"), "rate_ore": N_("price an hour"),
    "rating": N_("rating"), "reason": N_("reason"), "receipt_on": N_("receipt"), "record_id": N_("record"),
    "recorded_on": N_("written down"), "reference": N_("reference"), "referral_id": N_("referral"), "referrer": N_("referrer"),
    "rematch": N_("a new mentor wanted"), "renews_id": N_("renews"), "resumed_on": N_("resumed"), "returned_on": N_("returned"),
    "review_on": N_("to be reviewed"), "rule": N_("rule"), "score": N_("score"), "secrecy_on": N_("secrecy signed"),
    "seen_by": N_("seen by"), "seen_on": N_("seen"), "so_far": N_("course so far"), "source": N_("source"),
    "stand_in_id": N_("held by"), "start_on": N_("start"), "status": N_("status"), "stopped_on": N_("stopped"),
    "support": N_("school, work or income"), "support_needs": N_("support needed"), "tasks": N_("tasks"), "text": N_("text"),
    "title": N_("title"), "told": N_("told how to withdraw"), "told_to": N_("told to"), "topics": N_("topics"), "town": N_("town"),
    "trained_on": N_("trained"), "until_day": N_("until"), "vat": N_("VAT"), "via": N_("via"), "view": N_("view of"),
    "who": N_("who"), "why": N_("why"), "withdrawn_on": N_("withdrawn"), "youth_id": N_("young person"),
    "youth_yes_on": N_("young person's yes"),
}  # fmt: skip
ACTIONS = {"add": N_("written down"), "change": N_("changed"), "remove": N_("removed")}
OF_TABLE = {  # columns that mean something else in one table
    "note.number": N_("the note's number"), "note.work": N_("what was worked with"), "followup.party": N_("talk with"),
}  # fmt: skip
LANGUAGES = {"da": N_("Danish"), "en": N_("English")}
FEW = 3  # records of a table that are shown as tables of their own
LONG = 90  # signs after which a text stands on lines of its own


def facts(connection: sqlite3.Connection, profile: Profile, case: str, day: str) -> Draft:
    """Everything on file about `m3` or `y12`.

    The texts may be about others too, and whoever asks for a young person may be the parent whom a notification is about:
    the coordinator is told to read it first, on the screen alone, for the paper itself is handed out.
    """
    kind, number = LETTERS[case[0]], int(case[1:])
    found = report.access(connection, kind, number)
    tables = [
        (title(table), len(records) <= FEW, [entry(connection, table, one) for one in records])
        for table, records in found.tables
    ]
    log = [
        (
            moment(one.at),
            _(ACTIONS[one.action]),
            one.command,
            f"{title(one.table)} {one.id}",
            labels(one.fields, one.table),
        )
        for one in found.log
    ]
    former = [
        (moment(one.at), f"{title(one.table)} {one.id}", label(one.column, one.table), in_words(connection, one))
        for one in found.former
    ]
    said = {
        "kind": kind, "tables": tables, "held_back": found.held_back, "log": log, "former": former,
        "protected": report.protected(connection, kind, number),
    }  # fmt: skip
    return Draft(
        case, said, lacking(*contact_lacking(profile)), told=to_read([table for table, _records in found.tables])
    )


def to_read(tables: list[str]) -> tuple[str, ...]:
    """What the coordinator should think of before the print is handed out."""
    read = _("Read it through before you hand it out: texts may be about others than the person who asked.")
    notified = _(
        "It tells of notifications to the municipality. If a parent has asked, think first of whether that can harm the "
        "young person (databeskyttelsesloven § 22)."
    )
    return (read, *([notified] if "concern" in tables else []))


def entry(
    connection: sqlite3.Connection, table: str, one: report.Record
) -> tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]:
    """A record: its number, its day where it has one, and its other fields, the short and the long ones.

    The day on which it was written down is left out where it is the record's own; so is a time of nothing.
    """
    days = [field for field in one.fields if field.kind == "day" and field.column != "recorded_on"]
    lead = days[0] if days and table not in PEOPLE else None
    day = lead.value if lead else None
    kept = tuple(
        field
        for field in one.fields
        if field is not lead
        and not (field.column == "recorded_on" and field.value == day)
        and not (field.kind == "minutes" and not field.value)
    )
    on = ""
    if lead is not None:
        on = words.day_long(str(day))
        on = on if lead.column == "on_day" else f"{label(lead.column, table)} {on}"
    return f"{LETTER_OF.get(table, '')}{one.id}", on, *split(connection, table, kept)


def split(
    connection: sqlite3.Connection, table: str, fields: tuple[report.Field, ...]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The fields of a record in words: the short ones, and the texts that need lines of their own; codes never do."""
    short: list[tuple[str, str]] = []
    long: list[tuple[str, str]] = []
    for one in fields:
        text = value(connection, one)
        text = as_read(text) if (table, one.column) == ("note", "content") else text
        block = one.kind == "text" and (len(text) > LONG or "\n" in text)
        (long if block else short).append((label(one.column, table), text))
    return short, long


def as_read(markdown: str) -> str:
    """An issued note, which is kept as Markdown, as a person reads it: without the marks of headings, tables and charts."""
    found = []
    for line in markdown.splitlines():
        if re.fullmatch(r"\|[-:|]+\||`{3,}", line):
            continue
        if line.startswith("|"):
            line = " · ".join(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|")) if cell.strip())
        line = re.sub(r"^(?:#+ |\*(?=.*\*$))", "", line)
        line = line[:-1] if line.endswith("*") and not line.endswith("\\*") else line
        found.append(re.sub(r"\\(?=$|[!-/:-@\[-`{-~])", "", line).replace("&nbsp;", " "))
    return "\n".join(found)


def value(connection: sqlite3.Connection, one: report.Field) -> str:
    """A value in words; another person by number alone: a print names nobody but the one it is for."""
    if one.kind == "day":
        return words.day_long(str(one.value))
    if one.kind == "code":
        return codes.word(one.list, str(one.value))
    if one.kind == "codes":
        return ", ".join(codes.word(one.list, code) for code in str(one.value).split(", "))
    if one.kind == "phone":
        return words.phone(str(one.value))
    if one.kind == "flag":
        return _("yes") if int(one.value) else _("no")
    if one.kind == "language":
        return _(LANGUAGES[str(one.value)])
    if one.kind == "table":
        return title(str(one.value))
    if one.kind == "minutes":
        return words.minutes(int(one.value))
    if one.kind == "ore":
        return words.amount(int(one.value))
    if one.kind == "id":
        return pointed(connection, one)
    return str(one.value)


def pointed(connection: sqlite3.Connection, one: report.Field) -> str:
    """A record that another one points at."""
    if one.column == "event_id":
        row = connection.execute("SELECT title, on_day FROM event WHERE id = ?", (one.value,)).fetchone()
        return f"{row[0]}, {words.day_long(row[1])}"
    table = {"stand_in_id": "mentor", "renews_id": "grant"}.get(one.column, one.column.removesuffix("_id"))
    return f"{LETTER_OF.get(table, '')}{one.value}"


def in_words(connection: sqlite3.Connection, one: report.Former) -> str:
    """A former value in words."""
    return value(connection, report.Field(one.column, *report.sort_of(one.table, one.column), one.value))


def title(table: str) -> str:
    """A table as a person reads it."""
    return _(TITLES[table]) if table in TITLES else table


def label(column: str, table: str = "") -> str:
    """A column as a person reads it; a table may have a word of its own for it."""
    return _(OF_TABLE.get(f"{table}.{column}") or LABELS.get(column, column))


def labels(fields: str, table: str) -> str:
    """The fields that a row of the log names."""
    return ", ".join(label(one, table) for one in fields.split() if one not in DERIVED)


def moment(at: str) -> str:
    """A time of the log, which is kept in UTC."""
    return f"{words.day_short(at[:10])} {at[11:16]}"
