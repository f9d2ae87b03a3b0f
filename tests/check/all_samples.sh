#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# all_samples.sh CHECK PLUGINS FOLDER…: filmgate-check on every camera file below the folders whose extension a plugin of
# ours reads, at the level that is safe for hosts. With FILMGATE_TEST_MEDIA its samples too. 77 when there is none.
# Several plugins read files of one extension: a file that a plugin says is of another format is not its sample.
set -euo pipefail
check=$1 plugins=$2
shift 2
folders=()
for folder in "$@" ${FILMGATE_TEST_MEDIA:+"$FILMGATE_TEST_MEDIA/samples"}; do [ -d "$folder" ] && folders+=("$(realpath "$folder")"); done
[ ${#folders[@]} -gt 0 ] || { echo "no folder of samples is there"; exit 77; }

# Stripped by exiftool's authors to what their tests need: they describe no picture.
stripped=(exiftool_MXF.mxf)
others='opens .*: open: FG_E_NOT_THIS_FORMAT|(sidecar|probe) .*: probe: says 0 of|sidecar .*: extract of .*: FG_E_NOT_THIS_FORMAT'

failed=0 checked=0 foreign=0
for bundle in "$plugins"/*.fgplugin; do
  extensions=$(sed -n 's/^extensions = \[\(.*\)\]/\1/p' "$bundle/manifest.toml" | tr -d '"' | tr ',' ' ')
  for extension in $extensions; do
    while IFS= read -r -d '' sample; do
      [[ " ${stripped[*]} " != *" $(basename "$sample") "* ]] || continue
      checked=$((checked + 1))
      said=$("$check" "$bundle" "$sample" --level 6) && continue
      if grep -qE "^fail .*($others)" <<<"$said"; then foreign=$((foreign + 1)); continue; fi
      failed=1
      echo "$(basename "$bundle"), $sample: $(grep -vE '^(pass|skip|filmgate-check)' <<<"$said" | head -5)"
    done < <(find "${folders[@]}" -type f -iname "*.$extension" -print0 | sort -zu)
  done
done
echo "$checked samples checked, $foreign of them of another plugin's format"
[ "$checked" -gt "$foreign" ] || exit 77
exit $failed
