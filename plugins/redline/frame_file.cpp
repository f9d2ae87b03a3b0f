// SPDX-License-Identifier: Apache-2.0
#include "frame_file.hpp"

#include <cstring>

namespace redline {
namespace {

constexpr uint64_t most_header = 1 << 20, before_attributes = 8, chunk_head = 8;
constexpr uint32_t magic = 20000630, long_names = 0x400, version_and_flags = 2;
constexpr size_t most_name = 256, most_channels = 64;
constexpr uint32_t half_kind = 1, largest_kind = 2;

template <class... Parts>
void want(bool holds, const std::string& uri, const Parts&... why) {
  fg::require(holds, FG_E_VENDOR_SDK, uri, ": not a frame as it was ordered: ", why...);
}

class Cursor { // over the header
 public:
  Cursor(const fg::ByteView& view, uint64_t at) : view_(view), at_(at) {}
  [[nodiscard]] bool ends() { // at the NUL that ends a list; takes it
    if (view_.u8(at_) != 0) return false;
    ++at_;
    return true;
  }
  std::string name() {
    for (size_t n = 0; n < most_name; ++n)
      if (view_.u8(at_ + n) == 0) {
        auto out = view_.text(at_, n);
        at_ += n + 1;
        return out;
      }
    fg::fail(FG_E_VENDOR_SDK, view_.name(), ": offset ", at_, ": a name has no end");
  }
  fg::ByteView take(uint64_t bytes) {
    const auto out = view_.sub(at_, bytes);
    at_ += bytes;
    return out;
  }
  [[nodiscard]] uint64_t at() const { return at_; }

 private:
  fg::ByteView view_;
  uint64_t at_;
};

}  // namespace

FrameFile::FrameFile(fg::File file, uint32_t width, uint32_t height) : file_(std::move(file)), offsets_({}, file_.uri(), 0), width_(width), height_(height) {
  const auto bytes = file_.read_up_to(0, most_header);
  const auto view = bytes.view();
  const auto& uri = file_.uri();
  want(view.has(0, before_attributes) && view.u32le(0) == magic, uri, "no OpenEXR file");
  want((view.u32le(4) & ~long_names) == version_and_flags, uri, "offset 4: tiles, depths or parts, or a version that is not 2");
  Cursor cursor(view, before_attributes);
  bool has_channels = false, is_plain = false, has_window = false;
  while (!cursor.ends()) {
    const auto name = cursor.name(), type = cursor.name();
    const auto size = cursor.take(4).u32le(0);
    const auto value = cursor.take(size);
    if (name == "channels" && type == "chlist") read_channels(value), has_channels = true;
    if (name == "compression" && type == "compression") is_plain = value.u8(0) == 0;
    if (name != "dataWindow" || type != "box2i") continue;
    const int64_t x = value.i32le(0), y = value.i32le(4), right = value.i32le(8), bottom = value.i32le(12);
    want(right - x + 1 == int64_t{width} && bottom - y + 1 == int64_t{height}, uri, right - x + 1, " x ", bottom - y + 1, " pixels, where the clip has ", width, " x ", height);
    first_row_ = static_cast<int32_t>(y), has_window = true;
  }
  want(has_channels && has_window, uri, "no channels or no data window");
  want(is_plain, uri, "it is compressed; the operation must ask for no compression");
  offsets_ = file_.read(cursor.at(), uint64_t{height} * 8);
  want(file_.size() >= cursor.at() + uint64_t{height} * (8 + chunk_head + row_bytes_), uri, file_.size(), " bytes, which are not all rows; was it cut short?");
}

void FrameFile::read_channels(const fg::ByteView& list) {
  constexpr std::string_view names[]{"R", "G", "B"};
  const auto& uri = file_.uri();
  Cursor cursor(list, 0);
  uint32_t found = 0;
  row_bytes_ = 0;
  for (size_t n = 0; !cursor.ends(); ++n) {
    want(n < most_channels, uri, "more than ", most_channels, " channels");
    const auto name = cursor.name();
    const auto facts = cursor.take(16);
    const auto kind = facts.u32le(0);
    want(kind <= largest_kind && facts.u32le(8) == 1 && facts.u32le(12) == 1, uri, "channel ", name, " is subsampled, or of an unknown kind");
    for (uint32_t i = 0; i < 3; ++i) {
      if (name != names[i]) continue;
      want(kind == half_kind && (found >> i & 1) == 0, uri, "channel ", name, " is not of half floats, or there twice");
      channel_at_[i] = row_bytes_, found |= 1u << i;
    }
    row_bytes_ += uint64_t{width_} * (kind == half_kind ? 2 : 4);
  }
  want(found == 7, uri, "channels R, G and B are not all there");
}

void FrameFile::read_row(uint32_t y, uint32_t channel, std::span<uint8_t> out) const {
  fg::require(y < height_ && channel < 3 && out.size() == uint64_t{width_} * 2, FG_E_INVALID_ARGUMENT, "no row ", y, " of channel ", channel);
  const auto at = offsets_.view().u64le(uint64_t{y} * 8);
  const auto head = file_.read(at, chunk_head);
  const int64_t row = head.view().i32le(0);
  want(row - first_row_ == int64_t{y} && head.view().u32le(4) == row_bytes_, file_.uri(), "offset ", at, ": the chunk of row ", y, " says row ", row, ", ", head.view().u32le(4), " bytes");
  file_.read_into(at + chunk_head + channel_at_[channel], out);
}

}  // namespace redline
