# SPDX-License-Identifier: Apache-2.0
#
# What every test of an installed filmgate begins with: source it with the build folder and the name of a test. Gives a
# folder of its own, an installation in "$work/home/filmgate", and nothing of this machine's own set-up.
set -euo pipefail
build=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/filmgate-$2-XXXXXX")
trap 'rm -rf "$work"' EXIT
echo "== install"

# A cache of compilations, where there is one, knows the sources again wherever this folder is.
if command -v ccache >/dev/null; then
  CCACHE_DIR=${CCACHE_DIR:-$(ccache --get-config cache_dir 2>/dev/null || echo "$work/ccache")}
  export CCACHE_DIR CCACHE_BASEDIR="$work" CCACHE_NOHASHDIR=1 CMAKE_CXX_COMPILER_LAUNCHER=ccache CMAKE_C_COMPILER_LAUNCHER=ccache
fi
while IFS='=' read -r name _; do unset "$name"; done < <(env | grep '^FILMGATE_' || true)
unset PKG_CONFIG_PATH CXXFLAGS LDFLAGS MAKEFLAGS DESTDIR
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_CACHE_HOME="$work/home/cache" XDG_DATA_HOME="$work/home/data"
mkdir -p "$HOME"
prefix="$HOME/filmgate"
cmake --install "$build" --prefix "$prefix" >"$work/install.txt"

step() { echo "== $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
expect() { # expect WORDS FILE: the file holds these words
  grep -qF -- "$1" "$2" || { cat "$2" >&2; fail "'$1' is not in $(basename "$2")"; }
}
expect_not() {
  ! grep -qF -- "$1" "$2" || { cat "$2" >&2; fail "'$1' is in $(basename "$2")"; }
}
quietly() { # quietly COMMAND…: its words are shown only when it fails
  "$@" >"$work/said.txt" 2>&1 || { tail -60 "$work/said.txt" >&2; fail "$*"; }
}
ends_with() { # ends_with CODE FILE COMMAND…: the command's exit code, its words in FILE
  local wanted=$1 file=$2 code=0
  shift 2
  "$@" >"$file" 2>&1 || code=$?
  [ "$code" = "$wanted" ] || { cat "$file" >&2; fail "exit code $code, not $wanted: $*"; }
}
