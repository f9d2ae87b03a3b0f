// SPDX-License-Identifier: Apache-2.0
//
// Draft. The entropy-coded bytes of a JPEG, free of stuffing (T.81 B.1.1.5: 0xFF is followed by 0x00 unless it begins a marker),
// a window of them in memory at a time, so that a strip as large as its picture costs no memory.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <algorithm>
#include <functional>

namespace fg {
inline namespace v1 {
namespace draft {

struct CodedPiece { // one strip or tile as it lies in its file
  std::string name;    // of the file
  uint64_t base = 0;   // its offset there
  uint64_t size = 0;
  std::function<void(uint64_t offset, std::span<uint8_t> out)> read; // offset counts from the piece's start
};
[[nodiscard]] CodedPiece piece_of(const fg::File& file, uint64_t offset, uint64_t size); // file must outlive it
[[nodiscard]] CodedPiece piece_of(fg::ByteView bytes);                                  // so must what the view shows

class CodedBytes {
 public:
  CodedBytes(const CodedPiece& piece, uint64_t offset) : piece_(piece), next_(offset) {}

  // Makes `count` bytes readable behind position(); those past the segment's end are zeros.
  void need(uint64_t count);
  [[nodiscard]] const uint8_t* at() const { return clean_.data() + position_; }
  [[nodiscard]] uint64_t left() const { return held_ > position_ ? held_ - position_ : 0; } // of the bytes made, real ones
  [[nodiscard]] bool ended() const { return marker_ != 0 || next_ >= piece_.size; }
  void advance(uint64_t count) { position_ += count; }
  // Has more been taken than there was, when some bits of the byte at at() are used too?
  [[nodiscard]] bool past_end(int used_bits) const { return position_ + (used_bits > 0 ? 1 : 0) > held_; }
  // The marker that ended the segment (0: the piece ended), and where in the file that was.
  [[nodiscard]] uint8_t marker() const { return marker_; }
  [[nodiscard]] uint64_t file_offset() const { return piece_.base + next_; }
  // Goes on behind the marker, with nothing left of what came before it.
  void next_segment() { position_ = held_ = 0, marker_ = 0; }

 private:
  void refill();
  void append(std::span<const uint8_t> stuffed);

  const CodedPiece& piece_;
  uint64_t next_;      // of the piece
  std::vector<uint8_t> clean_, stuffed_;
  uint64_t position_ = 0, held_ = 0;
  bool after_ff_ = false; // the last byte read was 0xFF: stuffing or a marker follows
  uint8_t marker_ = 0;
};

namespace ljpeg {

constexpr uint64_t chunk_bytes = 64 << 10;

}  // namespace ljpeg

inline CodedPiece piece_of(const fg::File& file, uint64_t offset, uint64_t size) {
  return {file.uri(), offset, size, [&file, offset](uint64_t at, std::span<uint8_t> out) { file.read_into(offset + at, out); }};
}

inline CodedPiece piece_of(fg::ByteView bytes) {
  return {std::string(bytes.name()), bytes.base(), bytes.size(), [bytes](uint64_t at, std::span<uint8_t> out) {
            const auto from = bytes.bytes(at, out.size());
            std::copy(from.begin(), from.end(), out.begin());
          }};
}

inline void CodedBytes::need(uint64_t count) {
  if (left() < count && !ended()) {
    const uint64_t kept = left();
    std::copy_n(clean_.begin() + static_cast<ptrdiff_t>(held_ - kept), kept, clean_.begin());
    held_ = kept, position_ = 0;
    while (held_ < count && !ended()) refill();
  }
  if (clean_.size() < position_ + count) clean_.resize(position_ + count);
  if (left() < count) std::fill_n(clean_.begin() + static_cast<ptrdiff_t>(held_), count - left(), uint8_t{0});
}

inline void CodedBytes::refill() {
  const uint64_t count = std::min(ljpeg::chunk_bytes, piece_.size - next_);
  stuffed_.resize(count);
  piece_.read(next_, stuffed_);
  if (clean_.size() < held_ + count + 1) clean_.resize(held_ + count + 1);
  const uint64_t start = next_;
  append(stuffed_);
  if (marker_ == 0) next_ = start + count;
}

// Sets next_ behind a marker when one is met.
inline void CodedBytes::append(std::span<const uint8_t> stuffed) {
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

}  // namespace draft
}  // namespace v1
}  // namespace fg
