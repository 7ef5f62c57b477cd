"""Follow-up notes, and what was printed of each when it was issued.

An issued note never changes: triggers hold it, whoever writes. Its texts can still be blanked and its prints deleted,
which is how a person is erased.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SECTIONS = (
    "purpose", "work", "development", "youth_view", "mentor_view", "assessment", "contacts", "adjustment", "next_period",
)  # fmt: skip
SAID = (*SECTIONS, "content")  # all stay as they are, or all are blanked
FIXED = ("match_id", "grant_id", "from_day", "until_day", "issued_on", "number", "language", "fingerprint")


def day(column: str, *, needed: bool = False) -> str:
    """A column that holds an ISO day."""
    return f"{column} TEXT{' NOT NULL' if needed else ''} CHECK ({column} IS date({column}, '+0 days'))"


ID = "id INTEGER PRIMARY KEY AUTOINCREMENT"
RECORDED = day("recorded_on", needed=True)

TABLES: dict[str, tuple[str, ...]] = {
    "note": (
        ID, "match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT",
        "grant_id INTEGER REFERENCES grant (id) ON DELETE RESTRICT", day("from_day", needed=True),
        day("until_day", needed=True), day("begun_on", needed=True),
        *(f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= 8000)" for name in SECTIONS),
        day("issued_on"), "number INTEGER UNIQUE CHECK (number > 0)", "language TEXT CHECK (language IN ('da', 'en'))",
        "content TEXT NOT NULL DEFAULT '' CHECK (length(content) <= 32000)",
        "fingerprint TEXT CHECK (length(fingerprint) = 64 AND fingerprint NOT GLOB '*[^0-9a-f]*')", RECORDED,
        "CHECK (until_day >= from_day)", "CHECK (issued_on IS NULL OR issued_on >= begun_on)",
        "CHECK ((issued_on IS NULL) = (number IS NULL) AND (issued_on IS NULL) = (fingerprint IS NULL)"
        " AND (issued_on IS NULL) = (language IS NULL))",
    ),
    "note_print": (
        ID, "note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE",
        "form TEXT NOT NULL CHECK (form IN ('html', 'docx', 'pdf'))",
        "bytes TEXT NOT NULL CHECK (bytes <> '')", RECORDED, "UNIQUE (note_id, form)",
    ),
}  # fmt: skip

OTHERS = (
    "CREATE UNIQUE INDEX note_draft ON note (match_id, from_day, until_day) WHERE issued_on IS NULL",
    "CREATE INDEX note_by_match ON note (match_id, until_day)",
    "CREATE INDEX note_by_grant ON note (grant_id) WHERE grant_id IS NOT NULL",
    "CREATE TRIGGER note_is_frozen BEFORE UPDATE ON note WHEN OLD.issued_on IS NOT NULL AND ("
    + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIXED)
    + " OR NOT ("
    + " AND ".join(f"NEW.{name} IS OLD.{name}" for name in SAID)
    + " OR "
    + " AND ".join(f"NEW.{name} = ''" for name in SAID)
    + "))"
    " BEGIN SELECT RAISE(ABORT, 'an issued note never changes'); END",
    "CREATE TRIGGER note_print_is_frozen BEFORE UPDATE ON note_print"
    " BEGIN SELECT RAISE(ABORT, 'an issued note never changes'); END",
)  # fmt: skip


def upgrade() -> None:
    """Add the tables of notes, each STRICT, with what freezes an issued one."""
    for name, columns in TABLES.items():
        op.execute(f"CREATE TABLE {name} (\n    " + ",\n    ".join(columns) + "\n) STRICT")
    for statement in OTHERS:
        op.execute(statement)
