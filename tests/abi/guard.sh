#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# guard.sh SDK ABIDIFF CC CXX CLANG CLANGXX: the asserts hold with every compiler, the anchor names every type, and
# changes made on purpose to copies of the headers are caught by the one that is meant to catch them.
set -euo pipefail
sdk=$1 abidiff=$2 cc=$3 cxx=$4 clang=$5 clangxx=$6
work=$(mktemp -d "${TMPDIR:-/tmp}/filmgate-abi-XXXXXX")
trap 'rm -rf "$work"' EXIT
failed=0
wrong() { echo "FAILED: $*" >&2; failed=1; }

asserts_hold() { # asserts_hold INCLUDE FILE COMPILER STANDARD…
  local include=$1 file=$2
  shift 2
  "$@" -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$include" -I"$sdk/abi" "$sdk/abi/$file" 2>"$work/said.txt"
}
anchor() { # anchor INCLUDE NAME: the library that abidiff looks at
  "$cc" -std=c11 -g -shared -fPIC -fvisibility=hidden -I"$1" "$sdk/abi/anchor.c" -o "$work/$2.so"
}
differs() { # differs NAME [OPTION…]: what abidiff says of it beside the headers as they are
  local name=$1
  shift
  "$abidiff" "$@" "$work/base.so" "$work/$name.so" >"$work/$name.txt" 2>&1
}
guarded=(--suppressions "$sdk/abi/growth.abignore")

changed() { # changed NAME FILE SED: a copy of the headers with one change, and its anchor
  local name=$1 file=$2 script=$3
  cp -r "$sdk/include" "$work/$name"
  sed -i -E "$script" "$work/$name/filmgate/$file"
  ! cmp -s "$work/$name/filmgate/$file" "$sdk/include/filmgate/$file" || { wrong "$name: the change was not made; mend this test"; return; }
  anchor "$work/$name" "$name"
}
caught_by_abidiff() {
  differs "$1" "${guarded[@]}" && wrong "$1: abidiff did not see it" || true
  grep -q "$2" "$work/$1.txt" || { cat "$work/$1.txt" >&2; wrong "$1: abidiff does not name $2"; }
}
caught_by_asserts() { # caught_by_asserts NAME FILE WORDS
  local compiler
  for compiler in "$cc -std=c11 -x c" "$clangxx -std=c++20 -x c++ -Wno-invalid-offsetof"; do
    # shellcheck disable=SC2086
    asserts_hold "$work/$1" "$2" $compiler && wrong "$1: $2 still compiles with $compiler" || true
    grep -q "$3" "$work/said.txt" || { cat "$work/said.txt" >&2; wrong "$1: the compiler does not say '$3'"; }
  done
}

for file in layout.c constants.c; do
  for compiler in "$cc -std=c11 -x c" "$clang -std=c11 -x c" "$cxx -std=c++20 -x c++" "$clangxx -std=c++20 -x c++"; do
    # shellcheck disable=SC2086
    asserts_hold "$sdk/include" "$file" $compiler || { cat "$work/said.txt" >&2; wrong "$file does not hold with $compiler"; }
  done
done

# A type, member table or constant that nobody wrote down is guarded by nobody.
headers=$(find "$sdk/include/filmgate" -name '*.h')
# shellcheck disable=SC2086
for type in $(sed -nE 's/^(typedef )?struct (fg_[a-z0-9_]+) \{.*/\2/p' $headers | sort -u); do
  grep -qE "ANCHOR\($type\)" "$sdk/abi/anchor.c" || wrong "$type is not in anchor.c"
  grep -qE "(FIXED|GROWS)\($type," "$sdk/abi/layout.c" || wrong "$type is not in layout.c"
done
# shellcheck disable=SC2086
for constant in $(cat $headers | sed 's,/\*.*\*/,,' | tr ',' '\n' | sed -nE 's/^(enum \{| )* *(FG_[A-Z0-9_]+)( = [0-9a-fu< ]+)?[ };]*$/\2/p' | grep -v _DECLS | sort -u); do
  grep -qE "IS\($constant," "$sdk/abi/constants.c" || wrong "$constant is not in constants.c"
done
for id in $(sed -nE 's/^#define (FG_[A-Z_]+) "fg\..*/\1/p' $headers); do
  grep -qE "SAYS\($id," "$sdk/abi/constants.c" || wrong "$id is not in constants.c"
done

anchor "$sdk/include" base
anchor "$sdk/include" same
differs same "${guarded[@]}" || { cat "$work/same.txt" >&2; wrong "abidiff sees a difference where there is none"; }

# Growth at the end is forgiven, and only the suppression forgives it.
changed grown_desc image.h 's/^\} fg_image_desc;/  uint64_t one_more;\n&/'
differs grown_desc "${guarded[@]}" || { cat "$work/grown_desc.txt" >&2; wrong "growth at the end is not forgiven"; }
differs grown_desc && wrong "abidiff does not see growth at all" || true
changed grown_two reader.h 's/^\} fg_(clip_info|frame_info);/  uint64_t one_more;\n&/'
differs grown_two "${guarded[@]}" || { cat "$work/grown_two.txt" >&2; wrong "growth of two structs is not forgiven"; }

# What breaks plugins.
changed inserted reader.h 's/^(  )(fg_rational rate, capture_rate;)/\1uint64_t inserted;\n\1\2/'
caught_by_abidiff inserted fg_clip_info
caught_by_asserts inserted layout.c "fg_clip_info.rate has moved"
changed table_inserted reader.h 's/^(  fg_status \(\*mode\))/  void (*inserted)(fg_reader *r) FG_NOEXCEPT;\n\1/'
caught_by_abidiff table_inserted fg_reader_v1
caught_by_asserts table_inserted layout.c "fg_reader_v1.mode has moved"
changed table_grown transform.h 's/^\} fg_transform_v1;/  void (*appended)(fg_stage *s) FG_NOEXCEPT;\n&/'
caught_by_abidiff table_grown fg_transform_v1
caught_by_asserts table_grown layout.c "fg_transform_v1 has another size"
changed fixed_grown value.h 's/int32_t x, y, w, h;/int32_t x, y, w, h, depth;/'
caught_by_abidiff fixed_grown fg_rect
caught_by_asserts fixed_grown layout.c "fg_rect has another size"
changed removed image.h 's/^  int32_t colour_science;.*$//'
caught_by_abidiff removed fg_image_desc
changed swapped value.h 's/int64_t num, den;/int64_t den, num;/'
caught_by_asserts swapped layout.c "fg_rational.num has moved"
changed padded record.h 's/uint32_t choice_count, reserved;/uint32_t choice_count, reserved, step_count;/'
caught_by_asserts padded layout.c "fg_param ends in padding"
changed argument host.h 's/void \(\*write\)\(const fg_host \*h, int32_t level/void (*write)(const fg_host *h, int64_t level/'
caught_by_abidiff argument fg_host_log

# abidiff is blind for constants; the asserts are not.
changed constant image.h 's/FG_SAMPLE_F16, FG_SAMPLE_F32/FG_SAMPLE_F32, FG_SAMPLE_F16/'
differs constant "${guarded[@]}" || wrong "abidiff sees constants now: tell constants.c's reader"
caught_by_asserts constant constants.c "FG_SAMPLE_F16 has another value"
changed spelling reader.h 's,"fg.reader/1","fg.reader/2",'
caught_by_asserts spelling constants.c "FG_READER is spelt otherwise"

[ "$failed" = 0 ] && echo "all well"
exit "$failed"
