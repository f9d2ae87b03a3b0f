#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# guide.sh BUILD GUIDE: does what sdk/guide/first-reader.md says, word by word, in an empty folder. A fenced block under a
# heading that names a file in backticks is that file; a block "sh" is run; a block "text" is what the commands before it
# say, line by line, where … stands for anything.
source "$(dirname "$0")/stranger.sh" "$1" guide
guide=$2

step "read the guide"
mkdir "$work/said" "$work/empty"
awk -v said="$work/said" '
  /^## /        { file = ""; if (match($0, /`[^`]+`/)) file = substr($0, RSTART + 1, RLENGTH - 2) }
  /^```$/       { if (kind == "file") print "END OF THE BLOCK"
                  if (kind == "sh") print "} >\"" said "/" number ".txt\" 2>&1"
                  kind = ""; next }
  /^```/        { kind = substr($0, 4)
                  if (kind == "sh") { printf "block=%d\n{\n", ++number }
                  else if (kind != "text") {
                    if (file == "") { print "a block of no file at line " NR > "/dev/stderr"; exit 1 }
                    kind = "file"; ++files
                    print "cat >\"" file "\" <<\"END OF THE BLOCK\"" }
                  next }
  kind == "text" { print >(said "/" number ".expected"); next }
  kind != ""     { print }
  END           { if (files < 3 || number < 4) { print files " files and " number " blocks of commands are too few" > "/dev/stderr"; exit 1 } }
' "$guide" >"$work/follow.sh"

step "follow it"
cd "$work/empty"
began=$SECONDS
printf 'set -euo pipefail\n' | cat - "$work/follow.sh" >"$work/script.sh"
bash "$work/script.sh" || { tail -n 30 "$work"/said/*.txt >&2; fail "a command of the guide fails"; }
took=$((SECONDS - began))
[ "$took" -lt 600 ] || fail "the reader's ten minutes are over after $took seconds"

step "see what was said"
shown=0
for expected in "$work"/said/*.expected; do
  real=${expected%.expected}.txt at=1
  while IFS= read -r line; do
    pattern=$(printf '%s' "$line" | sed 's/[][*?+@!()|\\]/\\&/g; s/…/*/g')
    found=0
    while IFS= read -r said; do
      at=$((at + 1))
      # shellcheck disable=SC2053
      if [[ $said == $pattern ]]; then found=1; break; fi
    done < <(tail -n +"$at" "$real")
    [ "$found" = 1 ] || { cat "$real" >&2; fail "the guide promises '$line'"; }
    shown=$((shown + 1))
  done <"$expected"
done
[ "$shown" -ge 6 ] || fail "the guide promises only $shown lines"

step "the plates are what the clip holds: half of white"
cd madeup
for frame in plates/*.exr; do
  oiiotool --stats "$frame" >"$work/stats.txt"
  for end in Min Max; do grep -qE "Stats $end: 0\.50+ 0\.50+ 0\.50+" "$work/stats.txt" || { cat "$work/stats.txt" >&2; fail "$frame is not flat half of white"; }; done
done
exrheader plates/take.1001.exr >"$work/header.txt"
expect 'dataWindow (type box2i): (0 0) - (31 23)' "$work/header.txt"
expect 'reelName' "$work/header.txt"

step "move the installation and use it again"
mv "$prefix" "$work/filmgate 0.1" # with a space, as people do
FILMGATE_PLUGIN_PATH="$PWD/build/lib/filmgate/plugins" quietly "$work/filmgate 0.1/bin/filmgate" plate take.mdup -o again
for frame in plates/*.exr; do cmp "$frame" "again/$(basename "$frame")" || fail "the moved host writes other bytes"; done
echo "all well after $took seconds"
