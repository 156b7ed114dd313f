"""Draw the gallery: ``python -m infra.gallery [--out FOLDER] [SHEET …]``; if not told, all of it into docs/pictures."""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np

from infra.gallery.sheet import Cell, Picture, contact_sheet, save
from infra.gallery.sheets import MOMENT, NAMES, Sheet, sheet
from shared.providers import FilmBrief
from shared.providers.studio.picture.film import Shot

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 390_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.gallery", description="Draw contact sheets of the studio.")
    parser.add_argument("sheets", nargs="*", metavar="SHEET", help=f"which ones: {', '.join(NAMES)}; all if not told")
    parser.add_argument("--out", type=Path, default=PICTURES, help="the folder for gallery-SHEET.jpg")
    arguments = parser.parse_args()
    if unknown := set(arguments.sheets) - set(NAMES):
        parser.error(f"there is no sheet '{sorted(unknown)[0]}': choose from {', '.join(NAMES)}")
    cv2.setNumThreads(1)
    for name in arguments.sheets or NAMES:
        began = time.process_time()
        path = arguments.out / f"gallery-{name}.jpg"
        quality = save(drawn(sheet(name)), path, MOST_BYTES)
        spent = time.process_time() - began
        print(f"{path}  {path.stat().st_size // 1000} kB, quality {quality}, {spent:.1f} s CPU")


def drawn(wanted: Sheet) -> Picture:
    """The whole sheet."""
    cells = [Cell(still(each.brief), each.words, each.small) for each in wanted.drawings]
    return contact_sheet(cells, wanted.columns, wanted.width, wanted.height, wanted.title)


def still(brief: FilmBrief) -> Picture:
    """The brief at its moment, BGR."""
    frame = Shot(brief).frame(round(MOMENT * brief.fps))
    return np.ascontiguousarray(frame[:, :, :3])


if __name__ == "__main__":
    main()
