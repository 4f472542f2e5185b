"""A translation says the same as its original wherever a machine can tell."""

from collections.abc import Callable

import pytest

Errors = Callable[..., list[tuple[str, int, int, str]]]

APPLE, APPLE_EN = "cases/apple/zh.md", "cases/apple/en.md"
FRUIT, FRUIT_EN = "docs/lessons/fruit/zh.md", "docs/lessons/fruit/en.md"


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (APPLE_EN, "100,000 apples", "10,000 apples", (45, "parity-figures")),
        (APPLE_EN, "34 |", "33 |", (75, "parity-figures")),
        (APPLE_EN, "RMB 1.5 million", "RMB 15 million", (75, "parity-figures")),
        (APPLE_EN, "Is 3 < 5?", "Is 3 < 6?", (102, "parity-figures")),
        (APPLE_EN, "**2020-09**", "**2020-10**", (45, "parity-dates")),
        (APPLE_EN, "**2018-01/2019-05**", "**2018-01**", (45, "parity-dates")),
        (APPLE_EN, "**2020** The", "**2020-01** The", (45, "parity-dates")),
        (APPLE_EN, "See [the case of the pears](case:pear)", "See the case", (75, "parity-links")),
        (
            APPLE_EN,
            "[civil public interest litigation](term:civil-pil)",
            "[a suit](term:guardian)",
            (68, "parity-links"),
        ),
        (APPLE_EN, "[the question](#question)", "the question", (102, "parity-links")),
        (APPLE_EN, "schools[^gazette]", "schools[^repost]", None),
        (APPLE_EN, "invented[^repost]", "invented", (125, "parity-sources")),
        (APPLE_EN, "{#then}", "{#before}", (84, "parity-headings")),
        (APPLE_EN, "### Now {#now}", "### Now {#today}", (84, "parity-headings")),
        (APPLE_EN, "- [ ] Nobody knows — Counting will tell you.\n", "", (109, "parity-quiz")),
        (FRUIT_EN, "/// from apple#law\n///\n\n", "", (37, "parity-links")),
        (FRUIT_EN, "| Pears | 35 |", "| Pears | 36 |", (37, "parity-figures")),
        (FRUIT_EN, "Name 2 kinds", "Name 3 kinds", None),
        (FRUIT_EN, "Timing: 3 minutes", "Timing: 4 minutes", (23, "parity-figures")),
    ],
)
def test_what_differs_is_told_at_its_section(
    errors: Errors, path: str, old: str, new: str, problem: tuple[int, str] | None
) -> None:
    found = [(line, rule) for _, line, _, rule in errors((path, old, new))]
    assert found == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("损失108万元", "损失**108**万元"),
        ("损失108万元", "损失108**万元**"),
        ("一家果园把1000万个", "一家果园把[1000](case:pear)万个"),
    ],
)
def test_markup_cuts_no_figure_in_two(errors: Errors, old: str, new: str) -> None:
    assert "parity-figures" not in {rule for _, _, _, rule in errors((APPLE, old, new))}


def test_figures_of_neighbours_are_not_run_together(errors: Errors) -> None:
    changes = (
        (APPLE, "- 看苹果\n   - 看账本", "- 看苹果15\n   - 16看账本"),
        (APPLE_EN, "at the apples", "at 15 apples"),
        (APPLE_EN, "at the books", "at 16 books"),
    )
    assert errors(*changes) == []


def test_a_section_more_and_a_section_less(errors: Errors) -> None:
    found = errors(
        (APPLE_EN, "## Notes on the sources {#notes}\n\n- This case is invented[^repost].\n", ""),
        (FRUIT_EN, "## Roles {#roles}", "## Roles {#parts}"),
    )
    assert found == [
        (APPLE_EN, 102, 1, "parity-section"),
        (FRUIT_EN, 108, 1, "parity-section"),
        (FRUIT_EN, 127, 1, "parity-extra-section"),
    ]


def test_a_section_without_an_id_is_not_also_missed(errors: Errors) -> None:
    found = errors((APPLE, "### 果园负责 {#side-orchard}", "### 果园负责"))
    assert [rule for path, _, _, rule in found if path == APPLE] == ["heading-id"]


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        (APPLE_EN, "  - People's Procuratorate of a province\n", "", [(8, "parity-words")]),
        (
            APPLE_EN,
            "official:\n  title: Public interest litigation over an orchard (invented)\n",
            "",
            [(2, "parity-words")],
        ),
        (
            APPLE,
            "content_note: 这个编出来的案子里，有人把烂苹果卖给孩子 & 不认账。\n",
            "",
            [(10, "parity-words"), (16, "content-note")],
        ),
        (
            APPLE_EN,
            "  repost:\n    publisher: Reposted report\n    title: A repost without a date\n",
            "",
            [(12, "parity-source-ids")],
        ),
        (FRUIT_EN, "  - Ask an adult\n", "", [(6, "parity-words")]),
        (FRUIT_EN, "materials: [Apples, Pears]\n", "", [(2, "missing-key")]),
        ("cases/pear/en.md", "organs: [People's Procuratorate of a city]\n", "organs: {a: b}\n", [(5, "wants-list")]),
        (
            "cases/pear/en.md",
            "  gazette: {publisher: Fruit Gazette, title: Report on pears}\n",
            "  - id: gazette\n",
            [(7, "wants-mapping")],
        ),
        (
            "cases/pear/en.md",
            "sources:\n  gazette: {publisher: Fruit Gazette, title: Report on pears}\n",
            "sources: none\n",
            [(6, "wants-mapping")],
        ),
    ],
    ids="organs official note source objectives absent mapping list text".split(),
)
def test_words_of_the_front_matter(errors: Errors, path: str, old: str, new: str, found: list[tuple[int, str]]) -> None:
    assert [(line, rule) for _, line, _, rule in errors((path, old, new))] == found


def test_a_front_matter_that_was_cut_short_is_not_blamed(errors: Errors) -> None:
    found = errors((APPLE_EN, "place: A city in a province", 'place: "A city in a province'))
    assert found == [(APPLE_EN, 6, 8, "yaml")]
    found = errors((APPLE, "place: 某省某市", 'place: "某省某市'))
    assert found == [(APPLE, 11, 8, "yaml")]
