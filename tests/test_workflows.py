"""The recipes for the Git host and for servers: they parse, they may do little, and they say what the project does."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from unable import unable

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml"))
SCRIPTS = [ROOT / ".ci" / name for name in ("run", "audit", "preview", "hooks/pre-commit")]


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = read(path)["jobs"]
    return found


def steps(path: Path) -> list[Any]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def on(path: Path) -> Any:
    return read(path)[True]  # YAML 1.1 takes the key `on` for a truth value


# --- workflows -------------------------------------------------------------------------------------------


def test_zizmor_finds_nothing_even_as_an_auditor() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        unable("zizmor is not installed beside Python")
    done = subprocess.run(
        [zizmor, "--offline", "--persona", "auditor", "--collect", "all", "--no-progress", GITHUB],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_job_may_do_little_and_ends(path: Path) -> None:
    whole = read(path)
    assert whole["permissions"] == {}, "nothing for all jobs; each says what it needs"
    assert whole["concurrency"]
    for name, job in jobs(path).items():
        assert job["permissions"], name
        assert 0 < job["timeout-minutes"] <= 30, name
        assert re.fullmatch(r"ubuntu-\d\d\.\d\d", job["runs-on"]), name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    for line in lines:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_an_action_has_one_version_everywhere() -> None:
    used = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert len(used) == len({use.partition("@")[0] for use in used}), used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_checkout_leaves_a_token_behind(path: Path) -> None:
    for step in steps(path):
        if "checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_scripts_of_workflows_are_shell_and_take_values_from_the_environment(path: Path) -> None:
    for step in steps(path):
        if "run" in step:
            bash("-n", text=step["run"])
            assert "${{" not in step["run"], "a value inside a script is code; give it as an environment variable"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_shell(path: Path) -> None:
    bash("-n", str(path))
    assert os.access(path, os.X_OK)


def bash(*arguments: str, text: str = "") -> None:
    shell = shutil.which("bash")
    if not shell:
        unable("there is no bash")
    done = subprocess.run([shell, *arguments], input=text, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_what_strangers_start_may_only_read() -> None:
    for path in WORKFLOWS:
        if "pull_request" in on(path):
            assert "pull_request_target" not in on(path)
            assert all(job["permissions"] == {"contents": "read"} for job in jobs(path).values()), path.name
            assert "secrets." not in path.read_text("utf-8"), path.name


def test_the_one_job_that_may_comment_runs_nothing_of_the_pull_request() -> None:
    path = GITHUB / "workflows" / "comment.yml"
    assert on(path) == {"workflow_run": {"workflows": ["preview"], "types": ["completed"]}}
    checkout, script = steps(path)
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert script["run"] == "python3 -I .ci/comment.py"
    assert jobs(path)["comment"]["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}


def test_the_whole_check_and_the_preview_run_what_anybody_can_run() -> None:
    assert "bash .ci/run" in [step.get("run") for step in steps(GITHUB / "workflows" / "check.yml")]
    assert any("bash .ci/preview" in step.get("run", "") for step in steps(GITHUB / "workflows" / "preview.yml"))


# --- what the preview says -------------------------------------------------------------------------------

DEV = """\
import sys, pathlib
print(*sys.argv[2:])
pathlib.Path("site").mkdir(exist_ok=True)
pathlib.Path("site/index.html").write_text("x")
sys.exit(1 if sys.argv[2] == "check" and pathlib.Path("broken").exists() else 0)
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with the preview script, a program that says how it was called, and one change of content."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / ".ci" / "preview", tmp_path / ".ci" / "preview")
    (tmp_path / "scripts" / "dev.py").write_text(DEV.replace("sys.argv[2", "sys.argv[1"), "utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    for name in ("cases/pear/zh.md", "docs/lessons/fruit/en.md", "docs/pages/$(id)/zh.md", "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *words: str) -> None:
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *author, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=x")


def preview(folder: Path) -> tuple[int, str]:
    if not shutil.which("bash"):
        unable("there is no bash")
    env = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    out = folder / "out"
    done = subprocess.run(["bash", folder / ".ci" / "preview", out], env=env, capture_output=True, text=True)
    return done.returncode, (out / "comment.md").read_text("utf-8")


def test_the_preview_asks_what_the_changed_entries_owe_and_keeps_the_site(clone: Path) -> None:
    status, said = preview(clone)
    assert status == 0
    assert "status --format markdown --lang zh --only fruit --only pear" in said.splitlines()
    assert "    check --lang zh" in said.splitlines()
    assert (clone / "out" / "site" / "index.html").exists()


def test_a_mistake_is_told_and_nothing_is_shown(clone: Path) -> None:
    (clone / "broken").touch()
    status, said = preview(clone)
    assert status == 1
    assert "还有要改的地方" in said
    assert not (clone / "out" / "site").exists()


def test_the_hook_checks_a_commit_of_content_and_no_other(clone: Path) -> None:
    hooks = clone / ".ci" / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".ci" / "hooks" / "pre-commit", hooks / "pre-commit")
    git(clone, "config", "core.hooksPath", ".ci/hooks")
    (clone / "broken").touch()
    commit(clone)
    (clone / "cases" / "pear" / "zh.md").write_text("y", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        commit(clone)


# --- forms -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in FORMS if path.stem != "config"], ids=lambda path: path.stem)
def test_every_form_has_what_the_host_asks_for(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= set(form)
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert ids
    assert len(ids) == len(set(ids))
    for part in form["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        words = part["attributes"].get("label") or part["attributes"]["value"]
        assert re.search("[\u4e00-\u9fff]", words), "Chinese first"
        assert re.search("[A-Za-z]{3}", words), "then English"


def test_there_is_no_way_round_the_forms_and_the_alarm_asks_for_no_details() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE" / "config.yml")["blank_issues_enabled"] is False
    alarm = read(GITHUB / "ISSUE_TEMPLATE" / "3-privacy.yml")
    assert {part["type"] for part in alarm["body"]} <= {"markdown", "input", "checkboxes"}, "no room for a story"


# --- recipes ---------------------------------------------------------------------------------------------


def recipe(name: str) -> str:
    return (ROOT / "docs" / "publishing" / name).read_text("utf-8")


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'",
    "Cache-Control": "no-cache",
}


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "_headers", "web.config"])
def test_every_server_is_told_the_same_headers(name: str) -> None:
    text = recipe(name)
    for header, value in HEADERS.items():
        assert re.search(rf'{header}\W+(?:value=")?{re.escape(value)}', text), header


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_braces_and_ends_of_lines_are_in_order(name: str) -> None:
    lines = [re.sub(r'"[^"]*"|#.*', "", line).rstrip() for line in recipe(name).splitlines()]
    depth = 0
    for line in lines:
        depth += line.count("{") - line.count("}")
        assert depth >= 0, line
        if name == "nginx.conf" and line:
            assert line.endswith((";", "{", "}", '""')), line
    assert depth == 0


def test_a_location_of_nginx_that_adds_a_header_adds_all_of_them() -> None:
    """What nginx adds in a block replaces what the block around it adds."""
    text = recipe("nginx.conf")
    server = text[text.index("server {") :]
    assert len(re.findall("^    add_header", server, re.MULTILINE)) == len(HEADERS)
    assert not re.search("^ {5,}add_header", server, re.MULTILINE)


def test_recipes_for_other_hosts_are_yaml_and_use_commands_that_exist() -> None:
    gitlab = read(ROOT / "docs" / "publishing" / "gitlab-ci.yml")
    assert "python3 scripts/dev.py build" in gitlab["preview"]["script"]
    gitea = read(ROOT / "docs" / "publishing" / "gitea.yml")
    assert gitea["jobs"]


def test_the_pattern_of_owners_names_folders_that_exist_and_nobody_real() -> None:
    text = (ROOT / "docs" / "contributing" / "CODEOWNERS.example").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    for pattern, *owners in rows:
        assert owners
        assert all(re.fullmatch("@[a-z]+-placeholder", owner) for owner in owners)
        assert pattern == "*" or (ROOT / pattern.strip("/")).exists(), pattern
    assert not any((ROOT / place / "CODEOWNERS").exists() for place in (".", ".github", "docs"))
