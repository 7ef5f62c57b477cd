"""Documents: what a person wrote stands in every format as it was written, whatever it looks like."""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli import words
from mentorcli.documents import office, render
from mentorcli.documents.house import House
from mentorcli.errors import MentorError
from tests.documents.reading import HOSTILE, RIGHT_TO_LEFT, UNPRINTABLE, Page, docx_parts, docx_texts, pdf_text, plain

EVERYWHERE = """\
{% for one in texts %}
# {{ one }}

{{ one }}

Midt {{ one }} slut

**{{ one }}** slut

- {{ one }}
- *{{ one }}*, slut

> {{ one }}

1. {{ one }}

| Navn | Slut |
|---|---:|
| {{ one }} | {{ one }} |

{% endfor %}
"""
PAPER = render.Paper("Prøve", "Korps", "2018-04-01")


@pytest.fixture(autouse=True)
def danish() -> None:
    words.set_language("da")


@pytest.fixture
def own(tmp_path: Path) -> House:
    """A folder of templates of its own, with the one above as `x`."""
    return with_template(tmp_path / "own", EVERYWHERE)


def with_template(folder: Path, text: str) -> House:
    """A house with one template of its own, in Danish."""
    (folder / "letters" / "da").mkdir(parents=True, exist_ok=True)
    (folder / "letters" / "da" / "x.md.j2").write_text(text, encoding="utf-8")
    return House(folder)


def make(house: House, form: str, **facts: object) -> bytes:
    """The template `x` with these facts."""
    render.markdown_environment.cache_clear()
    render.names_used.cache_clear()
    return render.made(house, form, render.filled(house, "letters/LANG/x", facts), PAPER)


def expected(texts: tuple[str, ...]) -> list[str]:
    """What a reader must see of the template above, block by block."""
    seen = []
    for one in map(plain, texts):
        seen += [one, one, f"Midt {one} slut", f"{one} slut", one, f"{one}, slut", one, one, "Navn", "Slut", one, one]
    return seen


TEXTS = (*HOSTILE, *UNPRINTABLE, *RIGHT_TO_LEFT)
SHOWN = (*HOSTILE, *UNPRINTABLE.values(), *RIGHT_TO_LEFT)


def test_hostile_texts_stand_letter_for_letter_in_html(own: House) -> None:
    page = Page(make(own, "html", texts=TEXTS).decode())
    assert page.texts("h1", "p", "li", "th", "td") == expected(SHOWN)
    assert {tag for tag, _given in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "p", "strong", "em", "ul", "ol", "li", "blockquote",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert not [name for _tag, given in page.tags for name in given if name.startswith("on") or name in ("src", "href")]


def test_hostile_texts_stand_letter_for_letter_in_word(own: House) -> None:
    assert docx_texts(make(own, "docx", texts=TEXTS)) == expected(SHOWN)


@pytest.mark.external
def test_hostile_texts_stand_letter_for_letter_in_pdf(own: House, tmp_path: Path) -> None:
    left_to_right = tuple(one for one in TEXTS if one not in RIGHT_TO_LEFT)
    text = pdf_text(make(own, "pdf", texts=left_to_right), tmp_path)
    bare = text.replace(" ", "")  # a reader of PDFs joins and parts words as it likes
    for one in map(plain, (*HOSTILE, *UNPRINTABLE.values())):
        part = f"{one}{one}Midt {one} slut{one} slut"
        assert part.replace(" ", "") in bare, one


@pytest.mark.external
def test_letters_from_right_to_left_are_all_in_the_pdf(own: House, tmp_path: Path) -> None:
    text = pdf_text(make(own, "pdf", texts=RIGHT_TO_LEFT), tmp_path)
    for one in RIGHT_TO_LEFT:
        assert sorted(set(one.split())) == sorted({word for word in one.split() if word in text}), one


def test_letters_that_the_typefaces_lack_are_named_and_word_takes_them(own: House) -> None:
    with pytest.raises(MentorError) as caught:
        make(own, "pdf", texts=("李雷",))
    assert "李" in caught.value.message
    assert caught.value.code == 1
    assert "docx" in caught.value.hint
    assert "李雷" in docx_texts(make(own, "docx", texts=("李雷", "😀 x")))
    assert "😀 x" in Page(make(own, "html", texts=("李雷", "😀 x")).decode()).texts("li")


def seen_of(text: str) -> str:
    """A text as it must be seen: white space as single spaces, nothing for what prints nothing, the rest visible."""
    shown = ""
    for one in text:
        kind = unicodedata.category(one)
        if one.isspace() or not words.is_unprintable(one):
            shown += one
        elif kind != "Cf" or unicodedata.bidirectional(one) not in ("BN", "B"):
            shown += f"<U+{ord(one):04X}>"
    return " ".join(shown.replace("\u00a0", " ").split())


ANY = st.text(max_size=40) | st.text(st.sampled_from(string.punctuation + " ab19.\u00a0é"), max_size=12)


@given(st.lists(ANY.filter(lambda text: plain(seen_of(text))), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_a_text_is_the_page_shows_it(texts: list[str]) -> None:
    made = render.markdown_environment(House()).from_string(EVERYWHERE).render(texts=texts)
    page = Page(render.made(House(), "html", render.Filled(render.settled(made), ()), PAPER).decode())
    assert page.texts("h1", "p", "li", "th", "td") == expected(tuple(map(seen_of, texts)))


# --- what templates may do --------------------------------------------------------------------------------------


def test_a_day_at_the_beginning_of_a_line_is_no_list(tmp_path: Path) -> None:
    house = with_template(
        tmp_path, "{{ on | day }} og {{ on | day }}\n\n| {{ on | day }} |\n|---|\n\n- {{ on | day }}\n"
    )
    assert make(house, "md", on="2026-11-22").decode().startswith("22\\. november 2026 og 22. november 2026\n")
    page = Page(make(house, "html", on="2026-11-22").decode())
    assert page.texts("p", "th", "li") == [
        "22. november 2026 og 22. november 2026",
        "22. november 2026",
        "22. november 2026",
    ]
    assert not page.all("ol")


def test_a_longer_text_keeps_its_lines_and_paragraphs(tmp_path: Path) -> None:
    house = with_template(tmp_path, "> {{ text | lines('> ') }}\n\n{{ text | lines }}\n")
    note = "Første linje\n- ingen liste\n\n# ingen overskrift\n    ingen kode\n1. ingen liste\n"
    page = Page(make(house, "html", text=note).decode())
    assert page.texts("p") == 2 * ["Første linje - ingen liste", "# ingen overskrift ingen kode 1. ingen liste"]
    assert len(page.all("br")) == 6
    assert not {"ul", "ol", "h1", "pre"} & {tag for tag, _given in page.tags}


def test_what_is_not_known_is_a_line_to_fill_in(tmp_path: Path) -> None:
    house = with_template(tmp_path, "Født: {{ born | day }}, navn: {{ name }}, tekst: {{ text | lines }}\n")
    assert make(house, "md", born=None, name=None, text="").decode() == (
        f"Født: {render.BLANK}, navn: {render.BLANK}, tekst: {render.RULED}\n\n{render.RULED}\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ navn }}", "navn"),
        ("{{ name.age }}", "age"),
        ("{% if name %}", "line 1"),
        ("\n{{ name | upppper }}", "line 2"),
        ("{{ name | safe }}", "safe"),
        ("{{ name | tojson }}", "tojson"),
        ("{% include 'letters/da/../../x' %}", "x"),
        ("{% include '/etc/passwd' %}", "passwd"),
        ("{{ name.__class__.__mro__ }}", "__class__"),
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ facts.append(1) }}", "append"),
        ("\n\n{{ 1 // 0 }}", "line 3"),
        ("{{ range(10000000) | length }}", "Range"),
        ("{{ lipsum() }}", "lipsum"),
    ],
)
def test_an_own_template_that_does_not_fit_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    words.set_language("en")
    house = House(tmp_path)
    (tmp_path / "letters" / "en").mkdir(parents=True)
    (tmp_path / "letters" / "en" / "x.md.j2").write_text(text, encoding="utf-8")
    render.markdown_environment.cache_clear()
    render.names_used.cache_clear()
    with pytest.raises(MentorError) as caught:
        render.filled(house, "letters/LANG/x", {"name": "Ida", "facts": [1]})
    assert told in caught.value.message
    assert str(tmp_path / "letters" / "en" / "x.md.j2") in caught.value.message
    assert caught.value.code == 1


def test_a_fault_in_a_template_of_ours_is_no_excuse() -> None:
    with pytest.raises(Exception, match="undefined") as caught:
        render.filled(House(), "reports/LANG/annual", {})
    assert not isinstance(caught.value, MentorError)


def test_equal_facts_give_equal_bytes_in_every_format(tmp_path: Path) -> None:
    house = with_template(tmp_path, EVERYWHERE + "\n{{ picture(bars('Tal', [('a', 1), ('b', 2)])) }}\n")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for form in ("md", "html", "docx", "pdf"):
        first = make(house, form, texts=("Ida",))
        office.compiler.cache_clear()
        assert make(house, form, texts=("Ida",)) == first, form


def test_a_chart_goes_into_every_format(tmp_path: Path) -> None:
    house = with_template(tmp_path, "# Tal\n\n{{ picture(bars('Kilder & <b>', rows)) }}\n\nSlut\n")
    rows = [("skole", 4), ("```", 1), ("<i>selv</i>", 2)]
    text = make(house, "md", rows=rows).decode()
    assert "skole        ████████████████████  4\n" in text
    page = Page(make(house, "html", rows=rows).decode())
    assert page.all("svg")[0]["role"] == "img"
    assert "<i>selv</i>" in page.texts("text")
    assert page.texts("title") == ["Prøve – Korps", "Kilder & <b>"]
    assert page.texts("desc") == ["Søjler: skole 4; ``` 1; <i>selv</i> 2."]
    parts = docx_parts(make(house, "docx", rows=rows))
    assert [name for name in parts if name.startswith("word/media/")]
    document = parts["word/document.xml"].decode()
    assert 'descr="Kilder &amp; &lt;b&gt;. Søjler: skole 4' in document
    assert "base64" not in document
    assert make(house, "pdf", rows=rows).startswith(b"%PDF")
