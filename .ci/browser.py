"""Find what the browser tests need: Chromium, Java, and the HTML checker that runs on it."""

import hashlib
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

CHECKER = "vnu-jar@26.9.27"
CHECKER_DIGEST = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = {"CHROMIUM": "chromium", "JAVA": "java", "VNU_JAR": f"npm (it brings {CHECKER})"}


def browser_tools(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return the environment that names the tools, and the names of the missing ones.

    The HTML checker is kept in ``folder``; npm brings it on the first run.
    """
    tools = {
        "CHROMIUM": first_that_runs(os.environ.get("CHROMIUM", ""), *BROWSERS),
        "JAVA": first_that_runs("java", option="-version"),
        "VNU_JAR": os.environ.get("VNU_JAR") or find_checker(folder),
    }
    missing = [MISSING[variable] for variable, path in tools.items() if not path]
    packages = Path(sysconfig.get_path("purelib"))
    tools["AXE_JS"] = str(packages / "axe_playwright_python" / "axe.min.js")
    # Playwright keeps a loop of its own running, which Django would take for asynchronous code.
    tools["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return tools, missing


def first_that_runs(*names: str, option: str = "--version") -> str:
    """Return the first program that really starts: some systems put a stand-in on the path."""
    paths = filter(None, map(shutil.which, names))
    return next((path for path in paths if answers(path, option)), "")


def find_checker(folder: Path) -> str:
    """Return the path of vnu.jar; fetch it when npm is there. Any other file is refused."""
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        fetch_checker(folder)
    is_genuine = jar.is_file() and hashlib.sha256(jar.read_bytes()).hexdigest() == CHECKER_DIGEST
    return str(jar) if is_genuine else ""


def fetch_checker(folder: Path) -> None:
    """Let npm, if it is there, put the HTML checker into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    answers("npm", "install", "--prefix", str(folder), "--no-save", "--no-package-lock",
            "--ignore-scripts", "--no-audit", "--no-fund", CHECKER)  # fmt: skip


def answers(*command: str) -> bool:
    """Say whether a program runs to its end without complaint."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=180,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
