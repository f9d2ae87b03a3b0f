// SPDX-License-Identifier: Apache-2.0
#include "exr_header.hpp"

#include <algorithm>

namespace images {
namespace {

using fg::ByteView;

constexpr size_t most_attributes = 4096, most_parts = 256;
constexpr uint64_t longest_name = 255, known_flags = 0x1E00;

class HeaderBytes {
 public:
  explicit HeaderBytes(const ByteView& bytes) : bytes_(bytes) {}
  [[nodiscard]] uint64_t at() const { return at_; }
  uint32_t u32() { return at_ += 4, bytes_.u32le(at_ - 4); }
  bool take_end() { // the NUL that ends a header, where there is one
    const bool ends = bytes_.u8(at_) == 0;
    at_ += ends;
    return ends;
  }
  std::string name(const char* what) {
    const uint64_t start = at_;
    std::string out;
    for (uint8_t c = bytes_.u8(at_++); c != 0; c = bytes_.u8(at_++)) {
      out += static_cast<char>(c);
      fg::require(out.size() <= longest_name, FG_E_CORRUPT, bytes_.name(), ": offset ", start, ": ", what, " is longer than 255 bytes");
    }
    fg::require(!out.empty(), FG_E_CORRUPT, bytes_.name(), ": offset ", start, ": ", what, " is empty");
    return out;
  }
  ByteView value() {
    const uint64_t start = at_;
    const uint32_t size = u32();
    fg::require(size <= INT32_MAX, FG_E_CORRUPT, bytes_.name(), ": offset ", start, ": a value of ", size, " bytes");
    at_ += size;
    return bytes_.sub(at_ - size, size);
  }

 private:
  const ByteView& bytes_;
  uint64_t at_ = 0;
};

ExrPart read_part(HeaderBytes& in, const ByteView& bytes) {
  ExrPart out;
  while (!in.take_end()) {
    fg::require(out.attributes.size() < most_attributes, FG_E_CORRUPT, bytes.name(), ": offset ", in.at(), ": more than ", most_attributes,
                " attributes");
    auto name = in.name("an attribute's name"), type = in.name("an attribute's type");
    out.attributes.push_back({std::move(name), std::move(type), in.value()});
  }
  return out;
}

}  // namespace

const ExrAttribute* ExrPart::find(std::string_view name, std::string_view type) const {
  const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const ExrAttribute& one) { return one.name == name; });
  return at == attributes.end() || at->type != type ? nullptr : &*at;
}

bool is_exr(const ByteView& head) { return head.has(0, 8) && head.u32le(0) == 20000630; }

ExrHeader parse_exr_header(const ByteView& bytes) {
  fg::require(is_exr(bytes), FG_E_NOT_THIS_FORMAT, bytes.name(), ": offset 0: not OpenEXR's 76 2f 31 01");
  HeaderBytes in(bytes);
  (void)in.u32();
  ExrHeader out;
  out.version = in.u32();
  fg::require((out.version & 255) == 2, FG_E_UNSUPPORTED, bytes.name(), ": offset 4: OpenEXR version ", out.version & 255, " is not known");
  fg::require((out.version & ~(255u | known_flags)) == 0, FG_E_UNSUPPORTED, bytes.name(), ": offset 4: flags ", out.version >> 8,
              " are not known");
  do {
    fg::require(out.parts.size() < most_parts, FG_E_CORRUPT, bytes.name(), ": offset ", in.at(), ": more than ", most_parts, " parts");
    out.parts.push_back(read_part(in, bytes));
  } while (out.multi_part() && !in.take_end());
  out.end = in.at();
  return out;
}

}  // namespace images
