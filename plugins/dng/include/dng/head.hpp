// SPDX-License-Identifier: Apache-2.0
//
// What the head of a file shows of it, so that a probe need not open it.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <optional>

namespace dng {

// How its raw picture is compressed; nothing when the head shows no raw picture of a DNG.
[[nodiscard]] std::optional<uint64_t> raw_compression_in(const fg::ByteView& head);

}  // namespace dng
