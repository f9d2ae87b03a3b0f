#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# consume.sh BUILD SOURCE CMAKE: what a stranger does with an installed filmgate. Installs it, builds a plugin for a
# made-up format from the installed SDK, drops its bundle into the search path, and inspects and plates a clip with a
# host that was not rebuilt; then moves the installation and does it again, and builds our own plugins from it.
set -euo pipefail
build=$1 source=$2 cmake=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/filmgate-consumer-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Nothing of this machine's own set-up may help or hinder.
while IFS='=' read -r name _; do unset "$name"; done < <(env | grep '^FILMGATE_' || true)
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_CACHE_HOME="$work/home/cache" XDG_DATA_HOME="$work/home/data"
mkdir -p "$HOME"

step() { echo "== $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
expect() { # expect WORDS FILE: the file holds these words
  grep -qF -- "$1" "$2" || { cat "$2" >&2; fail "'$1' is not in $(basename "$2")"; }
}

write_clip() { # 32x24, two frames, every sample 500 of white 1000: half of white
  local row='' frame='' i
  for ((i = 0; i < 32; ++i)); do row+='\x01\xf4'; done
  for ((i = 0; i < 24; ++i)); do frame+=$row; done
  {
    printf 'MDUP\x00\x20\x00\x18\x00\x02\x03\xe8M042'
    head -c 16 /dev/zero # pads the reel
    printf '%b' "$frame" "$frame"
  } >"$1"
}

use() { # use PREFIX OUTPUT: what an editor does, with the plugin in the search path
  local filmgate="$1/bin/filmgate" out=$2
  mkdir -p "$out"
  FILMGATE_PLUGIN_PATH="$work/dropped" "$filmgate" plugins list --json >"$out/plugins.json"
  expect '"com.example.madeup"' "$out/plugins.json"
  expect '"org.filmgate.develop"' "$out/plugins.json"
  FILMGATE_PLUGIN_PATH="$work/dropped" "$filmgate" inspect --json "$work/take.mdup" >"$out/record.json"
  expect '"reader":{"id":"com.example.madeup","version":"3.2.1"}' "$out/record.json"
  expect '"reelName":{"value":"M042"' "$out/record.json"
  FILMGATE_PLUGIN_PATH="$work/dropped" "$filmgate" plate "$work/take.mdup" -o "$out/plates" >"$out/plate.txt"
  local frames=("$out"/plates/*.exr)
  [ "${#frames[@]}" = 2 ] || fail "${#frames[@]} frames were written, 2 were expected"
  exrheader "${frames[0]}" >"$out/header.txt"
  expect 'dataWindow (type box2i): (0 0) - (31 23)' "$out/header.txt"
  expect 'reelName' "$out/header.txt"
  oiiotool --stats "${frames[1]}" >"$out/stats.txt"
  grep -qE 'Stats Min: 0\.50+ 0\.50+ 0\.50+' "$out/stats.txt" || { cat "$out/stats.txt" >&2; fail "the plate is not half of white"; }
  grep -qE 'Stats Max: 0\.50+ 0\.50+ 0\.50+' "$out/stats.txt" || { cat "$out/stats.txt" >&2; fail "the plate is not flat"; }
}

step "install"
"$cmake" --install "$build" --prefix "$work/prefix" >"$work/install.txt"
host_before=$(sha256sum <"$work/prefix/bin/filmgate")

step "without the plugin, the clip is named and not read"
write_clip "$work/take.mdup"
code=0
"$work/prefix/bin/filmgate" inspect --json "$work/take.mdup" >"$work/unread.json" || code=$?
[ "$code" = 1 ] || [ "$code" = 69 ] || fail "an unread clip gives exit code $code"
expect 'take.mdup' "$work/unread.json"

step "build the plugin from the installed SDK"
cp -r "$here/madeup" "$work/madeup"
"$cmake" -S "$work/madeup" -B "$work/madeup-build" -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Release >"$work/configure.txt"
"$cmake" --build "$work/madeup-build" >"$work/compile.txt" || { cat "$work/compile.txt" >&2; fail "the plugin does not build"; }
mkdir "$work/dropped"
cp -r "$work/madeup-build/lib/filmgate/plugins/com.example.madeup.fgplugin" "$work/dropped/"

step "use it with the host as installed"
use "$work/prefix" "$work/first"

step "move the installation and use it again"
mkdir "$work/elsewhere"
mv "$work/prefix" "$work/elsewhere/filmgate 0.1" # with a space, as people do
use "$work/elsewhere/filmgate 0.1" "$work/second"
for frame in "$work"/first/plates/*.exr; do
  cmp "$frame" "$work/second/plates/$(basename "$frame")" || fail "the moved host writes other bytes"
done
[ "$host_before" = "$(sha256sum <"$work/elsewhere/filmgate 0.1/bin/filmgate")" ] || fail "the host was rebuilt"

step "build our own plugins from the installed SDK"
"$cmake" -S "$source/plugins" -B "$work/plugins-build" \
  -DCMAKE_PREFIX_PATH="$work/elsewhere/filmgate 0.1" -DCMAKE_BUILD_TYPE=Release \
  >"$work/configure.txt" || { cat "$work/configure.txt" >&2; fail "plugins/ does not configure by itself"; }
"$cmake" --build "$work/plugins-build" --parallel 2 >"$work/compile.txt" ||
  { tail -40 "$work/compile.txt" >&2; fail "plugins/ does not build by itself"; }
for bundle in "$work/elsewhere/filmgate 0.1"/lib/filmgate/plugins/*.fgplugin; do
  [ -d "$work/plugins-build/lib/filmgate/plugins/$(basename "$bundle")" ] || fail "$(basename "$bundle") was not built from the SDK"
done
echo "all well"
