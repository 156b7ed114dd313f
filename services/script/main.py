"""Only wires."""

from services.script.service import stage
from shared.runtime import Settings
from shared.runtime.service import serve


def main() -> None:
    serve(stage, Settings)


if __name__ == "__main__":
    main()
