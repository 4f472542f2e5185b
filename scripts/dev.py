#!/usr/bin/env python3
"""Make .venv, install the locked packages, run a command in it.

Standard library only. A stamp in .venv tells what was installed. It is written last, so whatever an
interrupted run left behind is made anew by the next. An older Python must be able to read this file far
enough to say why it will not do: no syntax newer than Python 3.6.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - only an older Python gets in here
    sys.stderr.write("需要 Python 3.11 以上 / Python 3.11 or newer is needed; this is " + sys.version + "\n")
    sys.exit(69)

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"  # inside .venv
TOOLS = {"test": "pytest", "ruff": "ruff", "mypy": "mypy"}  # these need the test lock; all else is fazhi's
HELP = """\
用法 / Usage: python3 scripts/dev.py COMMAND [ARGS …]
  build   生成网站 / build the site
  serve   边改边看 / live preview while you write
  check   只检查，不生成 / look for mistakes only
  test    运行全部测试，可加 pytest 参数 / run every test; pytest arguments may follow
          --no-browser   不跑浏览器测试 / leave the browser tests out (not in CI)
  ruff, mypy             代码检查 / the linters at their locked versions
  其他 / anything else   fazhi 的命令 / a command of fazhi (`dev.py fazhi`: 全部列出 / lists them)
首次运行会创建 .venv 并安装依赖。/ The first run makes .venv and installs what is needed.
"""
HINTS = """\
可以试试 / What to try:
  - 没有网络、需要代理或镜像？ / Offline, or behind a proxy or mirror? HTTPS_PROXY=… PIP_INDEX_URL=…
  - 没有外网？ / No network at all? Put the wheels in a folder: PIP_NO_INDEX=1 PIP_FIND_LINKS=<folder>
  - Debian, Ubuntu: apt install python3-venv
  - Windows: 关闭正在运行的 fazhi serve 和编辑器 / close a running `fazhi serve` and editors
  - 删除 .venv 文件夹再运行 / delete the .venv folder and run this again"""
EVERY_CORE = ("--numprocesses=auto", "--dist=loadfile")  # by file: what a file shares is built once
SHELL = "chromium-headless-shell"  # the same Chromium without its own windows: tests take 0.7 of the time
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BESIDE = ("fonts-noto-cjk", "libatomic1")  # the last one is for Playwright's own Node.js
MAC_APPS = [f"/Applications/{x}.app/Contents/MacOS/{x}" for x in ("Google Chrome", "Chromium", "Microsoft Edge")]
WINDOWS_APPS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")


class SetupError(Exception):
    """Something the reader can mend: printed as it is, without a traceback."""

    def __init__(self, message: str, status: int = 69) -> None:  # 69: EX_UNAVAILABLE
        super().__init__(message)
        self.status = status


def say(line: str) -> None:
    """Print a line about our own work, out of the way of what the command prints."""
    print(line, file=sys.stderr, flush=True)


def wanted(root: Path, lock: str) -> dict[str, str]:
    """Tell what the stamp must say when `lock` (build or test) is in place."""
    files = {name: root / "requirements" / f"{name}.txt" for name in ("build", lock)}
    files["project"] = root / "pyproject.toml"
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    return {**digests, "path": str(root / ".venv"), "python": "{}.{}".format(*sys.version_info)}


def read_stamp(venv: Path) -> dict[str, str]:
    """Tell what is installed in `venv`: nothing when it is missing, unfinished or broken."""
    try:
        installed = json.loads((venv / "fazhi-stamp.json").read_text("utf-8"))
        home = re.search(r"(?m)^home *= *(.+?) *$", (venv / "pyvenv.cfg").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    works = home and Path(home[1]).is_dir() and (venv / PYTHON).exists()  # is its base Python still there?
    return installed if works and isinstance(installed, dict) else {}


def reasons_to_remake(have: Mapping[str, str], want: Mapping[str, str]) -> list[str]:
    """Tell why nothing can be installed on top of what is there; no reason: it can."""
    if not have:
        return ["没有装完或已损坏 / unfinished or broken"]
    changed = [key for key, value in want.items() if have.get(key, value) != value and key != "project"]
    return [f"{key} 变了 / changed" for key in changed]


def quietly(command: list[str], hints: str = HINTS) -> None:
    """Run a step; only when it fails, show what it printed and what to try."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8:replace", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    none, pipe, out = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
    # close_fds=False: if we are killed, pip goes on holding the lock of one_at_a_time() until it is done.
    done = subprocess.run(command, stdin=none, stdout=pipe, stderr=out, env=env, close_fds=False, check=False)
    if done.returncode:
        printed = done.stdout.decode("utf-8", "replace")
        raise SetupError(f"{printed}\n失败 / Failed: {' '.join(command)}\n{hints}")


@contextlib.contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Make a second dev.py wait; the system frees the lock when its holder ends, however it ends."""
    with (root / ".venv.lock").open("a") as file:
        os.set_inheritable(file.fileno(), True)
        if not lock_file(file.fileno()):
            say("另一个 dev.py 正在安装，等它结束 … / Waiting for another dev.py that is installing …")
            while not lock_file(file.fileno()):
                time.sleep(0.2)
        yield


def lock_file(file: int) -> bool:
    """Lock an open file, or tell that another process has it."""
    with contextlib.suppress(BlockingIOError, PermissionError):
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def prepare(root: Path, lock: str) -> str:
    """Bring .venv up to date with the lock file and pyproject.toml; return its Python."""
    venv, want = root / ".venv", wanted(root, lock)
    if not want.items() <= read_stamp(venv).items():
        with one_at_a_time(root):
            install(root, lock, venv, want)
    return str(venv / PYTHON)


def install(root: Path, lock: str, venv: Path, want: Mapping[str, str]) -> None:
    """Do what is missing, write the stamp last."""
    have = read_stamp(venv)
    if want.items() <= have.items():  # whoever we waited for has done it all
        return
    reasons = reasons_to_remake(have, want)
    (venv / "fazhi-stamp.json").unlink(missing_ok=True)
    if reasons:
        say(f"重建 / Remaking .venv: {', '.join(reasons)} …" if venv.exists() else "创建 / Making .venv …")
        base = getattr(sys, "_base_executable", None)  # not .venv's own Python, which is about to go
        quietly([base or sys.executable, "-m", "venv", "--clear", str(venv)])
        have = {}
    pip = [str(venv / PYTHON), "-P", "-m", "pip", "--disable-pip-version-check", "install"]
    if lock not in have:
        say(f"安装依赖 … / Installing requirements/{lock}.txt …")
        quietly([*pip, "--require-hashes", "-r", str(root / "requirements" / f"{lock}.txt")])
    if have.get("project") != want["project"]:
        say("安装 fazhi … / Installing fazhi …")
        quietly([*pip, "--no-deps", "--no-build-isolation", "-e", str(root)])
    (venv / "fazhi-stamp.json").write_text(json.dumps({**have, **want}, indent=1), "utf-8")


def find_browser(env: Mapping[str, str]) -> str | None:
    """Find a Chromium, Chrome or Edge; FAZHI_CHROMIUM decides where it is set."""
    chosen = env.get("FAZHI_CHROMIUM")
    folders = [env[name] for name in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA") if name in env]
    windows = [f"{folder}/{app}" for app in WINDOWS_APPS for folder in folders]
    places = [chosen] if chosen else [*BROWSERS, *MAC_APPS, *windows]
    found = next(filter(None, (shutil.which(place, path=env.get("PATH", "")) for place in places)), None)
    if chosen and not found:
        raise SetupError(f"FAZHI_CHROMIUM={chosen}: 没有这个程序 / no such program", 2)
    return found


def install_browser() -> str | None:
    """Install Debian's Chromium with Chinese fonts, where apt-get is and we may use it."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-o", "DPkg::Lock::Timeout=120"]
    if not shutil.which("apt-get"):
        return None
    if sys.platform != "win32" and os.geteuid() != 0:
        apt = ["sudo", "-n", *apt]
    say("没有浏览器，用 apt-get 安装 Chromium … / No browser: apt-get installs Chromium …")
    install = [*apt, "install", "--no-install-recommends", *BESIDE]
    try:
        quietly([*apt, "update"], "")
        try:
            quietly([*install, SHELL], "")
        except SetupError:  # older releases do not have it
            quietly([*install, "chromium"], "")
    except (SetupError, OSError) as error:
        say(str(error))
    return find_browser(os.environ)


def pytest_arguments(args: list[str], env: Mapping[str, str]) -> list[str]:
    """Turn --no-browser, which CI refuses, into pytest's words; the whole suite runs on every core."""
    if "--no-browser" in args and env.get("CI", "").lower() not in ("", "0", "false"):
        raise SetupError("CI 里不能用 --no-browser / --no-browser is refused where CI=true", 2)
    words = [arg for arg in args if arg != "--no-browser"]
    spread = [] if words else [*EVERY_CORE]
    return [*words, *spread, *(["-m", "not browser"] if "--no-browser" in args else [])]


def name_browser() -> None:
    """Name the browser in FAZHI_CHROMIUM; without it the browser tests fail, they are not skipped."""
    browser = find_browser(os.environ) or install_browser()
    if browser:
        os.environ["FAZHI_CHROMIUM"] = browser
    else:
        say("找不到浏览器，相关测试会失败 / No browser: its tests will fail (FAZHI_CHROMIUM=<program>)")


def become(command: list[str]) -> int:
    """Run the command in our place and pass its exit status on."""
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - no shell is what we want
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child too; it decides how to end
    return subprocess.call(command)


def run(command: str, args: list[str]) -> int:
    """Prepare the environment that a command needs, then run it."""
    if command not in TOOLS:
        words = args if command == "fazhi" else [command, *args]
        return become([prepare(ROOT, "build"), "-P", "-m", "fazhi", *words])  # -P: nothing from this folder
    words = pytest_arguments(args, os.environ) if command == "test" else args
    python = prepare(ROOT, "test")
    if command == "test" and "--no-browser" not in args:
        name_browser()
    os.chdir(ROOT)
    return become([python, "-m", TOOLS[command], *words])


def main(argv: list[str]) -> int:
    """Run dev.py; what can be expected to fail ends in a message, not in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a GBK console lacks some characters
    if not argv or argv[0] in ("-h", "--help"):
        print(HELP, end="", flush=True)
        return 0
    try:
        return run(argv[0], argv[1:])
    except (SetupError, OSError) as error:
        say(str(error))
        return getattr(error, "status", 74)  # EX_IOERR
    except KeyboardInterrupt:
        say("\n已中断，下次运行会装好 / Interrupted; the next run mends it")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
