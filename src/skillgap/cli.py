"""The command line: parse, call one public function, print."""


def main() -> None:
    """Run the command line."""
