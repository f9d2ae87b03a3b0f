// SPDX-License-Identifier: Apache-2.0
//
// Draft. Boxes of ISO base media files and QuickTime movies, all big-endian:
//   0 u32 size, header included (1: a u64 size follows the type; 0: to the end of what holds it) · 4 char[4] type
//   then 16 bytes of user type when the type is "uuid" · then the body: values, or more boxes
// Source: ISO/IEC 14496-12, Apple's QuickTime File Format. Only headers are read, wherever they lie, so a movie of any
// size costs a few reads. Sizes may lie: a box never leaves what holds it, and one that would is marked.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <array>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

struct Box {
  std::string type;                      // four characters, as stored
  std::array<uint8_t, 16> user_type{};   // of "uuid"
  uint64_t offset = 0;                   // of the header in the file
  uint64_t header_bytes = 0, bytes = 0;  // bytes: header and body, cut to what holds it
  bool whole = true;                     // false: it claims more than what holds it has
  uint64_t body() const { return offset + header_bytes; }
  uint64_t body_bytes() const { return bytes - header_bytes; }
};

class Boxes {
 public:
  explicit Boxes(const File& file) : file_(&file) {} // the file must outlive it

  std::vector<Box> top() const { return range(0, file_->size()); }
  // skip: bytes of values before the first child, 4 for a box with version and flags.
  std::vector<Box> children(const Box& parent, uint64_t skip = 0) const {
    require(skip <= parent.body_bytes(), FG_E_CORRUPT, file_->uri(), ": offset ", parent.offset, ": box '", parent.type,
            "' has ", parent.body_bytes(), " bytes, ", skip, " are needed before its first child");
    return range(parent.body() + skip, parent.body() + parent.body_bytes());
  }
  std::optional<Box> child(const Box& parent, std::string_view type, uint64_t skip = 0) const {
    for (auto& box : children(parent, skip))
      if (box.type == type) return std::move(box);
    return {};
  }
  // The first of each name on the way: find("moov/trak/mdia"). Plain containers only.
  std::optional<Box> find(std::string_view path) const {
    std::optional<Box> at;
    while (!path.empty()) {
      const auto name = path.substr(0, path.find('/'));
      path.remove_prefix(std::min(path.size(), name.size() + 1));
      std::optional<Box> next;
      for (auto& box : at ? children(*at) : top())
        if (!next && box.type == name) next = std::move(box);
      if (!next) return {};
      at = std::move(next);
    }
    return at;
  }
  // The body; FG_E_CORRUPT when it is larger than `most`, so that no file decides what is reserved.
  Bytes read(const Box& box, uint64_t most = 1 << 20) const {
    require(box.body_bytes() <= most, FG_E_CORRUPT, file_->uri(), ": offset ", box.offset, ": box '", box.type, "' of ",
            box.body_bytes(), " bytes; ", most, " are the most that is read");
    return file_->read(box.body(), box.body_bytes());
  }
  const File& file() const { return *file_; }

 private:
  static constexpr size_t most_boxes = 1'000'000; // seen in the life of the walker

  std::vector<Box> range(uint64_t from, uint64_t end) const {
    std::vector<Box> out;
    while (end - from >= 8) {
      require(++seen_ <= most_boxes, FG_E_CORRUPT, file_->uri(), ": offset ", from, ": more than ", most_boxes, " boxes");
      auto box = header(from, end);
      if (!box) break;
      from += box->bytes;
      out.push_back(std::move(*box));
    }
    return out;
  }
  // Nothing: a terminator (QuickTime ends some lists with a zero), or no box at all.
  std::optional<Box> header(uint64_t from, uint64_t end) const {
    const auto bytes = file_->read_up_to(from, 32);
    const auto view = bytes.view();
    Box box;
    box.offset = from;
    uint64_t size = view.u32be(0);
    for (uint64_t i = 4; i < 8; ++i) box.type += static_cast<char>(view.u8(i));
    if (size == 0 && box.type == std::string_view("\0\0\0\0", 4)) return {};
    box.header_bytes = 8;
    if (size == 1 && view.has(8, 8)) size = view.u64be(8), box.header_bytes = 16;
    if (size == 0) size = end - from;
    if (box.type == "uuid" && view.has(box.header_bytes, 16)) {
      for (size_t i = 0; i < 16; ++i) box.user_type[i] = view.u8(box.header_bytes + i);
      box.header_bytes += 16;
    }
    box.whole = size <= end - from;
    box.bytes = box.whole ? size : end - from;
    require(box.bytes >= box.header_bytes, FG_E_CORRUPT, file_->uri(), ": offset ", from, ": a box of ", size,
            " bytes, its header alone has ", box.header_bytes);
    return box;
  }
  const File* file_;
  mutable size_t seen_ = 0;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
