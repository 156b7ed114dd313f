"""Write the configuration of Prometheus for an embedded stack into the stack's folder, and say how to start it."""

import sys
from pathlib import Path

from infra.local.state import StateFolder
from infra.prometheus.embedded import embedded


def main() -> int:
    folder = StateFolder(Path(sys.argv[1] if len(sys.argv) > 1 else ".duanju"))
    if not folder.root.is_dir():
        print(f"there is no stack in {folder.root}: start one with 'make up', or name its folder", file=sys.stderr)
        return 1
    config = folder.root / "prometheus.yml"
    config.write_text(embedded(folder.targets), encoding="utf-8")
    print(
        f"prometheus --config.file={config} --storage.tsdb.path={folder.root / 'prometheus'}"
        " --web.listen-address=127.0.0.1:9090"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
