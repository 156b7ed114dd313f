"""Write the dashboards' JSON, or with ``--check`` say which of them are out of date (exit status 1)."""

import sys
from pathlib import Path

from infra.grafana.boards import BOARDS
from infra.grafana.render import render

DASHBOARDS = Path(__file__).parent / "dashboards"


def generated() -> dict[Path, str]:
    """Every dashboard's file and what it should hold."""
    return {DASHBOARDS / f"{board.uid}.json": render(board) for board in BOARDS}


def main() -> int:
    wanted = generated()
    left_over = [path for path in DASHBOARDS.glob("*.json") if path not in wanted]
    if "--check" in sys.argv:
        stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
        for path in stale + left_over:
            print(
                f"infra/grafana/dashboards/{path.name} is out of date: run 'make docs' and commit it", file=sys.stderr
            )
        return 1 if stale + left_over else 0
    DASHBOARDS.mkdir(exist_ok=True)
    for path in left_over:
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
