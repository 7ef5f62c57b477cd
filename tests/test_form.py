"""The small form of longer texts: what is offered reads back as it was, and nothing is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import form, words
from mentorcli.errors import BadValue
from tests.views import world

LIST = "visitation_item"
CODES = dict.fromkeys(("background", "so-far", "purpose", "support-needs", "content", "others", "care"), "")
ODD = (
    "Bor alene.", "", "  indrykket", "Formål: praktik", "# ikke hjælp", "Støtebehov:", "\\omvendt", "Baggrund", "kl. 9:30",
    "- punkt:",
)  # fmt: skip
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])
LINES = st.sampled_from(ODD) | st.text(SIGNS, max_size=30)
TEXTS = st.lists(LINES, max_size=5).map(lambda lines: "\n".join(line.rstrip() for line in lines).strip("\n"))


@given(st.dictionaries(st.sampled_from([*CODES]), TEXTS), st.sampled_from(["da", "en"]))
@world.drawing(300)
def test_what_is_offered_reads_back_as_it_was(values: dict[str, str], language: str) -> None:
    words.set_language(language)
    filled = {code: values.get(code, "") for code in CODES}
    assert form.read(LIST, CODES, form.offered(LIST, filled, "y1 Kim Bo, 1.3.2018")) == filled


@given(st.text(max_size=80))
@world.drawing(200)
def test_any_text_is_read_or_refused_with_a_way_out(text: str) -> None:
    found: dict[str, str] = {}
    hint = "read"
    try:
        found = form.read(LIST, CODES, text)
    except BadValue as error:
        hint = error.hint
    assert hint
    assert set(found) <= set(CODES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Baggrund:\nBor alene.\n\nHidtidigt forløb: Praktik i 2024.\nog skole",
            {"background": "Bor alene.", "so-far": "Praktik i 2024.\nog skole"},
        ),
        ("## Baggrund\nBor alene.\n## Særlige hensyn:\n", {"background": "Bor alene.", "care": ""}),
        ("support needs: structure\r\nCONTENT:\r\ntalks", {"support-needs": "structure", "content": "talks"}),
        ("# hjælp\n\nIndhold og opgaver:\nSamtaler", {"content": "Samtaler"}),
        ("", {}),
    ],
)  # fmt: skip
def test_headings_are_read_in_both_languages_with_their_text_below_or_beside(text: str, found: dict[str, str]) -> None:
    assert form.read(LIST, CODES, text) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bor alene.\nBaggrund:\nx", "Bor alene."),
        ("Baggrund:\nx\nBaggrund:\ny", "Baggrund"),
        ("Baggrund:\nx\nStøtebehov:\ny", "Støtebehov"),
        ("start: i morgen", "start: i morgen"),  # an item of a visitation, but no heading of the form
    ],
)
def test_what_cannot_be_placed_is_refused_and_repeated(text: str, says: str) -> None:
    words.set_language("da")
    with pytest.raises(BadValue) as refused:
        form.read(LIST, CODES, text)
    assert says in refused.value.message
    assert refused.value.hint
