#!/bin/sh
# Real Keras against Sarvi, on random models: what live_check.py says at its top.
#
#   interop/run_live_check.sh [--with-keras-3.5] [--models N] [--seed S] ...
#   interop/run_live_check.sh --networks [name ...]     the known networks instead: check_networks.py
#
# Makes Python environments under interop/target/ on first use; needs Python 3.11 or newer with venv
# and, for that first use, a package index. Sarvi itself is built by the launcher, if need be.
set -eu
cd "$(dirname "$0")"

# The Python of an environment that has what the requirements file says.
environment() {
  folder=target/$(basename "$1" .txt)
  if ! cmp -s "$1" "$folder/installed"; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    "$folder/bin/pip" install -q -r "$1" >&2
    cp "$1" "$folder/installed"
  fi
  echo "$folder/bin/python"
}

python=$(environment requirements.txt)
if [ "${1:-}" = --networks ]; then
  shift
  exec "$python" check_networks.py "$@"
fi
if [ "${1:-}" = --with-keras-3.5 ]; then
  shift
  older=$(environment requirements-keras-3.5.txt)
  set -- --old-python "$older" "$@"
fi
exec "$python" live_check.py "$@"
