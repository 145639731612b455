"""Run every check and test of the portal; the last lines say how it went.

ONLY=lint (or types, unit, postgres, browser) runs one part. REQUIRE_BROWSER=1 makes it a failure
when the browser tests cannot be run.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from browser import browser_tools
from postgres import temporary_postgres

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("lint", "types", "unit", "postgres", "browser")
CORES = os.cpu_count() or 1
# What a developer's shell may have set for the running portal must not reach the tests.
NOT_FOR_TESTS = (
    "ALLOWED_HOSTS", "BASE_URL", "CONTENT_SET", "DATABASE_URL", "EMAIL_HOST", "HOST", "PORT",
    "RELEASE", "SECRET_KEY", "SECRET_KEY_FILE", "SECURITY_CONTACT", "MAKEFLAGS", "MFLAGS",
    "MAKELEVEL",
)  # fmt: skip


def python(*arguments: str) -> list[str]:
    """Return the command that runs this same Python."""
    return [sys.executable, *arguments]


@dataclass(frozen=True)
class Step:
    """One command, the part it belongs to, and a database it may need for its time."""

    part: str
    title: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counts_tests: bool = False
    database: Callable[[], AbstractContextManager[str | None]] = nullcontext[None]


@dataclass(frozen=True)
class Result:
    """How a step went."""

    step: Step
    seconds: float
    code: int
    output: str


def main() -> int:
    """Run the chosen parts, print what they say, and return 0 when all is well."""
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    parts = set((os.environ.get("ONLY") or " ".join(PARTS)).replace(",", " ").split())
    if not parts <= set(PARTS):
        print(f"ONLY={' '.join(sorted(parts))} is unknown: choose from {', '.join(PARTS)}.")
        return 1
    try:
        return 0 if check(parts) else 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 1


def check(parts: set[str]) -> bool:
    """Run ``parts`` and say whether all is well; browser tests that cannot run are counted."""
    folder = Path(os.environ.get("TOOLS_DIR") or ROOT / "var" / "tools")
    tools, missing = browser_tools(folder) if "browser" in parts else ({}, [])
    runnable = parts - {"browser"} if missing else parts
    is_well = conclude(run_all([step for step in all_steps(tools) if step.part in runnable]))
    if missing:
        count = count_browser_tests(tools)
        print(f"{count} browser tests NOT RUN: install {' and '.join(missing)}")
        is_well &= count > 0 and os.environ.get("REQUIRE_BROWSER") != "1"
    return is_well


def all_steps(tools: dict[str, str]) -> list[Step]:
    """Return every step, the long ones first, so that two of them fill two cores to the end."""
    unit = ["-m", "pytest", "-m", "not browser"]
    stored = ["-m", "pytest", "-m", "not browser and not python_only"]
    limits = ["tests/vendor/style_measure.py", ".", "--limits", "tests/vendor/limits.json"]
    templates = sorted({str(path.relative_to(ROOT)) for path in template_folders()})
    return [
        # A browser waits more than it works, so four of them fit.
        Step("browser", "pytest in the browser",
             python("-m", "pytest", "-m", "browser", "-n", "4"), tools,
             counts_tests=True),
        Step("unit", "pytest on SQLite", python(*unit, *spread(CORES // 2)), counts_tests=True),
        # The last long one: what the others leave of the cores while they end is taken as well.
        Step("postgres", "pytest on PostgreSQL", python(*stored, *spread(CORES)), counts_tests=True,
             database=temporary_postgres),
        Step("types", "mypy --strict", python("-m", "mypy")),
        Step("lint", "ruff check", python("-m", "ruff", "check", "--no-cache", ".")),
        Step("lint", "ruff format", python("-m", "ruff", "format", "--no-cache", "--check", ".")),
        Step("lint", "djhtml", python("-m", "djhtml", "--tabwidth", "2", "--check", *templates)),
        Step("lint", "import contracts",
             python("-c", "from importlinter.cli import lint_imports_command as run; run()")),
        Step("lint", "style ceilings", python(*limits)),
        Step("lint", "no missing migration", python("manage.py", "makemigrations", "--check")),
    ]  # fmt: skip


def spread(processes: int) -> list[str]:
    """Return what has pytest use so many processes; with ONLY it may have every core."""
    count = CORES if os.environ.get("ONLY") else processes
    return ["-n", str(count)] if count > 1 else []


def template_folders() -> Iterator[Path]:
    """Yield the folders that hold templates."""
    yield ROOT / "templates"
    for app in ("csp_portal", "partnership", "priorities", "snb", "consultations"):
        yield from (ROOT / app).rglob("templates")


# --- Running -----------------------------------------------------------------------------


def run_all(steps: Iterable[Step]) -> list[Result]:
    """Run the steps, two at a time on two cores or more; all of them, even if one fails."""
    with ThreadPoolExecutor(max_workers=min(CORES, 2)) as lanes, processes_ended():
        return list(lanes.map(run_step, steps))


def run_step(step: Step) -> Result:
    """Run one step to its end, with a state folder of its own, and print what it says."""
    print(f"… {step.title}", flush=True)
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="portal-checks-") as state, step.database() as url:
            code, output = run_command(step, state=state, database_url=url or "")
    except RuntimeError as problem:
        code, output = 1, str(problem)
    result = Result(step, time.monotonic() - started, code, output)
    print(f"\n==== {step.title}: {verdict(result)}, {result.seconds:.1f} s\n{output}", flush=True)
    return result


RUNNING: set[subprocess.Popen[str]] = set()


def run_command(step: Step, *, state: str, database_url: str = "") -> tuple[int, str]:
    """Return the exit code of the step's command and all it printed."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_FOR_TESTS}
    environment |= {"PORTAL_PROFILE": "test", "STATE_DIR": state, "DATABASE_URL": database_url}
    environment |= step.environment
    with subprocess.Popen(
        step.command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # it is told once to stop, by processes_ended
    ) as process:
        RUNNING.add(process)
        output, _ = process.communicate()
        RUNNING.discard(process)
    return process.returncode, output


@contextlib.contextmanager
def processes_ended() -> Iterator[None]:
    """Leave no command behind when the run is broken off."""
    try:
        yield
    except BaseException:
        for process in list(RUNNING):
            process.send_signal(signal.SIGINT)
        raise


# --- Reporting ---------------------------------------------------------------------------


def verdict(result: Result) -> str:
    """Return one word for how a step went."""
    return "FAILED" if result.code else "ok"


def conclude(results: list[Result]) -> bool:
    """Print the table, pytest's own counts and the last word; return whether all is well."""
    print("\n==== Summary")
    for result in results:
        print(f"  {verdict(result):6}  {result.seconds:6.1f} s  {result.step.title}")
    print("", *(closing_line(result) for result in results if result.step.counts_tests), sep="\n")
    failed = [result.step.title for result in results if result.code]
    print(
        f"FAILED: {', '.join(failed)}" if failed else f"{len(results)} of {len(results)} steps ok"
    )
    return not failed


def closing_line(result: Result) -> str:
    """Return the line in which pytest counts its tests."""
    lines = re.findall(r"^=+ .+ in .+ =+$", result.output, flags=re.MULTILINE)
    return lines[-1] if lines else f"{result.step.title}: no test was counted"


def count_browser_tests(tools: dict[str, str]) -> int:
    """Return how many tests there would be, by having pytest collect them."""
    command = python("-m", "pytest", "-m", "browser", "--collect-only", "-q")
    with tempfile.TemporaryDirectory(prefix="portal-checks-") as state:
        _, output = run_command(Step("browser", "count", command, tools), state=state)
    counted = re.search(r"(\d+)(?:/\d+)? tests? collected", output)
    if not counted:
        print(output)
        return 0
    return int(counted[1])


if __name__ == "__main__":
    sys.exit(main())
