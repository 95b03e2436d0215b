"""`python -m skillgap` and the installed command: the command line, quiet when it is stopped while it loads."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Load and run the command line; Ctrl-C before it is loaded ends the process without a traceback."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from skillgap.cli import main as run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.unraisablehook = _stop
    run()


def _stop(unraisable: sys.UnraisableHookArgs) -> None:
    """End the process as the signal does where Ctrl-C came inside a callback, which can raise nothing."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    main()
