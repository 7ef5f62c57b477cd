"""Casework: enquiries, visitations, follow-up talks, goals, grants, cover by another mentor, overrides, concerns, thanks.

As in the first schema no column holds a state, and what describes a person can be blanked or deleted.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def day(column: str, *, needed: bool = False) -> str:
    """A column that holds an ISO day."""
    return f"{column} TEXT{' NOT NULL' if needed else ''} CHECK ({column} IS date({column}, '+0 days'))"


def code(column: str, *, needed: bool = True) -> str:
    """A column that holds a code of domain lists."""
    return f"{column} TEXT{' NOT NULL' if needed else ''} CHECK ({column} <> '' AND {column} NOT GLOB '*[^a-z0-9-]*')"


def flag(column: str) -> str:
    """A yes or no."""
    return f"{column} INTEGER NOT NULL DEFAULT 0 CHECK ({column} IN (0, 1))"


def words(column: str, most: int = 500) -> str:
    """A text that may be empty."""
    return f"{column} TEXT NOT NULL DEFAULT '' CHECK (length({column}) <= {most})"


def owner(table: str, *, needed: bool = True, deleting: str = "RESTRICT") -> str:
    """The record that a row hangs on."""
    return f"{table}_id INTEGER{' NOT NULL' if needed else ''} REFERENCES {table} (id) ON DELETE {deleting}"


ID = "id INTEGER PRIMARY KEY AUTOINCREMENT"
RECORDED = day("recorded_on", needed=True)

COLUMNS = (  # added to tables of the first schema
    ("mentor", code("channel", needed=False)),
    ("mentor", words("qualification", 200)),
    ("youth", words("guardian", 120)),
    ("youth", words("guardian_phone", 20)),
    ("youth", words("guardian_email", 254)),
    ("youth", code("guardian_choice", needed=False)),
    ("consent", flag("told")),
    ("meeting", "stand_in_id INTEGER REFERENCES mentor (id) ON DELETE RESTRICT"),
)

TABLES: dict[str, tuple[str, ...]] = {
    "enquiry": (
        ID, owner("youth", needed=False), day("on_day", needed=True), code("source"), words("asker", 120), words("about"),
        "answer TEXT CHECK (answer IN ('yes', 'no'))", day("answered_on"), words("reason", 200), RECORDED,
        "CHECK ((answer IS NULL) = (answered_on IS NULL))", "CHECK (answered_on IS NULL OR answered_on >= on_day)",
    ),
    "visitation": (
        ID, owner("youth"), owner("mentor", needed=False), day("on_day", needed=True), words("participants", 300),
        words("place", 60), words("background", 4000), words("so_far", 4000), words("purpose", 2000), words("support_needs", 2000),
        words("content", 2000), words("others"), words("care", 1000), words("interpreter", 80), day("start_on"),
        "minutes INTEGER CHECK (minutes BETWEEN 1 AND 600000)", code("decision", needed=False), day("decided_on"),
        words("decided_by", 60), RECORDED, "CHECK ((decision IS NULL) = (decided_on IS NULL))",
        "CHECK (decided_on IS NULL OR decided_on >= on_day)",
    ),
    "followup": (
        ID, owner("match"), day("on_day", needed=True), code("party"),
        "kind TEXT NOT NULL CHECK (kind IN ('talk', 'closing', 'contact'))",
        "status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'no-answer'))", code("via", needed=False),
        "rating INTEGER CHECK (rating BETWEEN 1 AND 5)", words("note", 4000), RECORDED,
        "CHECK (rating IS NULL OR status = 'held')",
    ),
    "substitution": (
        ID, owner("match"), owner("mentor"), day("on_day", needed=True), day("until_day", needed=True),
        words("reason", 200), RECORDED, "CHECK (until_day >= on_day)",
    ),
    "goal": (
        ID, owner("youth"), code("area"), words("text"), day("on_day", needed=True), day("closed_on"),
        code("closed_how", needed=False), RECORDED, "CHECK ((closed_on IS NULL) = (closed_how IS NULL))",
        "CHECK (closed_on IS NULL OR closed_on >= on_day)",
    ),
    "goal_revision": (
        ID, owner("goal", deleting="CASCADE"), day("on_day", needed=True), words("text"), words("why", 200), RECORDED,
    ),
    "goal_score": (
        ID, owner("goal", deleting="CASCADE"), day("on_day", needed=True),
        "view TEXT NOT NULL CHECK (view IN ('youth', 'mentor', 'coordinator'))",
        "score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5)", RECORDED, "UNIQUE (goal_id, on_day, view)",
    ),
    "grant": (
        ID, owner("youth"), owner("mentor", needed=False), "renews_id INTEGER REFERENCES grant (id) ON DELETE RESTRICT",
        day("applied_on"), day("granted_on"), day("declined_on"), day("from_day", needed=True),
        day("until_day", needed=True), day("stopped_on"),
        "minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600000)",
        "rate_ore INTEGER NOT NULL CHECK (rate_ore BETWEEN 0 AND 1000000)", words("payer", 120), words("contact", 120),
        words("contact_email", 254), words("reference", 80), code("legal_basis", needed=False), words("purpose"),
        words("tasks", 1000), words("qualification", 200), day("assessed_on"),
        "vat TEXT NOT NULL DEFAULT 'unclear' CHECK (vat IN ('unclear', 'exempt', 'standard'))", flag("interpreter"),
        RECORDED, "CHECK (until_day >= from_day)", "CHECK (applied_on IS NOT NULL OR granted_on IS NOT NULL)",
        "CHECK (granted_on IS NULL OR declined_on IS NULL)",
    ),
    "rule_override": (
        ID, "rule TEXT NOT NULL CHECK (rule <> '')", "kind TEXT NOT NULL CHECK (kind <> '')", "record_id INTEGER NOT NULL",
        owner("mentor", needed=False, deleting="CASCADE"), owner("youth", needed=False, deleting="CASCADE"),
        day("on_day", needed=True), "why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200)", RECORDED,
    ),
    "concern": (
        ID, owner("youth"), day("on_day", needed=True), words("told_to", 120), words("by_role", 60), day("receipt_on"),
        RECORDED, "CHECK (receipt_on IS NULL OR receipt_on >= on_day)",
    ),
    "thanks": (
        ID, owner("mentor", deleting="CASCADE"), day("on_day", needed=True),
        "occasion TEXT NOT NULL CHECK (occasion IN ('years', 'meetings'))",
        "number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 100000)", RECORDED,
    ),
}  # fmt: skip

INDEXES = (
    "CREATE INDEX enquiry_by_youth ON enquiry (youth_id)",
    "CREATE INDEX visitation_by_youth ON visitation (youth_id, on_day)",
    "CREATE INDEX followup_by_match ON followup (match_id, party, on_day)",
    "CREATE INDEX substitution_by_match ON substitution (match_id)",
    "CREATE INDEX substitution_by_mentor ON substitution (mentor_id)",
    "CREATE INDEX goal_by_youth ON goal (youth_id)",
    "CREATE INDEX revision_by_goal ON goal_revision (goal_id, on_day)",
    "CREATE INDEX grant_by_youth ON grant (youth_id, from_day)",
    "CREATE INDEX override_by_record ON rule_override (rule, kind, record_id)",
    "CREATE INDEX concern_by_youth ON concern (youth_id)",
    "CREATE INDEX thanks_by_mentor ON thanks (mentor_id)",
    "CREATE INDEX planned_by_day ON meeting (on_day) WHERE status = 'planned'",
    "CREATE INDEX planned_followup ON followup (on_day) WHERE status = 'planned'",
    "CREATE INDEX stand_in_meetings ON meeting (stand_in_id) WHERE stand_in_id IS NOT NULL",
)


def upgrade() -> None:
    """Add the tables of casework, each STRICT, and what the older tables lack for it."""
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for name, columns in TABLES.items():
        op.execute(f"CREATE TABLE {name} (\n    " + ",\n    ".join(columns) + "\n) STRICT")
    for statement in INDEXES:
        op.execute(statement)
