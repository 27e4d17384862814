#!/usr/bin/env bash
# Make .venv ready: system libraries, the locked Python packages, Handrail itself, bytecode, and the
# library's pictures.
#
#   packaging/prepare.sh [offscreen|window|tests]
#
# A stamp in .venv tells that nothing changed since, so that a second call costs a few milliseconds.
# Everything it says goes to standard error; standard output belongs to the program.
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
screen=${1:-offscreen}
python=$root/.venv/bin/python
stamp=$root/.venv/handrail-prepared

say() { printf 'handrail: %s\n' "$*" >&2; }
stop() {
  say "$1"
  exit 1
}

# Debian's package, and the library in it that Qt loads.
libraries() {
  cat <<'END'
libglib2.0-0 libglib-2.0.so.0
libgl1 libGL.so.1
libegl1 libEGL.so.1
libxkbcommon0 libxkbcommon.so.0
libdbus-1-3 libdbus-1.so.3
libfontconfig1 libfontconfig.so.1
libbrotli1 libbrotlidec.so.1
libx11-6 libX11.so.6
END
  [ "$screen" = window ] || return 0
  cat <<'END'
libxcb-cursor0 libxcb-cursor.so.0
libxcb-icccm4 libxcb-icccm.so.4
libxcb-keysyms1 libxcb-keysyms.so.1
libxcb-shape0 libxcb-shape.so.0
libxcb-xkb1 libxcb-xkb.so.1
libxkbcommon-x11-0 libxkbcommon-x11.so.0
libxcb-randr0 libxcb-randr.so.0
libxcb-image0 libxcb-image.so.0
libxcb-render-util0 libxcb-render-util.so.0
libcups2 libcups.so.2
END
}

# The packages whose library or program is not here; none where the system keeps no such list (macOS).
missing_packages() {
  local known package library
  if [ "$screen" = tests ] && ! command -v dbus-run-session >/dev/null; then
    printf 'dbus-daemon ' # a bus on which a test plays the computer
  fi
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0
  libraries | while read -r package library; do
    case $known in *"$library ("*) ;; *) printf '%s ' "$package" ;; esac
  done
}

# install_packages "NAMES": with apt-get where that is allowed, else the line to run.
install_packages() {
  local packages=${1% } as_root=''
  if ! command -v apt-get >/dev/null; then
    say "Please install what this system calls: $packages"
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n'
    if ! sudo -n true 2>/dev/null; then
      say "System packages are missing. Please run: sudo apt-get install -y $packages"
      return 0
    fi
  fi
  say "Installing system packages: $packages"
  $as_root apt-get update -qq </dev/null >/dev/null 2>&1 || true
  # shellcheck disable=SC2086  # both are lists of words
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $packages </dev/null >/dev/null ||
    say "They could not be installed. Please run: apt-get install -y $packages"
}

suits() {
  "$1" -c 'import sys, venv, ensurepip
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3; do
    if suits "$name"; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

make_environment() {
  local base
  if suits "$python"; then return 0; fi
  if ! base=$(find_python); then
    install_packages "python3-venv"
    base=$(find_python) ||
      stop "Python 3.11, 3.12 or 3.13 with its venv module is needed, and none was found."
  fi
  say "Making .venv with $("$base" --version)"
  "$base" -m venv --clear "$root/.venv" ||
    stop "The folder .venv could not be made. Check that $root may be written."
}

pip_install() { "$python" -m pip --disable-pip-version-check install -qq --no-input "$@"; }

install_locked() {
  say "Installing the locked libraries (a few minutes the first time)"
  pip_install --require-hashes --compile -r "$root/packaging/requirements.lock" </dev/null ||
    stop "The libraries could not be installed. Check the network and the disk, then run again."
  say "Installing Handrail"
  pip_install --no-build-isolation --no-deps -e "$root" </dev/null ||
    stop "Handrail itself could not be installed; the reason stands above."
}

# Some machines forbid Python to write bytecode by itself, which triples the time to start.
compile_program() { "$python" -m compileall -q "$root/clinic_app" || true; }

# The program would do it by itself, at the first start in another language.
compile_words() {
  "$python" "$root/packaging/words.py" compile || say "A translation could not be compiled; the reason stands above."
}

# The program would draw them while it runs, and whoever looks would wait.
draw_pictures() {
  say "Drawing the pictures of the library"
  "$python" "$root/packaging/pictures.py" >&2 || say "They could not be drawn now; the reason stands above. They will be when they are needed."
}

fingerprint() {
  local hash='sha256sum'
  command -v sha256sum >/dev/null || hash='shasum -a 256'
  { printf '%s\n' "$root" && cat "$root/packaging/requirements.lock" "$root/pyproject.toml"; } | $hash
}

is_prepared() {
  [ -x "$python" ] && [ -x "$root/.venv/bin/handrail" ] && [ -f "$stamp" ] &&
    [ "$(cat "$stamp")" = "$(fingerprint)" ]
}

packages=$(missing_packages)
if [ -n "$packages" ]; then
  install_packages "$packages"
fi

if is_prepared; then
  changed=$(find "$root/clinic_app" "$root/resources" \( -name '*.py' -o -name '*.po' \) \
    -newer "$stamp" 2>/dev/null) || true
  if [ -n "$changed" ]; then
    case $changed in *.py*) compile_program ;; esac
    case $changed in *.po*) compile_words ;; esac
    touch "$stamp" 2>/dev/null || true
  fi
  exit 0
fi

# Two starts at once: the second waits, then finds everything done.
if command -v flock >/dev/null; then
  exec 9<"$root/packaging/prepare.sh"
  flock 9
  if is_prepared; then exit 0; fi
fi
make_environment
install_locked
compile_program
compile_words
draw_pictures
QT_QPA_PLATFORM=offscreen "$python" -c 'from PySide6 import QtPrintSupport, QtSvg, QtWidgets' ||
  stop "Qt cannot start without the system packages named above."
fingerprint >"$stamp"
say "Ready"
