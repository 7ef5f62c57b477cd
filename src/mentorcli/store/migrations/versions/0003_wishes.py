"""What people are matched on: free times, work, background as told, own words; and wishes about the other.

A background is kept only with the day on which the person said that it may be used. As before, whatever describes a
person can be blanked or deleted.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (
    "free_times TEXT NOT NULL DEFAULT '' CHECK (length(free_times) <= 500)",
    "work TEXT NOT NULL DEFAULT '' CHECK (length(work) <= 200)",
    "background_yes_on TEXT CHECK (background_yes_on IS date(background_yes_on, '+0 days'))",
    "background TEXT NOT NULL DEFAULT '' CHECK (length(background) <= 200 AND (background = '' OR background_yes_on IS NOT NULL))",
    "own_words TEXT NOT NULL DEFAULT '' CHECK (length(own_words) <= 4000)",
)
WISH = """CREATE TABLE wish (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    side TEXT NOT NULL CHECK (side IN ('mentor', 'youth')),
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    about TEXT NOT NULL CHECK (about <> '' AND about NOT GLOB '*[^a-z0-9-]*'),
    value TEXT NOT NULL DEFAULT '' CHECK (length(value) <= 100),
    force TEXT NOT NULL CHECK (force IN ('must', 'rather', 'rather-not', 'never')),
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (CASE side WHEN 'mentor' THEN mentor_id IS NOT NULL ELSE youth_id IS NOT NULL END),
    CHECK ((about = 'person') = (mentor_id IS NOT NULL AND youth_id IS NOT NULL)),
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= on_day)
) STRICT"""


def upgrade() -> None:
    """Add the columns to both kinds of people, and the table of wishes."""
    for table in ("mentor", "youth"):
        for column in COLUMNS:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute(WISH)
    op.execute("CREATE INDEX wish_by_mentor ON wish (mentor_id)")
    op.execute("CREATE INDEX wish_by_youth ON wish (youth_id)")
