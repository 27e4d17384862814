#!/usr/bin/env bash
# The tests of the windows, again and again, while every core is kept busy: a key that is lost, or a
# wait that is too short, fails here before it does so on somebody's machine.
#
#   ./packaging/test-busy.sh [ROUNDS] [what pytest takes]     10 rounds of every window test
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
rounds=10
case ${1:-} in
'' | *[!0-9]*) ;;
*)
  rounds=$1
  shift
  ;;
esac
[ $# -gt 0 ] || set -- tests/ui tests/journeys tests/faults tests/app
"$root/packaging/prepare.sh" tests
cd -- "$root"
export QT_QPA_PLATFORM=offscreen

cores=$(.venv/bin/python -c 'import os; print(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())')
busy=()
told=$(mktemp)
end() {
  kill "${busy[@]}" 2>/dev/null || true
  rm -f "$told"
}
trap end EXIT
for _ in $(seq "$cores"); do
  (while :; do :; done) &
  busy+=($!)
done

failed=0
for round in $(seq "$rounds"); do
  if .venv/bin/python -m pytest -n "$cores" --tb=short "$@" >"$told" 2>&1; then
    printf 'round %s of %s: %s\n' "$round" "$rounds" "$(tail -n 1 "$told")"
  else
    failed=$((failed + 1))
    cat "$told"
    printf 'round %s of %s FAILED: %s\n' "$round" "$rounds" "$(tail -n 1 "$told")"
  fi
done
printf 'handrail: %s rounds with every core kept busy, %s of them failed, in %s min %s s\n' \
  "$rounds" "$failed" $((SECONDS / 60)) $((SECONDS % 60))
[ "$failed" -eq 0 ]
