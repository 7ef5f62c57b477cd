"""Goals of a young person, how they were revised, and how they were scored. Data only."""

from __future__ import annotations

from sqlmodel import Field

from mentorcli.models.column import Record


class Goal(Record, table=True):
    """A goal in an area of the scheme."""

    youth_id: int = Field(foreign_key="youth.id")
    area: str
    text: str = ""
    on_day: str
    closed_on: str | None = None
    closed_how: str | None = None


class GoalRevision(Record, table=True):
    """What a goal says from a day on."""

    __tablename__ = "goal_revision"
    goal_id: int = Field(foreign_key="goal.id")
    on_day: str
    text: str = ""
    why: str = ""


class GoalScore(Record, table=True):
    """A score of 1 to 5 on a day, in the view of the young person, the mentor or the coordinator."""

    __tablename__ = "goal_score"
    goal_id: int = Field(foreign_key="goal.id")
    on_day: str
    view: str
    score: int
