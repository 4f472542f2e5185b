"""The programs that are measured: this one, and others that make the same pages of the same staged Markdown.

Others are given what is kindest to them: no page but a few in the navigation, two extensions, no check of links.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fazhi import disk
from fazhi.bench import running
from fazhi.bench.running import Command, Failed
from fazhi.model.fields import LANGUAGES

OURS = "fazhi"
_SITE = "site"
_FIRST = ("index.md", "cases/index.md", "laws/index.md", "glossary.md", "help.md")
"""What stands in the navigation of others."""
_EXTENSIONS = ["attr_list", {"toc": {"permalink": True, "toc_depth": 2}}]


@dataclass(frozen=True, slots=True)
class Program:
    """A program in its folder: what is run, what is removed before a cold build, where an edit goes and shows."""

    name: str
    commands: tuple[Command, ...]
    made: tuple[Path, ...]
    """What the program has made: without it, it starts cold."""
    page: Path
    """The folder of the cases as Markdown."""
    shown: Path
    """The folder of the cases as finished pages."""
    serve: Command | None = None
    ready: str = ""
    keeps: bool = True
    """Whether a build takes over anything from the last one; if not, every build is a cold one."""

    def cold(self, aside: Path) -> None:
        """Lay all that it has made into a new folder ``aside``.

        It is not deleted yet: ext4 looks for a place for each new file among all that were deleted in the last minutes,
        and that would be measured too.
        """
        for number, path in enumerate(self.made):
            if path.exists():
                disk.move(path, aside / str(number))


def ours(root: Path) -> Program:
    """This program, at a repository."""
    command = [sys.executable, "-m", "fazhi"]
    return Program(
        OURS,
        ((root, [*command, "build"]),),
        (root / "build", root / _SITE),
        root / "cases",
        root / _SITE / "zh" / "cases",
        (root, [*command, "serve", "--port", "0"]),
        "http://127.0.0.1:",
    )


def staging(root: Path) -> Command:
    """What writes the Markdown that the others are given."""
    return root, [sys.executable, "-m", "fazhi", "stage"]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program: the distributions that a Python must have for it, or the name of its own executable."""

    label: str
    needs: tuple[str, ...] = ()
    executable: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its name with the versions that were found."""
        return f"{self.label} ({', '.join(' '.join(each) for each in self.versions.items())})"


RIVALS = {
    "i18n": Rival("MkDocs + Material + static-i18n", ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")),
    "stock": Rival("MkDocs + Material", ("mkdocs", "mkdocs-material")),
    "zensical": Rival("Zensical", ("zensical",)),
    "hugo": Rival("Hugo", executable="hugo"),
}
_FIND = """\
import importlib.metadata, json
found = {}
for name in json.loads(__import__("sys").argv[1]):
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps(found))
"""


def found(names: list[str], python: str) -> tuple[dict[str, Rival], list[str]]:
    """Which of the rivals are installed, with their versions; and what is missing of the others."""
    wanted = sorted({need for name in names for need in RIVALS[name].needs})
    try:
        have = json.loads(running.output([python, "-c", _FIND, json.dumps(wanted)]))
    except Failed:
        have = {}
    here: dict[str, Rival] = {}
    missing: list[str] = []
    for name in names:
        rival = RIVALS[name]
        if rival.executable:
            versions = _own_version(rival.executable)
        else:
            versions = {need: have[need] for need in rival.needs if need in have}
        lacks = [need for need in rival.needs or (rival.executable,) if need not in versions]
        if lacks:
            missing.append(f"{rival.label}: {', '.join(lacks)}")
        else:
            here[name] = Rival(rival.label, rival.needs, rival.executable, versions)
    return here, missing


def _own_version(executable: str) -> dict[str, str]:
    if not shutil.which(executable):
        return {}
    try:
        words = running.output([executable, "version"]).split()
    except Failed:
        return {}
    return {executable: words[1] if len(words) > 1 else "?"}


def prepared(name: str, staged: Mapping[str, Path], folder: Path, python: str) -> Program:
    """Lay out the staged trees for a rival, with its configuration, below ``folder``; give what is to be run.

    ``staged`` is the folder of Markdown of each language; raises Failed if there is none.
    """
    trees = {lang: disk.contents(path) for lang, path in staged.items() if path.is_dir()}
    if not all(any(path.endswith(".md") for path in tree) for tree in trees.values()) or len(trees) < len(staged):
        raise Failed("no staged Markdown")
    return _PREPARE[name](trees, folder, python)


def _settings(lang: str, docs: str, site: str, plugins: list[object], nav: list[str]) -> bytes:
    settings = {
        "site_name": "法治课堂" if lang == "zh" else "Rule-of-Law Classroom",
        "site_url": "https://fazhi.example/",
        "docs_dir": docs,
        "site_dir": site,
        "use_directory_urls": False,
        "theme": {"name": "material", "language": lang, "font": False},
        "plugins": plugins,
        "markdown_extensions": _EXTENSIONS,
        "nav": nav,
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
    }
    # JSON is YAML.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items()).encode()


Trees = Mapping[str, Mapping[str, bytes]]


def _nav(trees: Trees) -> list[str]:
    return [path for path in _FIRST if all(path in tree for tree in trees.values())]


def _i18n(trees: Trees, folder: Path, python: str) -> Program:
    languages = [
        {"locale": lang, "name": lang, "build": True, "default": at == 0, "site_name": lang}
        for at, lang in enumerate(LANGUAGES)
    ]
    plugins: list[object] = ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}]
    _lay({f"docs/{lang}/{path}": data for lang, tree in trees.items() for path, data in tree.items()}, folder)
    disk.write(folder / "mkdocs.yml", _settings("zh", "docs", _SITE, plugins, _nav(trees)))
    command = [python, "-m", "mkdocs", "--quiet", "build"]
    return Program(
        "i18n",
        ((folder, command),),
        (folder / _SITE,),
        folder / "docs" / "zh" / "cases",
        folder / _SITE / "cases",
        keeps=False,
    )


def _each(name: str, build: list[str], trees: Trees, folder: Path, made: tuple[str, ...]) -> Program:
    """One tree and one configuration a language, all built at once."""
    for lang, tree in trees.items():
        _lay({f"docs/{path}": data for path, data in tree.items()}, folder / lang)
        disk.write(folder / lang / "mkdocs.yml", _settings(lang, "docs", _SITE, ["search"], _nav(trees)))
    return Program(
        name,
        tuple((folder / lang, build) for lang in trees),
        tuple(folder / lang / each for lang in trees for each in made),
        folder / "zh" / "docs" / "cases",
        folder / "zh" / _SITE / "cases",
    )


def _stock(trees: Trees, folder: Path, python: str) -> Program:
    made = _each("stock", [python, "-m", "mkdocs", "--quiet", "build"], trees, folder, (_SITE,))
    return replace(made, keeps=False)


def _zensical(trees: Trees, folder: Path, python: str) -> Program:
    command = [python, "-m", "zensical"]
    made = _each("zensical", [*command, "build", "-f", "mkdocs.yml"], trees, folder, (_SITE, ".cache"))
    serve = [*command, "serve", "-f", "mkdocs.yml", "-a", f"localhost:{running.free_port()}"]
    return replace(made, serve=(folder / "zh", serve), ready="Serving")


_HUGO = {
    "layouts/_default/baseof.html": """\
<!doctype html><html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .RelPermalink }}</title>
<meta name="description" content="{{ .Params.description }}"></head>
<body>{{ partialCached "nav.html" . .Language.Lang }}<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "layouts/partials/nav.html": """\
<nav><ul>{{ range .Site.Home.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .File.BaseFileName }}</a></li>
{{ end }}</ul></nav>
""",
    "layouts/_default/single.html": '{{ define "main" }}<article>{{ .Content }}</article>{{ end }}\n',
    "layouts/_default/list.html": '{{ define "main" }}<article>{{ .Content }}</article>{{ end }}\n',
}


def _hugo(trees: Trees, folder: Path, python: str) -> Program:
    assert python
    settings = {
        "baseURL": "https://fazhi.example/",
        "uglyURLs": True,
        "defaultContentLanguage": "zh",
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "RSS"],
        "languages": {lang: {"contentDir": f"content/{lang}", "languageName": lang} for lang in trees},
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }
    files = {path: text.encode() for path, text in _HUGO.items()} | {"config.json": json.dumps(settings).encode()}
    for lang, tree in trees.items():
        for path, data in tree.items():
            # For Hugo, index.md would make a page of its own of the folder, and its neighbours files of it.
            beside, _, name = path.rpartition("/")
            place = f"{beside}/_{name}".lstrip("/") if name == "index.md" else path
            files[f"content/{lang}/{place}"] = data
    _lay(files, folder)
    serve = ["hugo", "server", "--renderToDisk", "--port", str(running.free_port()), "--disableLiveReload"]
    return Program(
        "hugo",
        ((folder, ["hugo", "--quiet"]),),
        (folder / "public", folder / "resources"),
        folder / "content" / "zh" / "cases",
        folder / "public" / "zh" / "cases",
        (folder, serve),
        "Web Server is available",
    )


def _lay(files: Mapping[str, bytes], folder: Path) -> None:
    for path, data in files.items():
        disk.write(folder / path, data)


_PREPARE = {"i18n": _i18n, "stock": _stock, "zensical": _zensical, "hugo": _hugo}
