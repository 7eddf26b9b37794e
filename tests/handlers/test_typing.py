"""The types that handlers lean on: what mypy must refuse, and what it must let pass."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SNIPPET = Path(__file__).parent / "snippets" / "performed.py"


def test_a_use_case_is_performed_with_its_own_arguments_only():
    expected = {
        (number, code[1])
        for number, line in enumerate(SNIPPET.read_text().splitlines(), start=1)
        if (code := re.search(r"  # ([a-z-]+)$", line))
    }

    refused = {(int(line), code) for line, code in refused_lines(SNIPPET)}

    assert refused == expected


def refused_lines(file: Path) -> list[tuple[str, str]]:
    """Return line and code of every error that mypy finds, with the settings of the house."""
    command = [sys.executable, "-m", "mypy", str(file), "--no-error-summary"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return re.findall(rf"{file.name}:(\d+): error: .*\[([a-z-]+)\]$", told, re.MULTILINE)
