"""mentorcli visitation …: the form, what lacks, the consent behind it, and the match that is agreed there."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.golden.kit import held, reasons, records, refused

FORM = """# y1 Amina Vang

Baggrund:
Kom til landet i 2014.

Hidtidigt forløb: Praktik i et køkken.
Støttebehov:
Struktur i hverdagen.
Indhold:
Samtaler og følgeskab.
""".encode()
CONSENT = ("--data", "baggrund, helbred", "--purpose", "mentorstøtte", "--told")
AGREED = (
    "--participants", "mentee, sagsbehandler, mentor, tolk", "--place", "Center for Unge", "--purpose", "Gennemføre praktik",
    "--start", "1-4-2018", "--hours", "40", "--interpreter", "arabisk",
)  # fmt: skip


@pytest.fixture
def cfu(mc: Any) -> Any:
    """A file of Center for Unge with a mentee who was referred by an enquiry, and a mentor."""
    mc.take("center-for-unge")
    mc.ok("mentor", "add", "Bo Ravn", "--on", "2018-01-02")
    mc.ok("enquiry", "log", "Amina Vang", "--source", "caseworker", "--on", "2018-03-01", "--born", "1995-02-03")
    mc.ok("enquiry", "answer", "q1", "--yes", "--on", "2018-03-05")
    return mc


def consented(mc: Any, *more: str) -> None:
    mc.ok("youth", "consent", "y1", "--kind", "sensitive", "--on", "2018-03-12", *CONSENT, *more)


def state(mc: Any, *more: str) -> str:
    return str(mc.ok("youth", "list", "--format", "json", *more).json()[0]["state"])


def page(mc: Any, *line: str) -> dict[str, Any]:
    found: dict[str, Any] = mc.ok("visitation", "show", *line, "--format", "json").json()
    return found


def test_a_visitation_says_back_whom_when_and_what_is_missing(cfu: Any) -> None:
    says = (
        "Visitation v1 of y1 Amina Vang (1995) on 12 Mar 2018. Missing: the young person taking part, the caseworker taking part, "
        "the mentor taking part, background, course so far, purpose, support needs, content, start, hours."
    )
    records(cfu, "visitation", "log", "amina", "--on", "2018-03-12", says=says, id="v1")
    assert [state(cfu, "--as-of", day) for day in ("2018-03-11", "2018-03-12")] == ["referred", "visited"]


def test_the_form_is_read_and_nothing_is_missing_any_more(cfu: Any) -> None:
    consented(cfu)
    line = ("visitation", "log", "y1", "--on", "2018-03-12", *AGREED, "--file", "-")
    records(cfu, *line, says="Visitation v1 of y1 Amina Vang (1995) on 12 Mar 2018.", id="v1", stdin=FORM)
    found = page(cfu, "amina")
    expected = {
        "participants": "youth, caseworker, mentor, tolk", "start": "2018-04-01", "minutes": 2400, "interpreter": "arabisk",
        "background": "Kom til landet i 2014.", "so_far": "Praktik i et køkken.", "purpose": "Gennemføre praktik",
        "support_needs": "Struktur i hverdagen.", "content": "Samtaler og følgeskab.", "missing": "", "decision": None,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    assert cfu.ok("visitation", "list", "--incomplete", "--format", "json").json() == []


@pytest.mark.parametrize(
    "text", ["Bor alene.", "Baggrund:\na\nBaggrund:\nb", "Støtebehov: a\n\nStøtebehov:\nb", "Baggrund:\n010170-1234"]
)
def test_a_form_that_cannot_be_read_is_refused_whole(cfu: Any, text: str) -> None:
    consented(cfu)
    refused(cfu, "visitation", "log", "y1", "--on", "2018-03-12", "--file", "-", code=2, stdin=text.encode())


@pytest.mark.parametrize(
    "more",
    [
        ("--on", "2018-04-02"),
        ("--hours", "mange"),
        ("--decision", "måske"),
        ("--start", "31-02-2018"),
        ("--purpose", "010170-1234"),
        ("--participants", "mor 0101701234"),
        ("--participants", "mentee, mentro"),  # or nobody would ask whether the mentor may hear it
        ("--participants", "mentee, BO  ravn"),  # a name on file: the role is what is kept
        ("--participants", ", ".join(["tolk nummer to"] + [f"søskende {n}" for n in range(30)])),
        ("--decision", "optaget", "--decided", "2018-03-11"),
        ("--mentor", "nobody"),
    ],
)
def test_what_cannot_be_is_refused(cfu: Any, more: tuple[str, ...]) -> None:
    line = ("visitation", "log", "y1", *(() if "--on" in more else ("--on", "2018-03-12")), *more)
    refused(cfu, *line, code=3 if "nobody" in more else 2)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ung, MENTOREN,rådgiver", "youth, mentor, caseworker"),
        ("mentee, en søster, tolk, tolk", "youth, en søster, tolk"),
        ("mentorkoordinator", "mentorkoordinator"),
        ("", ""),
    ],
)
def test_who_took_part_is_kept_by_role_and_once(cfu: Any, typed: str, kept: str) -> None:
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", "--participants", typed)
    assert page(cfu, "y1")["participants"] == kept


def test_sensitive_texts_wait_for_the_consent_and_the_others_do_not(cfu: Any) -> None:
    line = ("visitation", "log", "y1", "--on", "2018-03-12", *AGREED)
    error = refused(cfu, *line, "--file", "-", code=4, stdin=FORM)
    assert [one["rule"] for one in error["details"]] == ["B3"]
    assert "mentorcli youth consent y1 --kind sensitive" in reasons(error)[0]
    cfu.ok(*line, "--file", "-", stdin=b"Indhold:\nSamtaler")
    refused(cfu, "visitation", "edit", "v1", "--file", "-", code=4, stdin=FORM)
    cfu.ok("visitation", "edit", "v1", "--place", "biblioteket")
    consented(cfu)
    cfu.ok("visitation", "edit", "v1", "--file", "-", stdin=FORM)
    assert page(cfu, "v1")["background"] == "Kom til landet i 2014."


def test_a_consent_signed_after_the_meeting_covers_what_is_written_after_it(cfu: Any) -> None:
    consented(cfu, "--review", "2019-03-12")
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-10", "--file", "-", stdin=FORM)


def test_a_withdrawn_consent_stays_a_finding_until_the_texts_are_gone_for_good(cfu: Any) -> None:
    consented(cfu)
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", *AGREED, "--file", "-", stdin=FORM)
    cfu.ok("visitation", "edit", "v1", "--file", "-", stdin="Baggrund:\nBor i Korsør.".encode())
    run = cfu.ok("youth", "consent", "y1", "--kind", "sensitive", "--withdrawn", "2018-03-20")
    assert "Erase what was kept under it" in run.told
    assert "erase background, course so far, support needs with: mentorcli visitation edit v1 --erase" in run.told
    (due,) = [one for one in cfu.ok("agenda", "--format", "json").json() if one["rule"] == "B8"]
    assert (due["severity"], due["record"]["kind"], due["command"]) == (
        "block",
        "visitation",
        "mentorcli visitation show v1",
    )
    assert "B8" not in [one["rule"] for one in cfu.ok("agenda", "--as-of", "2018-03-19", "--format", "json").json()]
    error = refused(cfu, "visitation", "edit", "v1", "--file", "-", code=4, stdin=b"Baggrund:\nNyt.")
    assert [one["rule"] for one in error["details"]] == ["B8"]
    says = "Erased of v1: background, course so far, support needs."
    records(cfu, "visitation", "edit", "v1", "--erase", says=says, id="v1", again="There is nothing to erase.")
    assert "B8" not in [one["rule"] for one in cfu.ok("agenda", "--format", "json").json()]
    found = page(cfu, "v1")
    assert (found["background"], found["so_far"], found["purpose"]) == ("", "", "Gennemføre praktik")
    kept = cfu.db.read_bytes()
    for words in ("Kom til landet", "Korsør", "Struktur i hverdagen"):
        assert words.encode() not in kept
    refused(cfu, "visitation", "edit", "v1", "--erase", "--place", "x", code=2)


def test_a_background_taken_back_is_due_until_it_is_gone_for_good(cfu: Any) -> None:
    consented(cfu)
    cfu.ok("youth", "edit", "y1", "--background", "fra Somaliland", "--background-yes", "2018-03-13")
    cfu.ok("youth", "edit", "y1", "--background", "fra Djibouti", "--background-yes", "2018-03-14")
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", *AGREED)
    erasing = 'mentorcli youth edit y1 --background ""'
    run = cfu.ok("youth", "consent", "y1", "--kind", "sensitive", "--withdrawn", "2018-03-20")
    assert f"erase background with: {erasing}" in run.told
    (due,) = [one for one in cfu.ok("agenda", "--format", "json").json() if one["rule"] == "B8"]
    assert (due["record"]["id"], due["due"], due["command"]) == (1, "2018-03-20", "mentorcli youth show y1")
    assert "B8" not in [one["rule"] for one in cfu.ok("agenda", "--as-of", "2018-03-19", "--format", "json").json()]
    cfu.ok("visitation", "edit", "v1", "--place", "biblioteket")  # stops nothing that has nothing to do with it
    consented(cfu, "--on", "2018-03-21")  # a new consent is no new yes to the use of what was told before
    assert "B8" in [one["rule"] for one in cfu.ok("agenda", "--format", "json").json()]
    cfu.ok("youth", "edit", "y1", "--background", "")
    assert "B8" not in [one["rule"] for one in cfu.ok("agenda", "--format", "json").json()]
    kept = cfu.db.read_bytes()
    assert b"Somaliland" not in kept
    assert b"Djibouti" not in kept


@pytest.mark.parametrize(("born", "enough"), [("2004-03-13", False), ("2003-03-12", True), ("", False)])
def test_of_somebody_under_15_a_guardian_consents_to_sensitive_texts(mc: Any, born: str, enough: bool) -> None:
    mc.take("mil-lyngby")
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-03-01", *(("--born", born) if born else ()))
    line = ("visitation", "log", "y1", "--on", "2018-03-12", "--file", "-")
    first = refused(mc, *line, code=4, stdin=FORM)["details"]
    assert [one["rule"] for one in first] == ["B3"]
    assert "--by guardian" not in first[0]["reason"]
    consented(mc)
    if enough:
        mc.ok(*line, stdin=FORM)
        return
    (error,) = refused(mc, *line, code=4, stdin=FORM)["details"]
    assert error["rule"] == "B3"
    assert "mentorcli youth consent y1 --kind sensitive --by guardian" in error["reason"]
    consented(mc, "--by", "guardian")
    mc.ok(*line, stdin=FORM)


def test_what_was_replaced_elsewhere_is_not_erased_with_a_visitation(cfu: Any) -> None:
    consented(cfu)
    cfu.ok("youth", "edit", "y1", "--background", "somalisk", "--background-yes", "2018-03-01")
    cfu.ok("youth", "edit", "y1", "--background", "fra Somalia", "--background-yes", "2018-03-02")
    for day, was, is_ in (
        ("2018-03-12", "Bor i Sorø.", "Bor i Korsør."),
        ("2018-03-20", "Bor hos en ven.", "Bor alene."),
    ):
        cfu.ok("visitation", "log", "y1", "--on", day, "--file", "-", stdin=f"Baggrund:\n{was}".encode())
        number = "v1" if day == "2018-03-12" else "v2"
        cfu.ok("visitation", "edit", number, "--file", "-", stdin=f"Baggrund:\n{is_}".encode())
    cfu.ok("visitation", "edit", "v1", "--erase")
    with closing(sqlite3.connect(cfu.db)) as file:
        kept = {value for (value,) in file.execute("SELECT value FROM former WHERE field = 'background'") if value}
    assert kept == {"somalisk", "Bor hos en ven."}


def test_where_both_say_yes_at_the_visitation_an_admission_is_the_match(cfu: Any) -> None:
    line = (
        "visitation",
        "log",
        "y1",
        "--on",
        "2018-03-12",
        "--mentor",
        "bo",
        "--decision",
        "optaget",
        "--decided-by",
        "leder",
    )
    run = cfu.ok(*line, "--decided", "2018-03-14", "--format", "json").json()
    assert run["match"] == 1
    assert "Both said yes: x1 Amina Vang (1995) / Bo Ravn." in run["message"]
    match = cfu.ok("match", "show", "x1", "--format", "json").json()
    assert (match["state"], match["proposed"]) == ("accepted", "2018-03-14")
    assert (match["mentor_yes_on"], match["youth_yes_on"]) == ("2018-03-14", "2018-03-14")
    assert [state(cfu, "--as-of", day) for day in ("2018-03-12", "2018-03-13", "2018-03-14")] == [
        "visited",
        "visited",
        "matched",
    ]
    assert cfu.ok(*line, "--decided", "2018-03-14").text.startswith("Already there")
    assert (
        cfu.ok("visitation", "edit", "v1", "--decided-by", "afdelingsleder", "--format", "json").json()["match"] is None
    )


def test_the_match_follows_the_decision_when_it_comes_later(cfu: Any) -> None:
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", "--mentor", "bo")
    assert cfu.ok("match", "list", "--format", "json").json() == []
    run = cfu.ok(
        "visitation", "edit", "y1", "--decision", "admitted", "--decided", "2018-03-20", "--format", "json"
    ).json()
    assert run["match"] == 1
    (found,) = cfu.ok("match", "list", "--format", "json").json()
    assert (found["state"], found["proposed"]) == ("accepted", "2018-03-20")
    again = cfu.ok(
        "visitation", "edit", "y1", "--decision", "admitted", "--decided", "2018-03-21", "--format", "json"
    ).json()
    assert again["match"] is None
    assert len(cfu.ok("match", "list", "--format", "json").json()) == 1


def test_a_mentor_who_cannot_be_proposed_takes_the_decision_with_it(cfu: Any) -> None:
    cfu.ok("mentor", "leave", "bo", "--on", "2018-03-01")
    line = ("visitation", "log", "y1", "--on", "2018-03-12", "--mentor", "bo", "--decision", "admitted")
    assert reasons(refused(cfu, *line, code=4)) == ["the mentor is left"]


def test_elsewhere_an_admission_makes_no_match(mc: Any) -> None:
    mc.ok("mentor", "add", "Bo Ravn", "--on", "2018-01-02")
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-03-01")
    mc.ok("visitation", "log", "kim", "--on", "2018-03-12", "--mentor", "bo", "--decision", "admitted")
    assert mc.ok("match", "list", "--format", "json").json() == []
    assert state(mc) == "waiting"


def test_with_a_volunteer_more_than_name_and_contact_is_shared_only_with_a_consent(mc: Any) -> None:
    mc.ok("mentor", "add", "Bo Ravn", "--on", "2018-01-02")
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-03-01")
    mc.ok("youth", "consent", "kim", "--kind", "sensitive", *CONSENT)
    line = ("visitation", "log", "kim", "--on", "2018-03-12", "--participants", "ung, mentor", "--file", "-")
    error = refused(mc, *line, code=4, stdin=FORM)
    assert [one["rule"] for one in error["details"]] == ["B9"]
    mc.ok("youth", "consent", "kim", "--kind", "sharing-mentor", "--data", "baggrund", "--purpose", "mentor", "--told")
    mc.ok(*line, stdin=FORM)


def test_a_decision_for_other_support_takes_the_youth_off_the_list_until_a_new_referral(cfu: Any) -> None:
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", "--decision", "anden støtte", "--decided", "2018-03-15")
    assert [state(cfu, "--as-of", day) for day in ("2018-03-14", "2018-03-15")] == ["visited", "declined"]
    assert cfu.ok("youth", "list", "--waiting", "--quiet").text == ""
    assert "declined" in refused(cfu, "visitation", "log", "y1", "--on", "2018-03-20", code=4)["message"]
    cfu.ok("visitation", "edit", "v1", "--decision", "waiting-list", "--decided", "2018-03-15")
    assert state(cfu) == "waiting"
    cfu.ok("visitation", "edit", "v1", "--decision", "")
    assert state(cfu) == "visited"
    cfu.ok("visitation", "edit", "v1", "--decision", "other-support", "--decided", "2018-03-15")
    cfu.ok("youth", "refer", "y1", "--source", "caseworker", "--on", "2018-03-25")
    found = cfu.ok("youth", "list", "--waiting", "--format", "json").json()
    assert [(one["state"], one["wait_days"]) for one in found] == [("referred", 7)]


def test_other_support_with_an_open_match_is_refused_and_names_it(cfu: Any) -> None:
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", "--mentor", "bo", "--decision", "admitted")
    error = refused(cfu, "visitation", "edit", "v1", "--decision", "other-support", "--decided", "2018-03-20", code=4)
    assert reasons(error) == ["x1 Amina Vang / Bo Ravn"]


def test_who_was_not_referred_or_has_only_enquired_has_no_visitation(cfu: Any) -> None:
    error = refused(cfu, "visitation", "log", "y1", "--on", "2018-03-04", code=4)
    assert "mentorcli enquiry answer y1" in error["hint"]
    error = refused(cfu, "visitation", "log", "y1", "--on", "2018-02-28", code=4)
    assert "mentorcli youth refer y1" in error["hint"]


def test_the_same_day_is_one_visitation_and_other_values_are_not_lost(cfu: Any) -> None:
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", "--place", "Jobhuset")
    error = refused(cfu, "visitation", "log", "y1", "--on", "2018-03-12", "--place", "biblioteket", code=2)
    assert "visitation edit v1" in error["hint"]
    assert cfu.ok("visitation", "log", "y1", "--on", "2018-03-12").text.startswith("Already there")


def test_an_edit_changes_clears_and_says_which_fields(cfu: Any) -> None:
    consented(cfu)
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", *AGREED, "--file", "-", stdin=FORM)
    run = cfu.ok(
        "visitation",
        "edit",
        "amina",
        "--file",
        "-",
        "--hours",
        "37,5",
        stdin="Støttebehov:\nIndhold:\nSamtaler".encode(),
    )
    assert run.text.startswith("Changed v1: length, support needs, content. ")
    assert "Missing: support needs." in run.text
    found = page(cfu, "v1")
    assert (found["minutes"], found["support_needs"], found["background"]) == (2250, "", "Kom til landet i 2014.")
    assert "Nothing differs" in cfu.ok("visitation", "edit", "v1", "--hours", "37:30").text
    refused(cfu, "visitation", "edit", "v1", code=2)
    refused(cfu, "visitation", "edit", "v1", "--decided", "2018-03-14", code=2)
    refused(cfu, "visitation", "edit", "v9", "--place", "x", code=3)


def test_of_several_visitations_the_newest_is_shown_and_none_is_chosen_to_be_changed(cfu: Any) -> None:
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", "--place", "Jobhuset")
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-20", "--place", "biblioteket")
    assert page(cfu, "y1")["place"] == "biblioteket"
    assert page(cfu, "y1", "--as-of", "2018-03-19")["place"] == "Jobhuset"
    assert page(cfu, "v1")["place"] == "Jobhuset"
    error = refused(cfu, "visitation", "edit", "y1", "--place", "x", code=2)
    assert [one["id"] for one in error["details"]] == ["v1", "v2"]
    refused(cfu, "visitation", "show", "y1", "--as-of", "2018-03-11", code=3)


def test_a_decision_is_known_from_its_day(cfu: Any) -> None:
    cfu.ok(
        "visitation",
        "log",
        "y1",
        "--on",
        "2018-03-12",
        "--decision",
        "venteliste",
        "--decided",
        "2018-03-20",
        "--decided-by",
        "leder",
    )
    for line in (("visitation", "show", "v1"), ("youth", "show", "y1")):
        for day, decision in (("2018-03-19", None), ("2018-03-20", "waiting-list")):
            found = cfu.ok(*line, "--as-of", day, "--format", "json").json()
            found = found["visitations"][0] if "visitations" in found else found
            assert found["decision"] == decision


@pytest.mark.skipif(sys.platform == "win32", reason="the terminal of this test is a POSIX one")
def test_on_a_terminal_the_form_is_offered_and_what_was_typed_is_kept_when_it_is_refused(
    cfu: Any, process: Any, tmp_path: Path
) -> None:
    import pty

    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\np = pathlib.Path(sys.argv[-1])\nt = p.read_text()\n"
        'pathlib.Path("seen.txt").write_text(t)\np.write_text(t.replace("Baggrund:", "Baggrund: Bor alene."))\n'
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    line = ("visitation", "log", "amina", "--on", "2018-03-12", "--purpose", "praktik")

    def typed() -> Any:
        controller, terminal = pty.openpty()
        try:
            environ = {**process.environ, "EDITOR": str(editor), "MENTORCLI_LANG": "da"}
            started = process.start(*line, stdin=terminal, environ=environ, cwd=tmp_path)
            out, err = started.communicate(timeout=60)
        finally:
            os.close(controller)
            os.close(terminal)
        return started.returncode, out.decode(), err.decode()

    code, _out, told = typed()
    assert (code, "B3" in told) == (4, True)
    (draft,) = cfu.db.parent.glob("mentorcli-draft-*")
    assert str(draft) in told
    draft.unlink()
    seen = (tmp_path / "seen.txt").read_text()
    assert seen.startswith("# y1 Amina Vang (1995), 12.03.2018\n")
    assert [one for one in seen.splitlines() if one.endswith(":")] == [
        "Baggrund:", "Hidtidigt forløb:", "Formål:", "Støttebehov:", "Indhold:", "Andre involverede:", "Særlige hensyn:",
    ]  # fmt: skip
    assert "Formål:\npraktik\n" in seen
    consented(cfu)
    code, out, told = typed()
    assert code == 0, told
    assert out.startswith("Visitation v1 af y1 Amina Vang (1995) den 12.03.2018.")
    assert page(cfu, "v1")["background"] == "Bor alene."
    assert list(cfu.db.parent.glob("mentorcli-draft-*")) == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_people_see_of_enquiries_visitations_and_concerns(cfu: Any, lang: str) -> None:
    consented(cfu)
    cfu.ok(
        "enquiry",
        "log",
        "--source",
        "caseworker",
        "--asker",
        "Jobhuset",
        "--about",
        "mentor til praktik",
        "--on",
        "2018-03-20",
    )
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", *AGREED, "--mentor", "bo", "--decision", "admitted",
           "--decided-by", "afdelingsleder", "--file", "-", stdin=FORM)  # fmt: skip
    cfu.ok("concern", "log", "y1", "--to", "Slagelse Kommune", "--by", "koordinator", "--on", "2018-03-22")
    for name, line in (
        ("enquiry-list", ("enquiry", "list")),
        ("visitation-list", ("visitation", "list")),
        ("visitation-show", ("visitation", "show", "amina")),
        ("concern-list", ("concern", "list")),
        ("intake-show", ("youth", "show", "amina")),
    ):
        held(f"{name}.{lang}.txt", cfu.ok(*line, lang=lang).text)


def test_the_texts_are_found_by_a_search_and_are_in_an_export_that_comes_back(cfu: Any) -> None:
    consented(cfu)
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", *AGREED, "--file", "-", stdin=FORM)
    (hit,) = cfu.ok("search", "køkken", "--format", "json").json()
    assert (hit["kind"], hit["id"]) == ("visitation", 1)
    book = cfu.folder / "alt.xlsx"
    cfu.ok("export", "-o", str(book))
    other = cfu.folder / "ny.db"
    cfu.ok("init", "--scheme", "center-for-unge", db=other)
    cfu.ok("import", str(book), db=other)
    rows = [sqlite3.connect(path).execute("SELECT * FROM visitation").fetchall() for path in (cfu.db, other)]
    assert rows[0] == rows[1] != []


def test_another_mentor_is_not_said_yes_to_while_the_match_made_there_is_open(cfu: Any) -> None:
    cfu.ok("mentor", "add", "Ida Holm", "--on", "2018-01-02")
    consented(cfu)
    cfu.ok("visitation", "log", "y1", "--on", "2018-03-12", *AGREED, "--mentor", "bo", "--decision", "admitted")
    error = refused(cfu, "visitation", "edit", "v1", "--mentor", "ida", code=4)
    assert reasons(error) == ["x1 Amina Vang / Bo Ravn"]
    cfu.ok("match", "decline", "x1", "--by", "youth", "--on", "2018-03-13")
    cfu.ok("visitation", "edit", "v1", "--mentor", "ida")
    assert [one["state"] for one in cfu.ok("match", "list", "--format", "json").json()] == ["declined", "accepted"]
