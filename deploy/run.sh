#!/bin/sh
# Run one task of the portal (see the Makefile) with its own Python, or with one that can make it.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
python=$here/../.venv/bin/python
ready='import importlib.util as u, sys; sys.exit(sys.version_info < (3, 12) or not u.find_spec("pip"))'

if [ -n "${PYTHON:-}" ] || ! "$python" -c "$ready" </dev/null 2>/dev/null; then
    python=$(sh "$here/python.sh") || exit 1
fi
exec "$python" "$here/run.py" "$@"
