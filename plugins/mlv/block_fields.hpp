// SPDX-License-Identifier: Apache-2.0
//
// The values of a block, each under mlv.<BLOCK>.<field>.
#pragma once
#include "chunks.hpp"

#include <filmgate/cpp/record.hpp>

namespace mlv {

struct BlockValue {
  std::string key, unit;
  fg::Value value;
};

// view: a whole block. Blocks that are not known give their content as bytes.
[[nodiscard]] std::vector<BlockValue> values_of(const std::string& type, fg::ByteView view);

}  // namespace mlv
