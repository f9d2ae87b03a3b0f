#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# template.sh BUILD TWO_PLUGINS: the installed template, copied out of the tree, builds with nothing but the installed SDK,
# in three ways; and plugins of two compilers live in one process.
source "$(dirname "$0")/stranger.sh" "$1" template
two_plugins=$2

# A plugin of one's own: another id, another format, and words that throw from the depth of the C++ runtime.
make_own() { # make_own NAME MAGIC EXTENSION
  cp -r "$prefix/share/filmgate/template" "$work/$1"
  local hex
  hex=$(printf '%s' "$2" | od -An -tx1 | tr -d ' \n')
  sed -i "s/com\.example\.camera/com.example.$1/; s/45584331/$hex/; s/\"exc\"/\"$3\"/" "$work/$1/manifest.toml"
  sed -i "s/EXC1/$2/; s/com\.example\.camera/com.example.$1/" "$work/$1/example_camera.cpp" "$work/$1/make_sample.c"
  sed -i "s,^#include <filmgate/cpp/metadata.hpp>,#include <regex>\n#include <sstream>\n&," "$work/$1/example_camera.cpp"
  sed -i "/^    request.parameters.allow_only/a\\    if (request.frame == 3) { std::ostringstream words; words << \"frame \" << 3.5; if (std::regex_search(words.str(), std::regex(\"3[.]5\"))) throw std::out_of_range(words.str()); }" \
    "$work/$1/example_camera.cpp"
  grep -q std::regex_search "$work/$1/example_camera.cpp" || fail "the template's source has changed; mend this test"
}
exports_one() { # exports_one LIBRARY
  local symbols
  symbols=$(nm -D --defined-only --format=posix "$1")
  [[ $symbols =~ ^filmgate_entry_v1\ [BDR]\ [^$'\n']*$ ]] || fail "$1 exports: $symbols"
}

step "CMake and g++"
make_own gnu EXG1 exg
quietly cmake -S "$work/gnu" -B "$work/gnu/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER=g++ -DCMAKE_C_COMPILER=gcc
quietly cmake --build "$work/gnu/build" --parallel 2
gnu="$work/gnu/build/lib/filmgate/plugins/com.example.gnu.fgplugin"
exports_one "$gnu/example_camera.so"

step "CMake and clang, with the C++ runtime inside"
make_own llvm EXL1 exl
quietly cmake -S "$work/llvm" -B "$work/llvm/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang -DSTATIC_RUNTIME=ON
quietly cmake --build "$work/llvm/build" --parallel 2
llvm="$work/llvm/build/lib/filmgate/plugins/com.example.llvm.fgplugin"
exports_one "$llvm/example_camera.so"
readelf -d "$llvm/example_camera.so" >"$work/needed.txt"
expect_not libstdc++ "$work/needed.txt"

step "pkg-config and make"
make_own plain EXP1 exp
PKG_CONFIG_PATH="$prefix/lib/pkgconfig" quietly make -C "$work/plain"
plain="$work/plain/build/com.example.plain.fgplugin"
exports_one "$plain/example_camera.so"

step "one host loads and decodes all of them, at once"
mkdir "$work/clips" "$work/dropped"
"$work/gnu/build/make_sample" "$work/clips/a.exg"
"$work/llvm/build/make_sample" "$work/clips/b.exl"
"$work/plain/build/make_sample" "$work/clips/c.exp"
"$two_plugins" "$gnu" "$work/clips/a.exg" "$llvm" "$work/clips/b.exl" "$plain" "$work/clips/c.exp" || fail "two plugins in one process"

step "and one worker inspects them"
cp -r "$gnu" "$llvm" "$plain" "$work/dropped/"
export FILMGATE_PLUGIN_PATH="$work/dropped"
quietly "$prefix/bin/filmgate" plugins list
ends_with 0 "$work/records.json" "$prefix/bin/filmgate" inspect --json "$work/clips"
for id in gnu llvm plain; do expect "\"reader\":{\"id\":\"com.example.$id\"" "$work/records.json"; done
expect '"shutterAngle":{"value":172.8' "$work/records.json"

step "frames that throw are lost alone"
ends_with 1 "$work/plate.txt" "$prefix/bin/filmgate" plate "$work/clips/b.exl" -o "$work/plates"
expect "frame 3.5" "$work/plate.txt"
frames=("$work"/plates/*.exr)
[ "${#frames[@]}" = 7 ] || fail "${#frames[@]} frames were written, 7 were expected"

step "as it is, it is a whole plugin"
cp -r "$prefix/share/filmgate/template" "$work/as_is"
quietly cmake -S "$work/as_is" -B "$work/as_is/build" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$work/as_is/build" --parallel 2
"$work/as_is/build/make_sample" "$work/sample.exc"
FILMGATE_PLUGIN_PATH="$work/as_is/build/lib/filmgate/plugins" ends_with 0 "$work/as_is.txt" "$prefix/bin/filmgate" plate "$work/sample.exc" -o "$work/as_is_plates"
quietly ctest --test-dir "$work/as_is/build" --no-tests=error # a sample, and filmgate-check
grep -q 'check .*Passed' "$work/said.txt" || fail "the template's own test did not run"
echo "all well"
