#!/bin/sh
# Sets up everything that Tonewright needs in this checkout: Debian packages, .venv, compiled kernels.
#   scripts/setup.sh          what running needs
#   scripts/setup.sh dev      what the tests and checks need too
# Each step is skipped when nothing it depends on has changed, so a second run takes well under a second.
set -eu
cd "$(dirname "$0")/.."

LOCK=requirements.lock
[ "${1:-}" = dev ] && LOCK=requirements-dev.lock
APT_PACKAGES="libfluidsynth3 fluid-soundfont-gm libflite1 espeak-ng"

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

PYTHON=${PYTHON:-python3}
command -v "$PYTHON" >/dev/null || fail "python3 is missing: install Python 3.11 or newer"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || fail "Python 3.11 or newer is needed, this is $("$PYTHON" --version)"

# Debian packages --------------------------------------------------------------------------------------
missing=""
if command -v dpkg-query >/dev/null; then
  for package in $APT_PACKAGES; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -d .venv ] || "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
fi
if [ "${1:-}" = dev ]; then  # the tests run the README's examples
  command -v curl >/dev/null || missing="$missing curl"
  command -v node >/dev/null || missing="$missing nodejs"
fi
if [ -n "$missing" ]; then
  say "Installing Debian packages:$missing"
  sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "these Debian packages are missing, ask root to run: apt-get install$missing"
    sudo=sudo
  fi
  command -v apt-get >/dev/null || fail "apt-get is missing; install these yourself:$missing"
  $sudo apt-get update -qq
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
elif ! command -v dpkg-query >/dev/null; then
  say "No apt here: FluidSynth 2.x (libfluidsynth), FluidR3_GM.sf2, flite 2.2 and eSpeak NG must be installed by other means;"
  say "'.venv/bin/tonewright doctor' says what is missing."
fi

# Python packages --------------------------------------------------------------------------------------
[ -x .venv/bin/python ] || { say "Making .venv"; "$PYTHON" -m venv .venv; }
wanted=$(cat "$LOCK" pyproject.toml client/pyproject.toml | sha256sum | cut -d' ' -f1)
stamp=".venv/.installed-$LOCK"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
  say "Installing pinned Python packages ($LOCK)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$LOCK"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e client -e .
  printf '%s' "$wanted" >"$stamp"
  # A development environment holds everything that running needs.
  [ "$LOCK" = requirements.lock ] || cat requirements.lock pyproject.toml client/pyproject.toml | sha256sum \
    | cut -d' ' -f1 | tr -d '\n' >.venv/.installed-requirements.lock
fi

# Compiled kernels -------------------------------------------------------------------------------------
kernels=$(find src/tonewright -name '*.py' -exec grep -l 'njit' {} + 2>/dev/null | sort | xargs cat | sha256sum | cut -d' ' -f1)
if [ "$(cat .venv/.kernels 2>/dev/null || true)" != "$kernels" ]; then
  say "Compiling kernels"
  .venv/bin/tonewright warm
  printf '%s' "$kernels" >.venv/.kernels
fi
# The tests listen with librosa. Its kernels too are compiled by one process: two at once leave Numba's cache broken
# for good (numba/numba#10128).
if [ "${1:-}" = dev ] && [ "$(cat .venv/.ears 2>/dev/null || true)" != "$wanted" ]; then
  say "Compiling the tests' ears"
  .venv/bin/python -c 'import librosa.beat, librosa.core.notation, librosa.core.pitch, librosa.sequence, librosa.util.utils'
  printf '%s' "$wanted" >.venv/.ears
fi
