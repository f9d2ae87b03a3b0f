// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an opcode list. What is read can be asked for its rows and columns, and holds no more than the list did.
#include "fuzz/promise.hpp"
#include "opcode_list.hpp"

#include <type_traits>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    for (const auto& opcode : dng::read_opcodes(fg::ByteView({data, size}, "a.dng"))) {
      fuzz::promise(!opcode.name().empty(), "an opcode without a name");
      std::visit([&](const auto& held) {
        using T = std::decay_t<decltype(held)>;
        if constexpr (requires { held.area; }) {
          fuzz::promise(held.area.row_pitch > 0 && held.area.column_pitch > 0, "a pitch of 0");
          for (const int64_t at : {INT64_C(-1), INT64_C(0), INT64_C(7), INT64_C(65535)}) (void)(held.area.has_row(at) && held.area.has_column(at) && held.area.has_plane(1));
        }
        if constexpr (std::is_same_v<T, dng::GainMap>) {
          fuzz::promise(held.gains.size() == uint64_t{held.points_v} * held.points_h * held.planes && held.gains.size() * 4 <= size, "gains that the list did not hold");
          fuzz::promise(held.points_v > 0 && held.points_h > 0 && held.planes > 0, "a map without a point");
        }
        if constexpr (std::is_same_v<T, dng::FixBadList>) fuzz::promise(held.pixels.size() * 8 + held.rectangles.size() * 16 <= size, "pixels that the list did not hold");
      }, opcode.correction);
    }
  } catch (const fg::Failure& failure) {
    fuzz::promise(failure.status() == FG_E_CORRUPT || failure.status() == FG_E_TRUNCATED, failure.what());
  }
  return 0;
}
