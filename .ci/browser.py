"""Find what the browser tests need: Chromium, Java, and the HTML checker that runs on it."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

CHECKER = "vnu-jar@26.9.27"
CHECKER_DIGEST = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def browser_tools(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return the environment that names the tools, and the names of the missing ones.

    The HTML checker is kept in ``folder``; npm brings it on the first run.
    """
    found = {
        "chromium": ("CHROMIUM", find_chromium()),
        "java": ("JAVA", find_java()),
        f"npm (for {CHECKER})": ("VNU_JAR", find_checker(folder)),
    }
    axe = importlib.util.find_spec("axe_playwright_python")
    places = axe.submodule_search_locations if axe else None
    environment = {variable: path for variable, path in found.values() if path}
    # Playwright keeps a loop of its own running, which Django would take for asynchronous code.
    environment |= {
        "AXE_JS": str(Path((places or [""])[0]) / "axe.min.js"),
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    return environment, [name for name, (_, path) in found.items() if not path]


def find_chromium() -> str:
    """Return the first browser that really starts: some systems put a stand-in on the path."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*_on_path(BROWSERS), *MAC_BROWSERS]
    return next((path for path in candidates if answers(path, "--version")), "")


def find_java() -> str:
    """Return a Java that runs."""
    return next((path for path in _on_path(("java",)) if answers(path, "-version")), "")


def find_checker(folder: Path) -> str:
    """Return the path of vnu.jar; fetch it when npm is there. Any other file is refused."""
    if named := os.environ.get("VNU_JAR"):
        return named
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    npm = shutil.which("npm")
    if not jar.is_file() and npm:
        folder.mkdir(parents=True, exist_ok=True)
        answers(npm, "install", "--prefix", str(folder), "--no-save", "--no-package-lock",
                "--ignore-scripts", "--no-audit", "--no-fund", CHECKER)  # fmt: skip
    if not jar.is_file():
        return ""
    is_genuine = hashlib.sha256(jar.read_bytes()).hexdigest() == CHECKER_DIGEST
    return str(jar) if is_genuine else ""


def _on_path(names: tuple[str, ...]) -> Iterator[str]:
    return (path for name in names if (path := shutil.which(name)))


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
