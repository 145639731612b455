"""Prepare the portal, then serve it with gunicorn from the same process.

One process loads Django once: the workers are copies of it, so they answer at once.
"""

import sys
from importlib import import_module

from django.conf import settings
from django.db import connections
from gunicorn.app.wsgiapp import run

from prepare import prepare
from state import ROOT


def serve() -> None:
    """Serve until stopped."""
    prepare()
    import_module(settings.ROOT_URLCONF)
    # The workers must not share the connection that prepared the database.
    connections.close_all()
    sys.argv = ["gunicorn", "--config", str(ROOT / "deploy/gunicorn.conf.py"), "csp_portal.wsgi"]
    run()


if __name__ == "__main__":
    serve()
