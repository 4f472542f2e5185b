"""The engine as a program: makes the site of one staged folder, the one in which it runs."""

from pathlib import Path

from fazhi.engine import site

if __name__ == "__main__":
    site.make(Path.cwd())
