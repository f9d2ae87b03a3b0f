#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# encodings.sh BUILD PLATE_VALUES: a format with an encoding and a card that no host has heard of, built from the installed
# SDK. Its definition is changed in the bundle's manifest alone, and the plates follow.
source "$(dirname "$0")/stranger.sh" "$1" encodings
plate_values=$2
filmgate="$prefix/bin/filmgate"

step "build the bundle from the installed SDK"
cp -r "$prefix/share/filmgate/template" "$work/camera"
sed -i 's/com\.example\.camera\.log/org.stranger.weird-log/' "$work/camera/manifest.toml" "$work/camera/example_camera.cpp"
sed -i 's/^    out.desc = clip_.info.native;/&\n    if (request.frame == 7) out.desc.encoding = "aces2065-1";/' "$work/camera/example_camera.cpp"
grep -q 'frame == 7' "$work/camera/example_camera.cpp" || fail "the template's source has changed; mend this test"
PKG_CONFIG_PATH="$prefix/lib/pkgconfig" quietly make -C "$work/camera"
export FILMGATE_PLUGIN_PATH="$work/camera/build"
bundle="$work/camera/build/com.example.camera.fgplugin"
manifest="$bundle/manifest.toml"
cp "$manifest" "$work/manifest.as-it-came"
"$work/camera/build/make_sample" "$work/clip.exc"

plate() { # plate NAME OPTION…: three frames of the clip
  local name=$1
  shift
  ends_with 0 "$work/$name.txt" "$filmgate" plate "$work/clip.exc" -o "$work/$name" --frames 2-4 "$@"
}
values() { # values NAME FRAME CURVE GAIN MATRIX: every pixel of a plate, against the formula in double precision
  local number=$(($2 - 2 + 1001))
  "$plate_values" "$work/$1/clip.$number.exr" "$2" "$3" "$4" $5 || fail "the plates of '$1' are not what its definition says"
}
define() { # define LINES: the bundle's encoding, and nothing else changes
  awk '/^\[\[encoding\]\]/ { skip = 1; next } /^\[\[/ { skip = 0 } !skip' "$work/manifest.as-it-came" >"$manifest"
  [ -z "$1" ] || printf '\n[[encoding]]\nname = "org.stranger.weird-log"\ndescription = "never heard of"\n%s\n' "$1" >>"$manifest"
}

curve='curve = { form = "camera-log", base = 10, log_slope = 0.25, log_offset = 0.4, lin_slope = 5, lin_offset = 0.05, lin_break = 0.01 }'
odd="0.7 0.2 0.1 0.05 0.9 0.05 -0.01 0.11 0.9"
odd_list=$(echo "$odd" | sed 's/ /, /g')
identity="1 0 0 0 1 0 0 0 1"
# The template's primaries by CAT02, worked out in exact fractions from their definition.
primaries="0.68504715258945514 0.20567714446957541 0.1092757029409694 0.048083234925395693 0.99095400746449569 -0.039037242389891404 -0.016900989670436059 -0.043777507045371339 1.0606784967158074"
# The odd matrix behind AP0 to AP1 of Academy S-2014-004, worked out the same way.
odd_in_ap1="1.0063312696497981 0.053786048407055184 -0.060117318056853268 0.0062206028788397783 1.0323316232628805 -0.038552226141720387 -0.0044574816052158342 0.10598281802340619 0.89847466358180961"

step "curve and primaries, as the template has them"
plate primaries
values primaries 3 camera-log 1 "$primaries"
if "$plate_values" "$work/primaries/clip.1002.exr" 3 camera-log 1 $odd 2>/dev/null; then fail "a wrong matrix goes unnoticed"; fi
expect 'org.stranger.weird-log' "$work/primaries/clip.recipe.json"

step "curve and matrix"
define "$curve
matrix = [$odd_list]"
plate matrix
for frame in 2 3 4; do values matrix "$frame" camera-log 1 "$odd"; done
expect '"definedBy": "com.example.camera 1.0.0"' "$work/matrix/clip.recipe.json"
expect '"camera-log"' "$work/matrix/clip.recipe.json"
expect '"value": "org.stranger.weird-log"' "$work/matrix/clip.manifest.json"
expect_not demosaic "$work/matrix/clip.manifest.json"
exrheader "$work/matrix/clip.1001.exr" >"$work/header.txt"
expect 'red   (0.7347 0.2653)' "$work/header.txt"

step "a frame that is encoded otherwise than the first is lost alone"
ends_with 1 "$work/mixed.txt" "$filmgate" plate "$work/clip.exc" -o "$work/mixed" --frames 5-7
expect "frame 7 is encoded as 'aces2065-1', the clip's first as 'org.stranger.weird-log'" "$work/mixed.txt"
frames=("$work"/mixed/*.exr)
[ "${#frames[@]}" = 2 ] || fail "${#frames[@]} frames were written, 2 were expected"

step "exposure, ACEScg and the camera's own colours"
plate exposed --set exposure=-1.5
values exposed 4 camera-log 0.35355339059327379 "$odd"
plate cg --colourspace ACEScg
values cg 2 camera-log 1 "$odd_in_ap1"
plate camera --colourspace camera
values camera 2 camera-log 1 "$identity"

step "a CLF file that says the same"
cat >"$bundle/weird.clf" <<'CLF'
<?xml version="1.0" encoding="UTF-8"?>
<ProcessList id="weird" compCLFversion="3.0">
  <Log inBitDepth="32f" outBitDepth="32f" style="cameraLogToLin">
    <LogParams base="10" logSideSlope="0.25" logSideOffset="0.4" linSideSlope="5" linSideOffset="0.05" linSideBreak="0.01"/>
  </Log>
  <Matrix inBitDepth="32f" outBitDepth="32f">
    <Array dim="3 3">0.7 0.2 0.1  0.05 0.9 0.05  -0.01 0.11 0.9</Array>
  </Matrix>
</ProcessList>
CLF
define 'clf = "weird.clf"'
plate clf
for frame in 2 3 4; do values clf "$frame" camera-log 1 "$odd"; done
plate clf_cg --colourspace ACEScg --set exposure=1
values clf_cg 3 camera-log 2 "$odd_in_ap1"
expect '"path": "weird.clf"' "$work/clf/clip.recipe.json"
expect '"xxh128"' "$work/clf/clip.recipe.json"
expect_not "$work" "$work/clf/clip.recipe.json"
ends_with 65 "$work/clf_camera.txt" "$filmgate" plate "$work/clip.exc" -o "$work/none" --colourspace camera
expect "ACES2065-1" "$work/clf_camera.txt"

step "plugins info shows what a bundle brings"
ends_with 0 "$work/info.txt" "$filmgate" plugins info com.example.camera
expect 'encoding org.stranger.weird-log: never heard of; by CLF weird.clf' "$work/info.txt"
expect 'roll Example Camera card: told by INDEX.TXT, CLIPS' "$work/info.txt"

step "a definition that nobody has stops the plate, with all that are known"
define ""
ends_with 69 "$work/unknown.txt" "$filmgate" plate "$work/clip.exc" -o "$work/none"
expect "encoding 'org.stranger.weird-log' is unknown; known are aces2065-1, acescg, linear.camera" "$work/unknown.txt"
[ ! -e "$work/none" ] || fail "a plate was begun with an encoding that is unknown"

step "a broken definition refuses the bundle with its line"
define 'curve = { form = "camera-log", base = 10 }'
ends_with 1 "$work/broken.txt" "$filmgate" plugins list
expect 'encoding.0.curve.log_slope: a number is wanted' "$work/broken.txt"

step "of two definitions the first one holds, and it is said"
define "$curve
matrix = [$odd_list]"
mkdir -p "$work/later"
cp -r "$bundle" "$work/later/com.example.later.fgplugin"
sed -i 's/^id = "com.example.camera"/id = "com.example.later"/; s/^description = "never heard of"/description = "another"/; /^\[\[reader\]\]/,/^capabilities/d; /^\[\[metadata\]\]/,/^normalises/d' "$work/later/com.example.later.fgplugin/manifest.toml"
FILMGATE_PLUGIN_PATH="$bundle/..:$work/later" plate twice
expect "the first one holds" "$work/twice.txt"
values twice 2 camera-log 1 "$odd"

step "what is asked for and does not fit is refused"
ends_with 64 "$work/demosaic.txt" "$filmgate" plate "$work/clip.exc" -o "$work/none" --demosaic hq
expect "'demosaic' is unknown" "$work/demosaic.txt"
ends_with 64 "$work/curve.txt" "$filmgate" plate "$work/clip.exc" -o "$work/none" --set curve=linear
expect "'curve' is unknown" "$work/curve.txt"

step "a card tells the reel where the camera did not"
mkdir -p "$work/media/EXC042.CARD/CLIPS"
echo index >"$work/media/EXC042.CARD/INDEX.TXT"
cp "$work/clip.exc" "$work/media/EXC042.CARD/CLIPS/take.exc"
ends_with 0 "$work/card.json" "$filmgate" inspect --json "$work/media"
expect '"reelName":{"value":"EXC001","unit":null,"status":"present"' "$work/card.json" # the camera's word comes first
printf '\0\0\0\0\0\0\0\0' | dd of="$work/media/EXC042.CARD/CLIPS/take.exc" bs=1 seek=32 conv=notrunc status=none
ends_with 0 "$work/card.json" "$filmgate" inspect --json "$work/media"
expect '"roll":{"layout":"Example Camera card","plugin":"com.example.camera","folder":"EXC042.CARD","reel":"EXC042"}' "$work/card.json"
expect '"reelName":{"value":"EXC042","unit":null,"status":"derived"' "$work/card.json"
expect '"unread":[]' "$work/card.json"
ends_with 0 "$work/card.txt" "$filmgate" inspect "$work/media/EXC042.CARD/CLIPS/take.exc"
expect 'EXC042.CARD, reel EXC042  (Example Camera card, by com.example.camera)' "$work/card.txt"
ends_with 0 "$work/card_plate.txt" "$filmgate" plate "$work/media/EXC042.CARD/CLIPS/take.exc" -o "$work/card_plates" --frames 0-0
exrheader "$work/card_plates/take.1001.exr" >"$work/header.txt"
expect 'reelName (type string): "EXC042"' "$work/header.txt"
echo "all well"
