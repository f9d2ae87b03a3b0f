#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# all_samples.sh CHECK PLUGINS FOLDER…: filmgate-check on every camera file below the folders whose extension a plugin of
# ours reads, at the level that is safe for hosts. FILMGATE_TEST_MEDIA is one folder more. 77 when there is none.
set -euo pipefail
check=$1 plugins=$2
shift 2
folders=()
for folder in "$@" ${FILMGATE_TEST_MEDIA:+"$FILMGATE_TEST_MEDIA"}; do [ -d "$folder" ] && folders+=("$(realpath "$folder")"); done
[ ${#folders[@]} -gt 0 ] || { echo "no folder of samples is there"; exit 77; }

failed=0 checked=0
for bundle in "$plugins"/*.fgplugin; do
  extensions=$(sed -n 's/^extensions = \[\(.*\)\]/\1/p' "$bundle/manifest.toml" | tr -d '"' | tr ',' ' ')
  for extension in $extensions; do
    while IFS= read -r -d '' sample; do
      checked=$((checked + 1))
      said=$("$check" "$bundle" "$sample" --level 6) || { failed=1; echo "$sample: $(grep -vE '^(pass|filmgate-check)' <<<"$said" | head -5)"; }
    done < <(find "${folders[@]}" -type f -iname "*.$extension" -print0 | sort -zu)
  done
done
echo "$checked samples checked"
[ "$checked" -gt 0 ] || exit 77
exit $failed
