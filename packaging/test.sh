#!/usr/bin/env bash
# Every test and every check, from nothing: ./packaging/test.sh [what pytest takes]
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
"$root/packaging/prepare.sh" tests
cd -- "$root"
export QT_QPA_PLATFORM=offscreen
exec .venv/bin/python -m pytest -n 2 "$@"
