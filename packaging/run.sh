#!/usr/bin/env bash
# Start Handrail, making everything ready first.
#
#   ./packaging/run.sh [--data DIR]            open the window
#   ./packaging/run.sh COMMAND ...             run a command: ./packaging/run.sh exercises hinge
#   ./packaging/run.sh [--data DIR] [--out DIR]
#
# The last one, where there is no display: the whole main job on a demo clinic, its results in a
# new folder (./handrail-out unless --out names another).
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
handrail=$root/.venv/bin/handrail

has_display() {
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]
}

# Whether the arguments hold nothing but these options, so that no command is asked for.
only_folders() {
  data='' out=''
  while [ $# -gt 0 ]; do
    case $1 in
      --data=*) data=${1#*=} ;;
      --out=*) out=${1#*=} ;;
      --data | --out)
        [ $# -ge 2 ] || return 1
        if [ "$1" = --data ]; then data=$2; else out=$2; fi
        shift
        ;;
      *) return 1 ;;
    esac
    shift
  done
}

# The folder itself, or the first numbered one beside it that does not exist yet.
fresh_folder() {
  local folder=${1%/} number=2
  while [ -e "$folder" ]; do
    folder=${1%/}-$number
    number=$((number + 1))
  done
  printf '%s' "$folder"
}

step() { printf 'handrail: %s\n' "$*" >&2; }

plan_document() {
  cat <<'END'
{
  "items": [
    {
      "exercise": "hip-hinge",
      "settings": {"depth_deg": 45},
      "dose": {"sets": 3, "reps": 10, "rest_s": 60, "times_per_day": 1, "days_per_week": 5},
      "note": "Practise beside the kitchen counter."
    },
    {"exercise": "bridge", "dose": {"sets": 2, "reps": 12}},
    {"exercise": "clamshell", "dose": {"sets": 2, "reps": 10}}
  ]
}
END
}

main_job() {
  local clinic said patient='Marigold Sample'
  out=$(fresh_folder "${out:-handrail-out}")
  mkdir -p -- "$out"
  clinic=${data:-$out/clinic}
  step "No display: doing the main job in $out"
  said=$("$handrail" demo "$clinic")
  HANDRAIL_PASSPHRASE=$(printf '%s\n' "$said" | sed -n 's/^passphrase: //p')
  export HANDRAIL_PASSPHRASE
  "$handrail" --data "$clinic" patients
  step "Writing a plan"
  plan_document >"$out/plan.json"
  "$handrail" --data "$clinic" plan "$patient" --from "$out/plan.json" >/dev/null
  step "Printing the handout"
  "$handrail" --data "$clinic" handout "$patient" --out "$out/handout.pdf" >/dev/null
  step "Drawing the pain chart"
  "$handrail" --data "$clinic" chart "$patient" --out "$out/chart.png" >/dev/null
  step "Judging the pain and writing the progress report"
  "$handrail" --data "$clinic" verdict "$patient" --json >"$out/verdict.json"
  "$handrail" --data "$clinic" report "$patient" --out "$out/report.pdf" >/dev/null
  step "Making a diary form to fill in on a screen"
  "$handrail" --data "$clinic" pain "$patient" --form "$out/diary-form.pdf" >/dev/null
  step "Drawing every exercise on one sheet"
  "$handrail" figures --sheet "$out/figures.png" >/dev/null 2>&1
  step "Taking a picture of the window"
  "$handrail" --data "$clinic" screenshot "$patient" --out "$out/window.png" >/dev/null
  cat <<END
The handout:     $out/handout.pdf
The pain chart:  $out/chart.png
The verdict:     $out/verdict.json
The report:      $out/report.pdf
The diary form:  $out/diary-form.pdf
All figures:     $out/figures.png
The main window: $out/window.png
The plan:        $out/plan.json
The demo clinic: $clinic  (passphrase: $HANDRAIL_PASSPHRASE)
END
}

if has_display; then
  "$root/packaging/prepare.sh" window
  exec "$handrail" "$@"
fi
"$root/packaging/prepare.sh" offscreen
if only_folders "$@"; then
  export QT_QPA_PLATFORM=offscreen
  main_job
else
  exec "$handrail" "$@"
fi
