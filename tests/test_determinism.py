"""Builds in eight different surroundings give the same bytes, and ask nobody on the network."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.serve import Server, State
from unable import unable

Repo = Callable[..., Path]

ODD = """
import datetime, itertools, os, random, sys, time

def no_network(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        open(os.environ["ODD_SAID"], "a").write(f"{event} {arguments}\\n")
        raise OSError("no network here")
sys.addaudithook(no_network)

os.cpu_count = lambda: int(os.environ["ODD_PROCESSORS"])

order = random.Random(os.environ["ODD_ORDER"])
class Scan:
    def __init__(self, path=".", real=os.scandir):
        with real(path) as found:
            self.found = list(found)
        order.shuffle(self.found)
        self.found = iter(self.found)
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.found)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    close = __exit__
os.scandir = Scan
def listdir(path=".", real=os.listdir):
    found = real(path)
    order.shuffle(found)
    return found
os.listdir = listdir

later = float(os.environ["ODD_CLOCK"])
def shifted(real, at):
    return lambda *given: real(*given) if len(given) > at else real(*given, time.time())
time.time = lambda real=time.time: real() + later
time.time_ns = lambda: int(time.time() * 10**9)
for name in ("localtime", "gmtime", "ctime"):
    setattr(time, name, shifted(getattr(time, name), 0))
class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
    today = now
datetime.datetime = Datetime
"""
"""A ``sitecustomize`` for every Python that takes part, so also for the engine and the press: another order of files,
another number of processors, another clock, no network."""
UTF8 = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
GBK = {"LC_ALL": "C", "LANG": "zh_CN.GBK"}
YEAR = 31_556_952
SURROUNDINGS: tuple[tuple[Mapping[str, str], int, int, int], ...] = (
    ({"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", **UTF8}, 0o022, 1, 0),
    ({"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", **GBK}, 0o077, 2, 0),
    ({"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", **UTF8, "SOURCE_DATE_EPOCH": "0"}, 0o002, 4, YEAR),
    ({"PYTHONHASHSEED": "0", "TZ": "UTC", **UTF8, "SOURCE_DATE_EPOCH": "4102444800"}, 0o027, 1, -20 * YEAR),
    ({"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", **GBK, "SOURCE_DATE_EPOCH": "1"}, 0o022, 3, 40 * YEAR),
    ({"PYTHONHASHSEED": "99", "TZ": "Etc/GMT+12", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"}, 0o007, 2, 86_400),
    ({"PYTHONHASHSEED": "5", "TZ": "", **UTF8, "TMPDIR": ".", "PYTHONOPTIMIZE": "1"}, 0o022, 2, 3 * YEAR),
    ({"PYTHONHASHSEED": "6", "TZ": "Australia/Lord_Howe", **UTF8, "COLUMNS": "20", "NO_COLOR": "1"}, 0o077, 5, -YEAR),
)
"""Environment, umask, number of processors, and seconds by which the clock is wrong."""
AT_ONCE = 2


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, str]:
    """The environment that makes the surroundings odd."""
    disk.write(tmp_path / "odd" / "sitecustomize.py", ODD.encode())
    path = os.pathsep.join(filter(None, (str(tmp_path / "odd"), os.environ.get("PYTHONPATH"))))
    return {"PYTHONPATH": path, "ODD_SAID": str(tmp_path / "said")}


def start(root: Path, number: int, odd: Mapping[str, str]) -> subprocess.Popen[str]:
    surroundings, umask, processors, clock = SURROUNDINGS[number]
    strange = {"ODD_PROCESSORS": str(processors), "ODD_ORDER": str(number), "ODD_CLOCK": str(clock)}
    return subprocess.Popen(
        [sys.executable, "-m", "fazhi", "build", "--lang", "en"],
        cwd=root,
        env=os.environ | surroundings | odd | strange,
        umask=umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def test_the_same_bytes_everywhere(repo: Repo, tmp_path: Path, odd: dict[str, str]) -> None:
    # The order in which files were made is an order of files too.
    roots = [repo(where=tmp_path / ("一个 很长的路径" * (number % 3)) / f"copy{number}") for number in range(8)]
    for first in range(0, 8, AT_ONCE):
        running = [start(roots[number], number, odd) for number in range(first, first + AT_ONCE)]
        for process in running:
            said, _ = process.communicate()
            assert process.returncode == 0, said
    sites = [disk.contents(root / "site") for root in roots]
    assert len(sites[0]) > 40
    assert {".zip", ".pptx", ".docx", ".pdf", ".apkg"} <= {Path(name).suffix for name in sites[0]}
    for number, site in enumerate(sites):
        assert [name for name in sites[0].keys() | site if sites[0].get(name) != site.get(name)] == [], number
    assert not (tmp_path / "said").exists(), (tmp_path / "said").read_text()


def test_the_surroundings_are_as_odd_as_they_say(tmp_path: Path, odd: dict[str, str]) -> None:
    program = (
        "import datetime, os, socket, time\n"
        "print(os.cpu_count(), datetime.datetime.now().year, time.localtime().tm_year, time.gmtime(0).tm_year)\n"
        "print(os.listdir('many') != sorted(os.listdir('many')))\n"
        "print(next(os.walk('many'))[2] != sorted(os.listdir('many')))\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except OSError as error: print(error)\n"
    )
    disk.sync(tmp_path / "many", {f"{n:02}": b"" for n in range(40)})
    strange = {"ODD_PROCESSORS": "3", "ODD_ORDER": "1", "ODD_CLOCK": str(100 * YEAR), "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=os.environ | odd | strange, capture_output=True, text=True
    )
    year = int(done.stdout.split()[1])
    assert year > 2100, done.stderr
    assert done.stdout.splitlines() == [f"3 {year} {year} 1970", "True", "True", "no network here"]
    assert "socket." in (tmp_path / "said").read_text()


def without_network() -> list[str]:
    """The beginning of a command that is run where there is no network."""
    myself = [f"--reuid={os.geteuid()}", f"--regid={os.getegid()}", "--clear-groups"]
    for prefix in (["unshare", "-n"], ["unshare", "-rn"], ["sudo", "-n", "unshare", "-n", "setpriv", *myself]):
        try:
            if subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
                return prefix
        except FileNotFoundError:
            continue
    return unable("this machine cannot take the network away from a process")


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_a_build_without_any_network(repo: Repo) -> None:
    prefix, root = without_network(), repo()
    reach = [sys.executable, "-c", "import socket; socket.create_connection(('1.1.1.1', 53), 2)"]
    assert b"unreachable" in subprocess.run([*prefix, *reach], capture_output=True).stderr
    # What is not written in Python, such as the printer of PDFs, is not watched by the hook above.
    environment = {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "PATH": os.environ["PATH"]}
    pairs = [f"{name}={value}" for name, value in environment.items()]
    done = subprocess.run(
        [*prefix, "env", *pairs, sys.executable, "-m", "fazhi", "build", "--lang", "en"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((root / "site").rglob("*.pdf"))


def test_the_preview_listens_on_this_machine_only(tmp_path: Path) -> None:
    with Server(0, tmp_path, State(), "en") as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"
        assert server.socket.family == socket.AF_INET
