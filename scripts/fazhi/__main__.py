"""Let ``python -m fazhi`` do what the installed command ``fazhi`` does."""

import signal

if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Nothing has begun: an interrupt ends the program, and not with a traceback of whatever is being imported.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from fazhi.cli import main

    main()
