"""What a page says to programs: true, whole, in known words, and unable to break out of where it stands."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fazhi import disk
from fazhi.build import rendered, scoped
from fazhi.checked import check
from fazhi.model.fields import LANGUAGES
from fazhi.model.settings import EXAMPLE_ADDRESS, Scope
from fazhi.render import metadata
from fazhi.render.kit import picture
from fazhi.render.site import Rendered

Repo = Callable[..., Path]
SITE = "https://class.example.org/fazhi/"
_THING = {"@id", "@type", "name", "description", "url", "alternateName"}
_WORK = _THING | {
    *("inLanguage", "license", "isAccessibleForFree", "isPartOf", "hasPart", "isBasedOn", "about", "audience"),
    *("learningResourceType", "educationalLevel", "typicalAgeRange", "timeRequired", "teaches", "creativeWorkStatus"),
    *("dateModified", "workTranslation", "translationOfWork", "encodingFormat"),
}
VOCABULARY = {
    "LearningResource": _WORK,
    "WebSite": _WORK,
    "DigitalDocument": _WORK,
    "Legislation": _WORK,
    "DefinedTermSet": _WORK | {"hasDefinedTerm"},
    "DefinedTerm": _THING | {"termCode"},
    "EducationalAudience": _THING | {"educationalRole"},
    "Thing": _THING,
}
"""The types that we use and those of their properties that we need, as schema.org defines them."""


class Head(HTMLParser):
    """The JSON-LD, the Open Graph properties and the robots of a head; and whatever else stands in it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.data: list[Any] = []
        self.properties: dict[str, str] = {}
        self.robots = ""
        self.others: list[str] = []
        self._script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._script = tag == "script" and given == {"type": "application/ld+json"}
        if tag == "meta" and "property" in given:
            assert given["property"] not in self.properties
            self.properties[given["property"]] = given["content"]
        elif tag == "meta" and given.get("name") == "robots":
            self.robots = given["content"]
        elif not self._script:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        if self._script:
            self.data.append(json.loads(data))
        elif data.strip():
            self.others.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False


def heads(pages: Rendered) -> dict[str, Head]:
    """The head of every page by its path, as the theme is given it."""
    found = {}
    for lang, tree in pages.editions.items():
        for path, text in tree.items():
            if path.endswith(".md"):
                (line,) = re.findall(r"^head: (.*)$", text, re.MULTILINE)
                found[f"{lang}/{path.removesuffix('.md')}.html"] = Head(json.loads(line))
    return found


@pytest.fixture(scope="module")
def pages(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The dwarf repository as it is, with the example address."""
    root = tmp_path_factory.mktemp("metadata")
    disk.sync(root, mini)
    return rendered(check(root))


@pytest.fixture(scope="module")
def placed(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The same under an address of its own."""
    return rendered(check(at_home(mini, tmp_path_factory.mktemp("placed"))))


def at_home(mini: Mapping[str, bytes], root: Path) -> Path:
    """The dwarf repository with an address of its own."""
    text = re.sub("^site_url: .*", f"site_url: {SITE}", mini["mkdocs.yml"].decode(), flags=re.MULTILINE)
    disk.sync(root, {**mini, "mkdocs.yml": text.encode()})
    return root


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every typed node of some JSON-LD."""
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from nodes(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from nodes(inside)


def addresses(pages: Rendered) -> set[str]:
    """Every file that a site with an address of its own will have below its languages."""
    found = {f"{lang}/{path.removesuffix('.md')}.html" for lang, tree in pages.editions.items() for path in tree}
    found |= {
        f"{lang}/{file.address}" for lang, kit in pages.kits.items() for fs in kit.files().values() for file in fs
    }
    return found | set(pages.pictures)


# --- JSON-LD --------------------------------------------------------------------------------------------


def test_every_word_is_one_of_schema_org(pages: Rendered, placed: Rendered) -> None:
    seen = set()
    for head in (*heads(pages).values(), *heads(placed).values()):
        for data in head.data:
            assert data["@context"] == "https://schema.org"
            for node in nodes({key: value for key, value in data.items() if key != "@context"}):
                unknown = set(node) - VOCABULARY[node["@type"]]
                assert not unknown, node
                assert all(value not in ("", [], {}, None) for value in node.values()), node
                seen.add(node["@type"])
    assert seen == set(VOCABULARY)


def test_what_a_lesson_says_is_what_its_file_says(pages: Rendered, mini: Mapping[str, bytes]) -> None:
    (data,) = heads(pages)["zh/lessons/fruit.html"].data
    source = mini["docs/lessons/fruit/zh.md"].decode()
    assert data["@type"] == "LearningResource"
    assert f"title: {data['name']}" in source
    assert f"updated: {data['dateModified']}" in source
    assert re.fullmatch(r"PT[1-9]\d*M", data["timeRequired"])
    assert f"minutes: {data['timeRequired'][2:-1]}" in source
    assert data["teaches"]
    assert all(aim in source for aim in data["teaches"])
    assert data["typicalAgeRange"] == ["9-12"]
    assert data["educationalLevel"] == ["小学高年级"]
    (case,) = heads(pages)["en/cases/apple.html"].data
    assert case["typicalAgeRange"] == ["9-12", "12-15"]
    assert case["educationalLevel"] == ["Upper primary", "Junior secondary"]
    assert {each["educationalRole"] for each in data["audience"]} == {"student", "teacher"}
    assert data["inLanguage"] == "zh-Hans"
    assert data["isAccessibleForFree"] is True
    assert data["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert {node["@type"] for node in data["about"]} == {"Thing", "Legislation"}


def test_a_text_cannot_end_the_script_that_it_stands_in() -> None:
    hostile = "</script><script>alert(1)</script><!-- <script> ]]> \u2028 & \" ' \\u003c"
    block = str(metadata.block({"name": hostile}))
    assert json.loads(block)["name"] == hostile
    assert not set("<>&\u2028\u2029") & set(block)
    assert Head(f'<script type="application/ld+json">{block}</script>').data == [{"name": hostile}]


def test_titles_and_summaries_arrive_whole(pages: Rendered) -> None:
    for lang in LANGUAGES:
        head = heads(pages)[f"{lang}/cases/apple.html"]
        (data,) = head.data
        assert head.others == []
        assert set("&<>*_#[`\"'") <= set(data["name"] + data["description"])
        assert head.properties["og:title"] == data["name"]
        assert head.properties["og:description"] == data["description"]


def test_the_official_title_is_not_repeated(pages: Rendered, mini: Mapping[str, bytes]) -> None:
    assert "某果园公益诉讼案（编的）" in mini["cases/apple/zh.md"].decode()
    for head in heads(pages).values():
        assert "公益诉讼案（编的）" not in json.dumps(head.data, ensure_ascii=False)


def test_without_an_address_no_address_is_made_up(pages: Rendered) -> None:
    for path, head in heads(pages).items():
        said = json.dumps([head.data, head.properties])
        assert EXAMPLE_ADDRESS.strip("/").removeprefix("https://") not in said, path
        assert {"og:url", "og:image"}.isdisjoint(head.properties)
        assert all("@id" not in node and "hasPart" not in node for node in nodes(head.data))
    assert not pages.pictures


def test_with_one_every_address_is_whole_and_leads_somewhere(placed: Rendered) -> None:
    there = addresses(placed)
    count = 0
    for path, head in heads(placed).items():
        urls = [node["url"] for node in nodes(head.data) if "url" in node]
        urls += [head.properties["og:url"], head.properties["og:image"]]
        for url in urls:
            assert url.startswith("https://")
            if url.startswith(SITE):
                assert url.removeprefix(SITE).partition("#")[0] in there, (path, url)
                count += 1
        assert head.properties["og:url"] == SITE + path
        assert all(node["@id"] == node["url"] for node in nodes(head.data) if "@id" in node)
    assert count > 50


def test_a_translation_and_its_original_name_each_other(placed: Rendered) -> None:
    found = heads(placed)
    for page in ("cases/apple", "cases/pear", "lessons/fruit"):
        (zh,), (en,) = (found[f"{lang}/{page}.html"].data for lang in LANGUAGES)
        assert (zh["workTranslation"]["url"], zh["workTranslation"]["inLanguage"]) == (en["url"], "en")
        assert (en["translationOfWork"]["url"], en["translationOfWork"]["inLanguage"]) == (zh["url"], "zh-Hans")
        assert "translationOfWork" not in zh
        assert "workTranslation" not in en
    (fig,) = found["zh/cases/fig.html"].data
    assert "workTranslation" not in fig


def test_the_files_of_a_lesson_are_its_parts(placed: Rendered, mini: Mapping[str, bytes], tmp_path: Path) -> None:
    (whole,) = heads(placed)["zh/lessons/fruit.html"].data
    parts = [part["url"].removeprefix(SITE) for part in whole["hasPart"]]
    assert parts == [f"zh/{file.address}" for file in placed.kits["zh"].files()["fruit"]]
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", part["encodingFormat"]) for part in whole["hasPart"])
    narrow = rendered(scoped(check(at_home(mini, tmp_path / "narrow")), Scope(students=True)))
    (narrowed,) = heads(narrow)["zh/lessons/fruit.html"].data
    left = [part["url"] for part in narrowed["hasPart"]]
    assert 0 < len(left) < len(parts)
    assert not [url for url in left if "key" in url or "slides" in url]
    assert "teacher" not in json.dumps(narrowed)


def test_the_glossary_is_a_set_of_terms(placed: Rendered) -> None:
    for lang in LANGUAGES:
        (data,) = heads(placed)[f"{lang}/glossary.html"].data
        assert data["@type"] == "DefinedTermSet"
        rows = data["hasDefinedTerm"]
        assert len(rows) == len({row["termCode"] for row in rows}) > 1
        assert all(row["url"] == f"{SITE}{lang}/glossary.html#{row['termCode']}" for row in rows)
        assert all(row["description"] and row["name"] not in row["alternateName"] for row in rows)


def test_what_is_not_to_be_found_says_so(pages: Rendered) -> None:
    found = heads(pages)
    unseen = {path for path, head in found.items() if head.robots and not path.endswith(("-side.html", "-pinyin.html"))}
    drafts = {f"{lang}/cases/{id}.html" for lang in LANGUAGES for id in ("plum", "quince")}
    # The English page of a case that is there in Chinese only.
    assert unseen == drafts | {"en/cases/fig.html"} | {f"{lang}/edit.html" for lang in LANGUAGES}
    for path in unseen:
        assert found[path].robots == "noindex"
        assert not found[path].data
        assert path not in pages.shared["sitemap.xml"]
    assert "zh/cases/apple.html" in pages.shared["sitemap.xml"]


def test_no_day_is_that_of_the_build(pages: Rendered) -> None:
    days = {
        node["dateModified"] for head in heads(pages).values() for node in nodes(head.data) if "dateModified" in node
    }
    assert days
    assert all(date.fromisoformat(day) <= date(2026, 11, 21) for day in days)


# --- Open Graph -----------------------------------------------------------------------------------------


def test_every_page_has_what_open_graph_wants(placed: Rendered) -> None:
    for path, head in heads(placed).items():
        given = head.properties
        assert {"og:title", "og:type", "og:image", "og:url"} <= set(given), path
        assert all(given.values()), path
        locales = (given["og:locale"], given["og:locale:alternate"])
        assert locales == (("zh_CN", "en_GB") if path.startswith("zh/") else ("en_GB", "zh_CN"))
        written = path.split("/")[1] in ("cases", "lessons") and not path.endswith(
            ("index.html", "-side.html", "-pinyin.html")
        )
        assert given["og:type"] == ("article" if written else "website"), path


def test_the_picture_is_one_that_messengers_take(placed: Rendered, ROOT: Path) -> None:
    template = (ROOT / "templates" / picture.TEMPLATE).read_text("utf-8")
    assert set(placed.pictures) == {"zh/card.png", "en/card.png"}
    drawn = {path: picture.write(shown, template) for path, shown in placed.pictures.items()}
    assert drawn == {path: picture.write(shown, template) for path, shown in placed.pictures.items()}
    assert len(set(drawn.values())) == 2
    for data in drawn.values():
        assert len(data) <= 60 * 1024
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == ("PNG", (picture.WIDTH, picture.HEIGHT))
            assert len(image.convert("RGB").getcolors(1000) or []) > 8
