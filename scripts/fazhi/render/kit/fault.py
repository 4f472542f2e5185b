"""What a document cannot hold: always a problem with the line of the source, never a missing file."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.model.mark import Mark
from fazhi.problems import Problem, in_order


class Unprintable(Exception):
    """A document cannot be made from its source as it stands; ``problem`` says where and why.

    ``rule`` is one of the rules ``kit-…`` of ``fazhi.rules``.
    """

    def __init__(self, path: str, mark: Mark | None, rule: str, **detail: str) -> None:
        """Remember the problem."""
        self.problem = Problem(path, mark or Mark(1, 1), rule, detail)
        super().__init__(f"{path}: {rule}")

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes, where exceptions are pickled."""
        return _again, (self.problem,)


def _again(problem: Problem) -> Unprintable:
    return Unprintable(problem.path, problem.mark, problem.rule, **dict(problem.detail))


class Faulty(Exception):
    """Some documents cannot be made; ``problems`` say which lines of the source are to blame."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Remember the problems."""
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems")
