"""Prepare the portal, then serve it with gunicorn from the same process, the worker beside it.

One process loads Django once: all others are copies of it, so they answer at once.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from importlib import import_module

from django.conf import settings
from django.db import connections
from gunicorn.app.wsgiapp import run

from keeper import start_keeper, stop_keeper
from prepare import prepare
from state import ROOT


def serve() -> None:
    """Serve until stopped."""
    prepare()
    import_module(settings.ROOT_URLCONF)
    # The copies must not share the connection that prepared the database.
    connections.close_all()
    sys.argv = ["gunicorn", "--config", str(ROOT / "deploy/gunicorn.conf.py"), "csp_portal.wsgi"]
    with worker_beside():
        run()


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """Keep the worker running while the body runs; it has ended when the body's process ends."""
    own, keeper = os.getpid(), start_keeper()
    try:
        yield
    finally:
        # gunicorn's own copies of this process come through here as well.
        if os.getpid() == own:
            stop_keeper(keeper)


if __name__ == "__main__":
    serve()
