#!/usr/bin/env bash
# Write packaging/requirements.lock anew: the newest versions that pyproject.toml allows, each with
# the hashes of its files. uv does it, from a throw-away environment.
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
away=$(mktemp -d)
trap 'rm -rf -- "$away"' EXIT
python3 -m venv "$away"
"$away/bin/python" -m pip --disable-pip-version-check install --quiet uv
cd -- "$root"
"$away/bin/uv" pip compile pyproject.toml --quiet --extra dev --universal --generate-hashes \
  --no-header --no-annotate --upgrade --python-version 3.11 -o packaging/requirements.lock
