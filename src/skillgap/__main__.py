"""`python -m skillgap` and the installed command: the command line, quiet when it is stopped while it loads."""

from __future__ import annotations

import signal


def main() -> None:
    """Load and run the command line; Ctrl-C before it is loaded ends the process without a traceback."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from skillgap.cli import main as run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
