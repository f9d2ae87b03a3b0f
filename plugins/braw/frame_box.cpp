// SPDX-License-Identifier: Apache-2.0
#include "frame_box.hpp"

#include <array>

namespace braw {
namespace {

enum class Kind { pair, real, integer, small, text };
struct Attribute { std::string_view name; Kind kind; const char* unit; };
constexpr std::array attributes{
    Attribute{"srte", Kind::pair, nullptr}, Attribute{"innd", Kind::real, nullptr}, Attribute{"agpf", Kind::real, nullptr},
    Attribute{"expo", Kind::real, nullptr}, Attribute{"isoe", Kind::integer, nullptr}, Attribute{"wkel", Kind::integer, "K"},
    Attribute{"wtin", Kind::small, nullptr}, Attribute{"asct", Kind::integer, "K"}, Attribute{"asti", Kind::small, nullptr},
    Attribute{"shtv", Kind::text, nullptr}, Attribute{"aptr", Kind::text, nullptr}, Attribute{"dsnc", Kind::text, nullptr},
    Attribute{"fcln", Kind::text, nullptr}};

// Bytes when the name is not known or its value has another size.
fg::Value value_of(const Attribute* known, const fg::ByteView& body) {
  const auto size = body.size();
  if (known) switch (known->kind) {
    case Kind::pair: if (size >= 8) return std::vector<int64_t>{body.u32be(0), body.u32be(4)}; break;
    case Kind::real: if (size >= 4) return static_cast<double>(body.f32be(0)); break;
    case Kind::integer: if (size >= 4) return static_cast<int64_t>(body.u32be(0)); break;
    case Kind::small: if (size >= 2) return static_cast<int64_t>(body.get<int16_t>(0, fg::Order::big)); break;
    case Kind::text: return body.text(0, size);
  }
  return std::vector<uint8_t>(body.bytes().begin(), body.bytes().end());
}

}  // namespace

FrameBox read_frame_box(const fg::ByteView& start) {
  fg::require(start.starts_with("bmdf", 4), FG_E_CORRUPT, start.name(), ": offset ", start.base(), ": the frame begins with no box of attributes");
  const uint64_t end = start.u32be(0);
  fg::require(end >= 8 && end <= most_box_bytes, FG_E_CORRUPT, start.name(), ": offset ", start.base(), ": a box of attributes of ", end, " bytes");
  const auto box = start.sub(0, end);
  FrameBox out;
  for (uint64_t at = 8; box.has(at, 8);) {
    const uint64_t size = box.u32be(at);
    if (size == 0) break; // filled up
    fg::require(size >= 8 && box.has(at, size), FG_E_CORRUPT, start.name(), ": offset ", start.base() + at, ": an attribute of ", size, " bytes");
    const auto name = box.text(at + 4, 4);
    const Attribute* known = nullptr;
    for (const auto& attribute : attributes)
      if (attribute.name == name) known = &attribute;
    out.values.push_back({"braw.frame." + name, known ? known->unit : nullptr, value_of(known, box.sub(at + 8, size - 8))});
    at += size;
  }
  if (start.starts_with("braw", end) && start.has(end, 16)) out.width = start.u16be(end + 12), out.height = start.u16be(end + 14);
  return out;
}

}  // namespace braw
