"""Let ``python -m fazhi`` do what the installed command ``fazhi`` does."""

from fazhi.cli import main

if __name__ == "__main__":
    main()
