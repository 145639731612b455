"""The scripts behind ``make``: what they say when something is in the way."""

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the repository with these variables added to the environment."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def make_stand_in(folder: Path, *, name: str) -> None:
    """Put a program into ``folder`` that refuses to run, as a version manager's may."""
    program = folder / name
    program.write_text("#!/bin/sh\necho 'not installed here' >&2\nexit 127\n", encoding="utf-8")
    program.chmod(0o755)


def test_python_finder_names_a_python_that_runs() -> None:
    found = run("sh", "deploy/python.sh", PYTHON=sys.executable)

    assert run(found.stdout.strip(), "--version").stdout.startswith("Python 3.1")


def test_python_finder_passes_over_a_stand_in_that_refuses(tmp_path: Path) -> None:
    make_stand_in(tmp_path, name="python3.13")
    path = f"{tmp_path}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    found = run("sh", "deploy/python.sh", PATH=path, PYTHON="")

    assert found.returncode == 0
    assert not found.stdout.startswith(str(tmp_path))


def test_python_that_is_named_but_unfit_is_refused_in_one_sentence(tmp_path: Path) -> None:
    make_stand_in(tmp_path, name="old")

    refusal = run("sh", "deploy/python.sh", PYTHON=str(tmp_path / "old"))

    assert refusal.returncode == 1
    assert refusal.stderr.count("\n") == 1
    assert "cannot be used: the portal needs Python 3.12" in refusal.stderr


def test_port_in_use_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        port = other_program.getsockname()[1]

        refusal = run("sh", "deploy/run.sh", "serve", PORT=str(port), HOST="")

    assert refusal.returncode == 1
    assert refusal.stderr.count("\n") == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in refusal.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_port_that_is_none_is_told_in_one_sentence(port: str) -> None:
    refusal = run("sh", "deploy/run.sh", "serve", PORT=port)

    assert refusal.returncode == 1
    assert refusal.stderr == f"PORT={port} is not a port: choose a number from 1 to 65535.\n"


def test_state_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    refusal = run("sh", "deploy/run.sh", "test", STATE_DIR=str(file / "state"))

    assert refusal.returncode == 1
    assert refusal.stderr.count("\n") == 1
    assert f"The folder {file}/state cannot be written" in refusal.stderr


def test_unknown_part_of_the_checks_is_told_in_one_sentence() -> None:
    refusal = run(sys.executable, ".ci/checks.py", ONLY="everything")

    assert refusal.returncode == 1
    assert refusal.stdout.startswith("ONLY=everything is unknown: choose from lint, types")


def test_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    program = "import pathlib, run, sys; print(run.secret_key_file(pathlib.Path(sys.argv[1])))"
    ask = (sys.executable, "-c", program, str(tmp_path))

    first = run(*ask, PYTHONPATH="deploy", SECRET_KEY_FILE="").stdout.strip()
    key = Path(first).read_text(encoding="utf-8")
    second = run(*ask, PYTHONPATH="deploy", SECRET_KEY_FILE="").stdout.strip()

    assert len(key) > 50
    assert Path(second).read_text(encoding="utf-8") == key
    assert stat.S_IMODE(Path(first).stat().st_mode) == 0o600


def test_make_alone_explains_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)[1].split()

    explained = re.findall(r"^  make (\w+) +\w", run("make", MAKEFLAGS="").stdout, re.MULTILINE)

    assert explained == targets


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_without_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z].*", text, flags=re.MULTILINE)

    assert "://" not in text
    assert [line for line in packages if not re.search(r"==[\w.]+.* \\$", line)] == []
    assert "--hash=sha256:" in text
