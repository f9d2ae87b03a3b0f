// SPDX-License-Identifier: Apache-2.0
//
// How a newer and an older side of the ABI look at one struct. The layout itself is guarded by sdk/abi.
#include <filmgate/reader.h>

#include <catch2/catch.hpp>

TEST_CASE("a member is there when the struct's maker had room for the whole of it") {
  fg_clip_info info{};
  info.struct_size = sizeof info;
  CHECK(FG_HAS(&info, native));
  info.struct_size = offsetof(fg_clip_info, native) + sizeof info.native - 1;
  CHECK_FALSE(FG_HAS(&info, native));
  CHECK(FG_HAS(&info, max_lanes));
}
