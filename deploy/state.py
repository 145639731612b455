"""What the starting scripts share: the folders, digests of files, one start at a time."""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
APPS = ("csp_portal", "partnership", "priorities", "snb", "consultations")


class CannotStartError(Exception):
    """Something the person who started the portal has to put right; the text says what."""


def state_dir() -> Path:
    """Return the folder for the database, the secret key and collected files; make it if needed."""
    folder = Path(os.environ.get("STATE_DIR") or ROOT / "var").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unwritable(folder, PermissionError("Permission denied"))
    return folder


def _unwritable(folder: Path, error: OSError) -> CannotStartError:
    reason = error.strerror or error
    return CannotStartError(
        f"The folder {folder} cannot be written ({reason}). "
        "Set STATE_DIR to a folder that can be, for example: make serve STATE_DIR=/tmp/portal"
    )


def digest_of(paths: Iterable[Path]) -> str:
    """Return a digest that changes when any of these files, or any file below these, changes."""
    total = hashlib.sha256()
    for file in sorted(_files(paths)):
        total.update(f"{file.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
        for folder, _, names in path.walk():
            if folder.name != "__pycache__":
                yield from (folder / name for name in names)


def is_unchanged(stamp: Path, digest: str) -> bool:
    """Say whether ``stamp`` was last written for this very digest."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Hold ``lock`` while the body runs; a second start waits until the first one is through."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
