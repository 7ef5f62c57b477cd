"""The first schema: dated facts of one scheme, its settings, and the audit trail.

No column holds a derived state. What identifies a person can be deleted (ON DELETE CASCADE) or blanked;
the nameless skeleton of matches and meetings stays, so that every figure stays as it was.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def day(column: str, *, needed: bool = False) -> str:
    """A column that holds an ISO day; `date(x)` alone would let 2024-02-30 in."""
    return f"{column} TEXT{' NOT NULL' if needed else ''} CHECK ({column} IS date({column}, '+0 days'))"


def code(column: str, *, needed: bool = True) -> str:
    """A column that holds a code of domain lists: lower-case words joined by hyphens; a profile may add codes."""
    return f"{column} TEXT{' NOT NULL' if needed else ''} CHECK ({column} <> '' AND {column} NOT GLOB '*[^a-z0-9-]*')"


def flag(column: str, *, needed: bool = True) -> str:
    """A yes or no."""
    return f"{column} INTEGER{' NOT NULL DEFAULT 0' if needed else ''} CHECK ({column} IN (0, 1))"


def words(column: str, most: int = 500) -> str:
    """A short text that may be empty."""
    return f"{column} TEXT NOT NULL DEFAULT '' CHECK (length({column}) <= {most})"


ID = "id INTEGER PRIMARY KEY AUTOINCREMENT"
RECORDED = day("recorded_on", needed=True)
PERSON = f"""
    name TEXT CHECK (name = trim(name) AND length(name) BETWEEN 1 AND 120),
    name_fold TEXT NOT NULL DEFAULT '',
    name_sort TEXT NOT NULL DEFAULT '',
    {code("gender")},
    {day("born")},
    {words("age_band", 20)},
    {words("phone", 20)},
    {words("email", 254)},
    {words("address", 200)},
    {words("postcode", 4)},
    {words("town", 80)},
    {flag("address_protected")},
    {words("languages")},
    {words("interests")},
    {day("erased_on")},
    {RECORDED}"""
NAMED = "CHECK (name IS NOT NULL OR erased_on IS NOT NULL)"

TABLES = {
    "scheme": f"""
    id INTEGER PRIMARY KEY CHECK (id = 1),
    profile TEXT NOT NULL CHECK (profile <> ''),
    {day("created_on", needed=True)}""",
    "setting": f"""
    {ID},
    key TEXT NOT NULL CHECK (key <> ''),
    value TEXT NOT NULL,
    {day("valid_from", needed=True)},
    {RECORDED},
    UNIQUE (key, valid_from)""",
    "mentor": f"""
    {ID},
    {PERSON},
    {words("helps_with")},
    capacity INTEGER CHECK (capacity BETWEEN 0 AND 20),
    {day("applied_on", needed=True)},
    {day("trained_on")},
    {day("approved_on")},
    {day("secrecy_on")},
    {NAMED}""",
    "departure": f"""
    {ID},
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('left', 'declined')),
    {day("on_day", needed=True)},
    {words("reason", 200)},
    {day("returned_on")},
    {RECORDED},
    CHECK (returned_on IS NULL OR returned_on >= on_day)""",
    "mentor_check": f"""
    {ID},
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('straffeattest', 'boerneattest')),
    {day("ordered_on")},
    {day("seen_on")},
    {words("seen_by", 60)},
    outcome TEXT CHECK (outcome IN ('approved', 'rejected', 'no-consent')),
    {day("review_on")},
    {RECORDED},
    CHECK (ordered_on IS NOT NULL OR seen_on IS NOT NULL),
    CHECK ((seen_on IS NULL) = (outcome IS NULL))""",
    "mentor_pause": f"""
    {ID},
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    {words("reason", 200)},
    {day("resumed_on")},
    {RECORDED},
    CHECK (resumed_on IS NULL OR resumed_on >= on_day)""",
    "youth": f"""
    {ID},
    {PERSON},
    {words("needs")},
    {words("support", 80)},
    {words("municipality", 3)},
    {NAMED}""",
    "referral": f"""
    {ID},
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    {code("source")},
    {words("referrer", 120)},
    {words("why", 2000)},
    {RECORDED}""",
    "closing": f"""
    {ID},
    referral_id INTEGER NOT NULL REFERENCES referral (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    {code("reason")},
    {RECORDED}""",
    "consent": f"""
    {ID},
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE CASCADE,
    {code("kind")},
    {words("data", 200)},
    {words("parties", 200)},
    {words("purpose", 500)},
    given_by TEXT NOT NULL CHECK (given_by IN ('youth', 'guardian', 'both')),
    {day("on_day", needed=True)},
    {day("review_on")},
    {day("withdrawn_on")},
    {RECORDED}""",
    "match": f"""
    {ID},
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    {day("proposed_on")},
    {day("mentor_yes_on")},
    {day("youth_yes_on")},
    {day("declined_on")},
    {code("declined_by", needed=False)},
    {code("declined_reason", needed=False)},
    {day("first_met_on")},
    {flag("coordinator_present", needed=False)},
    {RECORDED},
    CHECK (proposed_on IS NOT NULL OR first_met_on IS NOT NULL)""",
    "match_end": f"""
    {ID},
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    {code("ended_by", needed=False)},
    planned TEXT CHECK (planned IN ('yes', 'talk', 'no')),
    {code("reason", needed=False)},
    {code("outcome", needed=False)},
    {flag("rematch")},
    {RECORDED}""",
    "match_reopening": f"""
    {ID},
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    {RECORDED}""",
    "match_pause": f"""
    {ID},
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    {words("reason", 200)},
    {day("resumed_on")},
    {RECORDED},
    CHECK (resumed_on IS NULL OR resumed_on >= on_day)""",
    "meeting": f"""
    {ID},
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    {day("on_day", needed=True)},
    at TEXT CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]' AND at < '24:00'),
    {code("kind")},
    status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'excused', 'no-show', 'moved', 'cancelled')),
    who TEXT CHECK (who IN ('mentor', 'youth')),
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 1440),
    {words("place", 60)},
    {words("topics", 200)},
    {RECORDED}""",
    "event": f"""
    {ID},
    {day("on_day", needed=True)},
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    {code("kind")},
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 60000),
    {RECORDED}""",
    "attendance": f"""
    {ID},
    event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE RESTRICT,
    youth_id INTEGER REFERENCES youth (id) ON DELETE RESTRICT,
    {RECORDED},
    CHECK ((mentor_id IS NULL) <> (youth_id IS NULL)),
    UNIQUE (event_id, mentor_id),
    UNIQUE (event_id, youth_id)""",
    "money": f"""
    {ID},
    {day("on_day", needed=True)},
    direction TEXT NOT NULL CHECK (direction IN ('income', 'expense')),
    category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 80),
    amount_ore INTEGER NOT NULL CHECK (amount_ore BETWEEN 1 AND 1000000000000),
    {words("text", 200)},
    {RECORDED}""",
    "hours": f"""
    {ID},
    {day("on_day", needed=True)},
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    activity TEXT NOT NULL CHECK (length(activity) BETWEEN 1 AND 120),
    {RECORDED}""",
    "remark": f"""
    {ID},
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    {day("on_day", needed=True)},
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    {RECORDED},
    CHECK ((mentor_id IS NULL) <> (youth_id IS NULL))""",
    "deferral": f"""
    {ID},
    rule TEXT NOT NULL CHECK (rule <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    record_id INTEGER NOT NULL,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    {day("until_day", needed=True)},
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
    {RECORDED}""",
    "audit": """
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'change', 'remove')),
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    fields TEXT NOT NULL""",
    "former": """
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq) ON DELETE RESTRICT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value ANY""",
}

INDEXES = (
    "CREATE INDEX mentor_by_name ON mentor (name_fold)",
    "CREATE INDEX youth_by_name ON youth (name_fold)",
    "CREATE INDEX departure_by_mentor ON departure (mentor_id)",
    "CREATE INDEX check_by_mentor ON mentor_check (mentor_id)",
    "CREATE INDEX mentor_pause_by_mentor ON mentor_pause (mentor_id)",
    "CREATE INDEX referral_by_youth ON referral (youth_id, on_day)",
    "CREATE INDEX referral_by_day ON referral (on_day)",
    "CREATE INDEX closing_by_referral ON closing (referral_id)",
    "CREATE INDEX consent_by_youth ON consent (youth_id)",
    "CREATE INDEX match_by_mentor ON match (mentor_id)",
    "CREATE INDEX match_by_youth ON match (youth_id)",
    "CREATE INDEX match_by_first_met ON match (first_met_on)",
    "CREATE INDEX end_by_match ON match_end (match_id, on_day)",
    "CREATE INDEX end_by_day ON match_end (on_day)",
    "CREATE INDEX reopening_by_match ON match_reopening (match_id, on_day)",
    "CREATE INDEX match_pause_by_match ON match_pause (match_id)",
    "CREATE INDEX meeting_by_match ON meeting (match_id, on_day)",
    "CREATE INDEX held_by_match ON meeting (match_id, on_day) WHERE status = 'held'",
    "CREATE INDEX held_by_day ON meeting (on_day, minutes) WHERE status = 'held'",
    "CREATE INDEX no_show_by_day ON meeting (on_day) WHERE status = 'no-show'",
    "CREATE INDEX attendance_by_mentor ON attendance (mentor_id)",
    "CREATE INDEX attendance_by_youth ON attendance (youth_id)",
    "CREATE INDEX money_by_day ON money (on_day)",
    "CREATE INDEX remark_by_mentor ON remark (mentor_id)",
    "CREATE INDEX remark_by_youth ON remark (youth_id)",
    "CREATE INDEX former_by_audit ON former (audit_seq)",
    "CREATE INDEX former_by_mentor ON former (mentor_id)",
    "CREATE INDEX former_by_youth ON former (youth_id)",
)

TRIGGERS = tuple(
    f"CREATE TRIGGER audit_{verb.lower()}_refused BEFORE {verb} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)


def upgrade() -> None:
    """Make every table STRICT, with its indexes and the two triggers that keep the trail append-only."""
    for name, columns in TABLES.items():
        op.execute(f"CREATE TABLE {name} ({columns}\n) STRICT")
    for statement in (*INDEXES, *TRIGGERS):
        op.execute(statement)
