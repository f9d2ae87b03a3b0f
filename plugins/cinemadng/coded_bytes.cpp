// SPDX-License-Identifier: Apache-2.0
#include "coded_bytes.hpp"

#include <algorithm>

namespace cinemadng {
namespace {

constexpr uint64_t chunk_bytes = 64 << 10;

}  // namespace

CodedPiece piece_of(const fg::File& file, uint64_t offset, uint64_t size) {
  return {file.uri(), offset, size, [&file, offset](uint64_t at, std::span<uint8_t> out) { file.read_into(offset + at, out); }};
}

CodedPiece piece_of(fg::ByteView bytes) {
  return {std::string(bytes.name()), bytes.base(), bytes.size(), [bytes](uint64_t at, std::span<uint8_t> out) {
            const auto from = bytes.bytes(at, out.size());
            std::copy(from.begin(), from.end(), out.begin());
          }};
}

void CodedBytes::need(uint64_t count) {
  if (left() < count && !ended()) {
    const uint64_t kept = left();
    std::copy_n(clean_.begin() + static_cast<ptrdiff_t>(held_ - kept), kept, clean_.begin());
    held_ = kept, position_ = 0;
    while (held_ < count && !ended()) refill();
  }
  if (clean_.size() < position_ + count) clean_.resize(position_ + count);
  if (left() < count) std::fill_n(clean_.begin() + static_cast<ptrdiff_t>(held_), count - left(), uint8_t{0});
}

void CodedBytes::refill() {
  const uint64_t count = std::min(chunk_bytes, piece_.size - next_);
  stuffed_.resize(count);
  piece_.read(next_, stuffed_);
  if (clean_.size() < held_ + count + 1) clean_.resize(held_ + count + 1);
  const uint64_t start = next_;
  append(stuffed_);
  if (marker_ == 0) next_ = start + count;
}

// Sets next_ behind a marker when one is met.
void CodedBytes::append(std::span<const uint8_t> stuffed) {
  for (size_t i = 0; i < stuffed.size();) {
    if (after_ff_) {
      const uint8_t follows = stuffed[i++];
      if (follows == 0xFF) continue; // a fill byte
      after_ff_ = false;
      if (follows == 0) {
        clean_[held_++] = 0xFF;
        continue;
      }
      marker_ = follows, next_ += i;
      return;
    }
    const auto* from = stuffed.data() + i;
    const auto* found = static_cast<const uint8_t*>(std::memchr(from, 0xFF, stuffed.size() - i));
    const size_t run = found ? static_cast<size_t>(found - from) : stuffed.size() - i;
    std::copy_n(from, run, clean_.begin() + static_cast<ptrdiff_t>(held_));
    held_ += run, i += run + (found ? 1 : 0);
    after_ff_ = found != nullptr;
  }
}

}  // namespace cinemadng
