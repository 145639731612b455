"""What the HTML checker says of pages, as the portal sent them."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

Fault = tuple[str, str]


def markup_faults(pages: dict[str, str]) -> list[Fault]:
    """Return each error and warning of these pages, with the page's name, in one run of Java."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder), pages)
        said = run_checker(list(files))
        return [(files[Path(one["url"].removeprefix("file:"))], told(one)) for one in said]


def write_files(folder: Path, pages: dict[str, str]) -> dict[Path, str]:
    """Write a file for each page; return the pages' names by file."""
    files = {folder / f"{number}.html": name for number, name in enumerate(pages)}
    for path, name in files.items():
        path.write_text(pages[name], encoding="utf-8")
    return files


def run_checker(files: list[Path]) -> list[dict[str, Any]]:
    """Return what the checker remarks on; what it only informs of is left out."""
    checker = [os.environ["JAVA"], "-Xmx512m", "-jar", os.environ["VNU_JAR"]]
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [*checker, *options, *map(str, files)], capture_output=True, text=True, check=True
    )
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [one for one in messages if one["type"] != "info" or one.get("subType") == "warning"]


def told(message: dict[str, Any]) -> str:
    """Return a message and the place it is about, in one line."""
    return f"{message['message']} {' '.join(message.get('extract', '').split())}"
