"""A file of people who are to be matched, for measuring `match propose` as a whole command.

Run as `python -m benchmarks.market FILE SIZE`. Everybody is described: languages, interests, topics, free times, age,
postcode, some wishes; towns are drawn from the list of postcodes. The corps is equal on every run.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from pathlib import Path

from benchmarks.data import empty
from benchmarks.matching import SEED, SIZES
from benchmarks.measure import TODAY
from mentorcli import codes, parsing, places

LANGUAGES = ("somali", "arabisk", "tyrkisk", "dari", "polsk", "engelsk")
INTERESTS = (
    "fodbold", "madlavning", "musik", "løb", "film", "natur", "dyr", "computerspil", "bøger", "håndværk", "kunst", "strik",
    "skak", "dans",
)  # fmt: skip
TOPICS = (
    "uddannelse", "job", "bolig", "lektier", "netværk", "struktur", "økonomi", "ensomhed", "eksamen", "ansøgning",
)  # fmt: skip
MENTOR = """INSERT INTO mentor (id, name, name_fold, name_sort, gender, born, postcode, languages, interests, helps_with,
  free_times, capacity, applied_on, trained_on, recorded_on) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""
YOUTH = """INSERT INTO youth (id, name, name_fold, name_sort, gender, born, postcode, languages, interests, needs,
  free_times, recorded_on) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"""


def some(order: random.Random, of: tuple[str, ...], most: int) -> str:
    """Some words of a list, as a person's column holds them."""
    return ", ".join(order.sample(of, order.randint(1, most)))


def about(order: random.Random, kind: str, number: int, years: tuple[int, int], towns: list[str]) -> list[object]:
    """What mentors and youths have in common: number, name in three forms, gender, birth day, place, languages, likes."""
    name = f"{kind.title()} Nummer{number}"
    spoken = "dansk" if order.random() < 0.7 else f"dansk, {order.choice(LANGUAGES)}"
    born = f"{int(TODAY[:4]) - order.randint(*years)}-{order.randint(1, 12):02}-{order.randint(1, 28):02}"
    return [
        number, name, parsing.fold(name), parsing.sort_key(name), order.choice(("female", "male")), born,
        order.choice(towns), spoken, some(order, INTERESTS, 5), some(order, TOPICS, 4),
        some(order, tuple(codes.LISTS["free_time"]), 6),
    ]  # fmt: skip


def fill(path: Path, size: str) -> None:
    """Make the file of a size, with the number of people and free places that the matching room is measured with."""
    wanted, order = SIZES[size], random.Random(SEED)
    towns = [one for one in sorted(places.table()) if one >= "2000"]  # below are the streets of inner Copenhagen
    if size != "national":  # a corps lives round one town
        towns = [one for one in towns if (places.km(one, "4200") or 0) <= 20]
    draft = empty(path)
    connection = sqlite3.connect(draft)
    mentors = [
        [
            *about(order, "mentor", number, (20, 75), towns),
            order.choice(wanted.places),
            "2016-01-01",
            "2016-02-01",
            TODAY,
        ]
        for number in range(1, wanted.mentors + 1)
    ]
    youths = [[*about(order, "youth", number, (18, 29), towns), TODAY] for number in range(1, wanted.youths + 1)]
    connection.executemany(MENTOR, mentors)
    connection.executemany(
        "INSERT INTO mentor_check (mentor_id, kind, seen_on, outcome, recorded_on) VALUES (?, 'straffeattest', ?, 'approved', ?)",
        [(row[0], "2016-01-20", TODAY) for row in mentors],
    )
    connection.executemany(YOUTH, youths)
    connection.executemany(
        "INSERT INTO referral (youth_id, on_day, source, recorded_on) VALUES (?, ?, 'self', ?)",
        [(row[0], f"2025-{order.randint(1, 12):02}-01", TODAY) for row in youths],
    )
    connection.executemany(
        "INSERT INTO wish (side, youth_id, on_day, about, value, force, recorded_on) VALUES ('youth', ?, ?, 'gender', ?, ?, ?)",
        [(row[0], TODAY, order.choice(("female", "male")), order.choice(("must", "rather")), TODAY)
         for row in youths if order.random() < 0.3],
    )  # fmt: skip
    connection.commit()
    connection.close()
    draft.replace(path)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2])
