#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# own_plugins.sh BUILD SOURCE: our own plugins build from the installed SDK, from a prefix with a space in its name.
source "$(dirname "$0")/stranger.sh" "$1" plugins
source=$2
mv "$prefix" "$work/filmgate 0.1"
prefix="$work/filmgate 0.1"

step "build plugins/ as a project of its own"
quietly cmake -S "$source/plugins" -B "$work/plugins-build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Release
quietly cmake --build "$work/plugins-build" --parallel 2
for bundle in "$prefix"/lib/filmgate/plugins/*.fgplugin; do
  [ -d "$work/plugins-build/lib/filmgate/plugins/$(basename "$bundle")" ] || fail "$(basename "$bundle") was not built from the SDK"
done
echo "all well"
