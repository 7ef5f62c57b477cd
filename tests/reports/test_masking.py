"""What is taken out of texts: names of others, and protected addresses, however they are written."""

from __future__ import annotations

import pytest

from mentorcli.reports.masking import Named, is_address, numbered, plain, without_addresses

pytestmark = pytest.mark.usefixtures("english")
PEOPLE = {"Henning Astrup": "m1", "Emil Dam": "y35", "Marie Løv": "m19", "Jonas Hans": "m7", "Emil Dam Olsen": ""}
NAMES = tuple(Named(name, plain(name), PEOPLE[name]) for name in sorted(PEOPLE, key=lambda one: -len(one)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Henning Astrup ringede", "m1 ringede"),
        ("HENNING  ASTRUP og henning\nastrup", "m1 og m1"),
        ("Henning Astrups bil, Emil Dam's mor og Emil Dam’s far", "m1’s bil, y35’s mor og y35’s far"),
        ("Jonas Hans’ cykel", "m7’ cykel"),  # a name that ends in s
        ("Emil Dam Olsen er glad for Emil Dam", "Emil Dam Olsen er glad for y35"),  # the print is Emil Dam Olsen's
        ("Emil Dam Olsens ven", "Emil Dam Olsens ven"),
        ("Anne-Marie Løv og Emil Dam-Olsen", "Anne-Marie Løv og Emil Dam-Olsen"),  # two others
        ("Emil Dam-sagen", "y35-sagen"),
        (r"Emil\ Dam, Marie Løv\.", r"y35, m19\."),  # as an issued note has it
        ("Emil Damgaard og Emil", "Emil Damgaard og Emil"),
        ("", ""),
    ],
)
def test_full_names_of_others_become_numbers(text: str, told: str) -> None:
    assert numbered(text, NAMES) == told


ADDRESSES = tuple(sorted({plain("Skolegade 7, 2. tv."), plain("Skolegade 7")}, key=lambda one: -len(one)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hos mor på Skolegade 7, 2. tv.", "hos mor på (protected address)."),
        ("Skolegade 7, 2.tv og SKOLEGADE  7", "(protected address) og (protected address)"),
        ("Skolegade 71, Skolegade 7B og Nyskolegade 7", "Skolegade 71, Skolegade 7B og Nyskolegade 7"),
        (r"Skolegade 7\, 2\. tv\.", r"(protected address)\."),
        ("lejlighed 7", "lejlighed 7"),
    ],
)
def test_a_protected_address_is_found_however_it_is_written(text: str, told: str) -> None:
    found = without_addresses({"a": [(text,)], "n": 7}, ADDRESSES)
    assert found == {"a": [(told,)], "n": 7}
    assert without_addresses(text, ()) == text


@pytest.mark.parametrize(("text", "known"), [("Åvej 12B", True), ("Nr. 7", False), ("Slagelse", False), ("", False)])
def test_what_is_no_street_with_a_number_is_not_looked_for(text: str, known: bool) -> None:
    assert is_address(text) is known
