"""Write a wheel 99.0 of everything that the locks pin: what an index offers once all of it was released anew.

``python3 .ci/tomorrow.py FOLDER``; pip takes the folder as ``--find-links``. The wheels are empty.
"""

import re
import sys
from pathlib import Path
from zipfile import ZipFile

LOCKS = Path(__file__).parent.parent / "requirements"
PINNED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
WHEEL = "Wheel-Version: 1.0\nGenerator: tomorrow\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def release(folder: Path, name: str) -> None:
    """Write the wheel of one distribution."""
    name = name.replace("-", "_")
    about = f"{name}-99.0.dist-info"
    with ZipFile(folder / f"{name}-99.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 99.0\n"
        )
        wheel.writestr(f"{about}/WHEEL", WHEEL)
        wheel.writestr(f"{about}/RECORD", "")


def main(folder: Path) -> None:
    """Release everything into the folder."""
    folder.mkdir(parents=True)
    for name in {
        name for lock in LOCKS.glob("*.lock") for name in PINNED.findall(lock.read_text())
    }:
        release(folder, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
