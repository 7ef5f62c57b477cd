"""Which verb may follow which state. Pure tables; a service asks them before it changes anything."""

from __future__ import annotations

from mentorcli.words import N_

MATCH_VERBS: dict[str, tuple[tuple[str, ...], str]] = {
    # verb: (states that can take it, what such a match is called)
    "accept": (("proposed",), N_("proposed match")),
    "decline": (("proposed", "accepted"), N_("proposed match")),
    "start": (("accepted",), N_("match to which both have said yes")),
    "pause": (("starting", "settled"), N_("running match")),
    "resume": (("paused",), N_("paused match")),
    "end": (("starting", "settled", "paused"), N_("running match")),
    "reopen": (("ended",), N_("ended match")),
    "log": (("accepted", "starting", "settled", "paused"), N_("running match")),
    "follow": (("accepted", "starting", "settled", "paused", "ended"), N_("match to which both have said yes")),
    "substitute": (("accepted", "starting", "settled", "paused"), N_("running match")),
}

MENTOR_VERBS: dict[str, tuple[str, ...]] = {
    "pause": ("ready", "matched", "in-training", "in-screening", "applicant"),
    "resume": ("paused",),
    "leave": ("ready", "matched", "paused", "in-training", "in-screening", "applicant"),
    "decline": ("ready", "matched", "paused", "in-training", "in-screening", "applicant"),
    "return": ("left", "declined"),
    "propose": ("ready", "matched", "paused", "in-training", "in-screening", "applicant"),
}

GRANT_VERBS: dict[str, tuple[str, ...]] = {
    "answer": ("applied",),
    "renew": ("granted", "running", "ending-soon", "ended"),
    "stop": ("granted", "running", "ending-soon"),
}

YOUTH_VERBS: dict[str, tuple[str, ...]] = {
    "close": ("referred", "visited", "waiting", "closed"),
    "propose": ("referred", "visited", "waiting", "matched", "paused"),
    "visit": ("referred", "visited", "waiting", "matched", "paused"),
}
