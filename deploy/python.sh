#!/bin/sh
# Print the path of a Python that can run the portal, or say in one sentence that there is none.
# Each candidate is run, because a name on the PATH proves nothing: a version manager's stand-in
# may refuse, and a system Python may come without venv. PYTHON=… skips the search.

needs='Python 3.12, 3.13 or 3.14 with its venv module and SQLite 3.37 or newer'
probe='
import sys, sqlite3, venv, ensurepip
new_enough = (3, 12) <= sys.version_info < (3, 15) and sqlite3.sqlite_version_info >= (3, 37)
sys.exit(not new_enough or print(sys.executable))
'
# HOME may be unset, or point elsewhere, when a service or a build server starts this.
account=$(eval echo "~$(id -un)")
home=${HOME:-$account}

usable() {
    "$1" -c "$probe" </dev/null 2>/dev/null
}

if [ -n "${PYTHON:-}" ]; then
    usable "$PYTHON" && exit
    echo "PYTHON=$PYTHON cannot be used: the portal needs $needs." >&2
    exit 1
fi

for version in 3.13 3.14 3.12; do
    for candidate in \
        "python$version" \
        "${PYENV_ROOT:-$home/.pyenv}/versions/$version"*/bin/python3 \
        "$account/.pyenv/versions/$version"*/bin/python3 \
        "${UV_PYTHON_INSTALL_DIR:-$home/.local/share/uv/python}/cpython-$version"*/bin/python3 \
        "/usr/local/bin/python$version" \
        "/opt/homebrew/bin/python$version" \
        "/Library/Frameworks/Python.framework/Versions/$version/bin/python3" \
        "/usr/bin/python$version"
    do
        usable "$candidate" && exit
    done
done
for candidate in python3 python; do
    usable "$candidate" && exit
done
echo "No usable Python was found: install $needs, or name one with PYTHON=/path/to/python3." >&2
exit 1
