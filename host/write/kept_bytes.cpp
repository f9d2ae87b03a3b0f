// SPDX-License-Identifier: Apache-2.0
#include "kept_bytes.hpp"

#include <mutex>
#include <new>

namespace filmgate {
namespace {

std::mutex turn;
std::vector<std::vector<uint8_t>> shelf; // the last one back goes out first: it is warm

std::vector<uint8_t> from_shelf() {
  const std::lock_guard hold(turn);
  if (shelf.empty()) return {};
  auto out = std::move(shelf.back());
  shelf.pop_back();
  return out;
}

}  // namespace

KeptBytes::KeptBytes(size_t count) : held_(from_shelf()), count_(count) {
  if (held_.size() < count) held_.resize(count);
}

KeptBytes::~KeptBytes() {
  try {
    const std::lock_guard hold(turn);
    shelf.push_back(std::move(held_));
  } catch (const std::bad_alloc&) { // then it is given up
  }
}

}  // namespace filmgate
