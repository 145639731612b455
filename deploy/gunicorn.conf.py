"""How gunicorn serves the portal; docs: deploy/README.md.

Never publish this server without a proxy in front: a few slow visitors would stop it.
"""

import os
from pathlib import Path

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
timeout = 30
graceful_timeout = 30
# A fresh worker now and then, at different moments, so that no leak can grow.
max_requests = 2000
max_requests_jitter = 200
# The heartbeat file must not wait for a busy disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - no secret in it
# By default every gunicorn of one user would share one control file in the home folder.
no_control_socket = True
# The proxy writes the access log. Only its word about the visitor's address and scheme counts.
accesslog = None
loglevel = os.environ.get("LOG_LEVEL", "warning")
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")


def when_ready(server: object) -> None:
    """Greet the person who started the portal, once it answers."""
    if greeting := os.environ.get("PORTAL_GREETING"):
        print(greeting, flush=True)
