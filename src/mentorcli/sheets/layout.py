"""How people lay out their lists: which heading means which field, in any order, in Danish or English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli import parsing


@dataclass(frozen=True)
class Field:
    """A column of a sheet: its key, the words of its heading, and whether a sheet without it cannot be read."""

    key: str
    words: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True)
class Layout:
    """A kind of sheet: its names, its fields, and the Danish name and headings that a template has."""

    kind: str
    name: str
    words: tuple[str, ...]
    fields: tuple[Field, ...]
    either: tuple[str, ...] = ()  # at least one of these fields is needed


IGNORED = ("nr.", "nr", "no", "no.", "number", "løbenr", "id", "fejl", "refused because")
REASON = "Fejl"  # the column that the file of refused rows has besides the sheet's own
PERSON = (
    Field("name", ("navn", "name", "fulde navn", "full name"), needed=True),
    Field("gender", ("køn", "gender", "sex")),
    Field("born", ("født", "fødselsdag", "fødselsdato", "born", "birth date", "date of birth")),
    Field("phone", ("telefon", "tlf", "tlf.", "mobil", "telefonnr", "telefonnummer", "phone", "telephone")),
    Field("email", ("e-mail", "email", "mail", "mailadresse")),
    Field("address", ("adresse", "address")),
    Field("postcode", ("postnr.", "postnr", "postnummer", "postcode", "zip")),
    Field("town", ("by", "town", "city")),
)
TAGS = (
    Field("languages", ("sprog", "languages", "language")),
    Field("interests", ("interesser", "interests", "fritid")),
    Field("free_times", ("ledige tider", "kan mødes", "mødetider", "free times", "free")),
    Field("work", ("arbejde", "erhverv", "fag", "stilling", "work", "trade")),
    Field("remark", ("bemærkninger", "bemærkning", "noter", "kommentar", "kommentarer", "remarks", "notes")),
)

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "mentor",
        "Mentorer",
        ("mentorer", "mentor", "mentors", "frivillige", "mentorliste"),
        (
            *PERSON,
            Field("applied_on", ("tilmeldt", "ansøgt", "ansøgningsdato", "tilmeldingsdato", "applied", "startet"), needed=True),
            Field("straffeattest_on", ("straffeattest set", "straffeattest", "criminal record seen")),
            Field("boerneattest_on", ("børneattest set", "børneattest", "child certificate seen")),
            Field("trained_on", ("mentorkursus", "kursus", "kursusdato", "uddannet", "trained", "course")),
            Field("approved_on", ("godkendt", "approved")),
            Field("secrecy_on", ("tavshedserklæring", "tavshedspligt", "secrecy", "secrecy declaration")),
            Field("status", ("status", "tilstand", "state")),
            Field("stopped_on", ("stoppet", "ophørt", "udtrådt", "slut", "left", "stopped", "stopdato")),
            Field("capacity", ("maks. unge", "maks unge", "max unge", "antal unge", "kapacitet", "pladser", "capacity", "places")),
            Field("channel", ("hørt om os", "hørt om ordningen", "rekruttering", "kanal", "channel", "heard of us")),
            Field("helps_with", ("kan hjælpe med", "hjælper med", "kompetencer", "can help with", "helps with")),
            *TAGS,
        ),
    ),
    Layout(
        "youth",
        "Unge",
        ("unge", "ung", "mentees", "mentee", "borgere", "youths", "young people", "henvisninger"),
        (
            *PERSON,
            Field("referred_on", ("henvist", "henvisningsdato", "henvist den", "dato for henvisning", "referred"), needed=True),
            Field("source", ("henvist af", "henviser", "henvisningskilde", "kilde", "referred by", "source"), needed=True),
            Field("support", ("forsørgelse", "forsørgelsesgrundlag", "ydelse", "lives on", "support")),
            Field("needs", ("behov", "støttebehov", "ønsker hjælp til", "needs")),
            Field("consent_on", ("samtykke", "samtykke givet", "consent")),
            Field("closed_on", ("lukket", "sag lukket", "udskrevet", "closed")),
            Field("close_reason", ("lukket fordi", "lukkeårsag", "close reason")),
            *TAGS,
        ),
    ),
    Layout(
        "match",
        "Forløb",
        ("forløb", "matches", "match", "matchninger", "episodes"),
        (
            Field("mentor", ("mentor", "mentors navn", "mentornavn"), needed=True),
            Field("youth", ("ung", "den unge", "mentee", "borger", "young person", "youth"), needed=True),
            Field("proposed_on", ("foreslået", "forslag", "matchet", "matchdato", "proposed")),
            Field("mentor_yes_on", ("ja fra mentor", "mentor ja", "mentors ja", "mentor's yes")),
            Field("youth_yes_on", ("ja fra ung", "ja fra den unge", "ung ja", "young person's yes")),
            Field("first_met_on", ("første møde", "startdato", "start", "first met", "first meeting")),
            Field("coordinator_present", ("koordinator med", "koordinator til stede", "coordinator present")),
            Field("ended_on", ("afsluttet", "slut", "slutdato", "ophørt", "ended", "end")),
            Field("ended_by", ("afsluttet af", "hvem afsluttede", "ended by")),
            Field("planned", ("planlagt", "planlagt afslutning", "planned")),
            Field("reason", ("årsag", "afslutningsårsag", "begrundelse", "reason")),
            Field("outcome", ("udbytte", "resultat", "outcome")),
        ),
        either=("proposed_on", "first_met_on"),
    ),
    Layout(
        "meeting",
        "Møder",
        ("møder", "møde", "mødeliste", "meetings", "samtaler"),
        (
            Field("on_day", ("dato", "mødedato", "dag", "date", "day"), needed=True),
            Field("at", ("tid", "kl", "kl.", "klokken", "tidspunkt", "time")),
            Field("mentor", ("mentor", "mentors navn", "mentornavn"), needed=True),
            Field("youth", ("ung", "den unge", "mentee", "borger", "young person", "youth"), needed=True),
            Field("kind", ("type", "mødetype", "slags", "kind")),
            Field("status", ("status", "mødestatus", "resultat"), needed=True),
            Field("who", ("hvem", "afbud fra", "udeblev", "who")),
            Field("minutes", ("varighed (min)", "varighed", "minutter", "længde", "varighed i minutter", "minutes", "length")),
            Field("place", ("sted", "mødested", "place")),
            Field("topics", ("emner", "emne", "topics")),
        ),
    ),
    Layout(
        "event",
        "Aktiviteter",
        ("aktiviteter", "aktivitet", "arrangementer", "kurser", "events"),
        (
            Field("on_day", ("dato", "dag", "date", "day"), needed=True),
            Field("title", ("titel", "navn", "aktivitet", "overskrift", "title"), needed=True),
            Field("kind", ("type", "slags", "kind"), needed=True),
            Field("hours", ("timer", "varighed", "antal timer", "hours")),
            Field("attendees", ("deltagere", "deltager", "fremmødte", "attendees")),
        ),
    ),
    Layout(
        "money",
        "Økonomi",
        ("økonomi", "regnskab", "kasse", "money", "accounts"),
        (
            Field("on_day", ("dato", "bilagsdato", "date", "day"), needed=True),
            Field("direction", ("type", "ind/ud", "indtægt/udgift", "direction"), needed=True),
            Field("category", ("kategori", "konto", "category"), needed=True),
            Field("amount", ("beløb", "beløb (kr.)", "kr.", "kroner", "amount"), needed=True),
            Field("text", ("tekst", "bemærkning", "beskrivelse", "text")),
        ),
    ),
    Layout(
        "hours",
        "Timer",
        ("timer", "timeregistrering", "koordinatortimer", "hours"),
        (
            Field("on_day", ("dato", "dag", "date", "day"), needed=True),
            Field("hours", ("timer", "antal timer", "tid", "hours"), needed=True),
            Field("activity", ("aktivitet", "opgave", "hvad", "activity"), needed=True),
        ),
    ),
)  # fmt: skip


def plain(heading: object) -> str:
    """A heading as it is compared: folded, without signs and spaces (`Varighed (min)` = `varighedmin`)."""
    return "".join(sign for sign in parsing.fold(str(heading)) if sign.isalnum())


SHEETS = {plain(word): layout for layout in LAYOUTS for word in (layout.name, *layout.words)}
HEADINGS = {
    layout.kind: {plain(word): field.key for field in layout.fields for word in (*field.words, field.key)}
    for layout in LAYOUTS
}
SKIPPED = {plain(word) for word in IGNORED}
KNOWN = SKIPPED.union(*HEADINGS.values())


def is_heading(cell: str) -> bool:
    """Whether a cell is a heading of any layout."""
    return len(cell) < 60 and plain(cell) in KNOWN


@dataclass(frozen=True)
class Reading:
    """How one sheet was understood: its layout, the column of each field, and headings that mean nothing to us."""

    layout: Layout
    columns: dict[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """The headings (their first words) that the sheet lacks and cannot be read without."""
        lacking = [field.words[0] for field in self.layout.fields if field.needed and field.key not in self.columns]
        if self.layout.either and not any(key in self.columns for key in self.layout.either):
            lacking.append(
                " / ".join(next(f.words[0] for f in self.layout.fields if f.key == key) for key in self.layout.either)
            )
        return lacking


def read_as(layout: Layout, headings: Sequence[object]) -> Reading:
    """What the headings of a sheet mean if it is of that layout."""
    known = HEADINGS[layout.kind]
    columns: dict[str, int] = {}
    unknown, twice = [], []
    for number, heading in enumerate(headings):
        text = plain(heading)
        key = known.get(text)
        if key is not None and key in columns:
            twice.append(str(heading))
        elif key is not None:
            columns[key] = number
        elif text and text not in SKIPPED:
            unknown.append(str(heading))
    return Reading(layout, columns, tuple(unknown), tuple(twice))


def understood(name: str, headings: Sequence[object]) -> Reading | None:
    """The layout that fits a sheet best: the one of its name, else the one whose headings it has; None if none does."""
    named = SHEETS.get(plain(name))
    if named is not None:
        return read_as(named, headings)
    fitting = [one for one in (read_as(layout, headings) for layout in LAYOUTS) if not one.missing]
    return max(fitting, key=lambda one: (len(one.columns), -len(one.unknown)), default=None)
