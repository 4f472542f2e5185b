"""The target for fuzzers, called by Hypothesis: no bytes bring the parser down, and every problem has its place."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.parse import document
from fuzz_parser import KINDS, fuzz
from mutating import PIECES

pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", "a", " "]), st.text(max_size=3)))
files = st.one_of(
    st.binary(max_size=200),
    st.tuples(st.integers(0, 3), st.booleans(), pieces).map(
        lambda parts: (
            bytes([parts[0]])
            + ("---\ntitle: a\n---\n\n## A {#a}\n\n" * parts[1] + "".join(parts[2])).encode("utf-8", "surrogatepass")
        )
    ),
)


@settings(
    max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(files)
def test_no_bytes_bring_the_parser_down(data: bytes) -> None:
    fuzz(data)


def test_the_target_reaches_every_parser(mini: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed, real = [], document.parse
    monkeypatch.setattr(document, "parse", lambda *arguments: parsed.append(arguments[1]) or real(*arguments))
    for number in range(len(KINDS) + 1):
        fuzz(bytes([number]) + mini["cases/apple/zh.md"])
    fuzz(b"")
    assert parsed == ["case", "lesson", "page", "case"]


def test_what_the_target_would_find(monkeypatch: pytest.MonkeyPatch) -> None:
    real = document.parse

    def misplaced(*arguments: str) -> object:
        found, problems = real(*arguments)  # type: ignore[arg-type]
        return found, [type(problem)(problem.path, problem.mark.__class__(99, 1), problem.rule) for problem in problems]

    monkeypatch.setattr(document, "parse", misplaced)
    with pytest.raises(AssertionError):
        fuzz(b"\x00a\n")
