// SPDX-License-Identifier: Apache-2.0
//
// Taking paths apart and showing them.
#include "base/path.hpp"

#include <cstdint>
#include <fmt/core.h>

namespace filmgate {
namespace {

// Length of the valid UTF-8 sequence at the front, 0 when there is none. Overlong forms and surrogates are invalid.
size_t utf8_length(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : length;
}

}  // namespace

std::string_view Path::name() const {
  const auto slash = bytes_.rfind('/');
  return slash == std::string::npos ? std::string_view(bytes_) : std::string_view(bytes_).substr(slash + 1);
}
std::string_view Path::stem() const {
  const auto whole = name();
  const auto dot = whole.rfind('.');
  return dot == whole.npos || dot == 0 ? whole : whole.substr(0, dot);
}
std::string Path::extension() const {
  const auto whole = name();
  const auto dot = whole.rfind('.');
  if (dot == whole.npos || dot == 0) return {};
  std::string out(whole.substr(dot + 1));
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}
Path Path::parent() const {
  const auto slash = bytes_.rfind('/');
  if (slash == std::string::npos) return Path(".");
  return slash == 0 ? Path("/") : Path(bytes_.substr(0, slash));
}
Path Path::operator/(std::string_view more) const {
  if (bytes_.empty()) return Path(std::string(more));
  return Path(bytes_ + (bytes_.back() == '/' ? "" : "/") + std::string(more));
}
std::string Path::display() const {
  std::string out;
  for (size_t at = 0; at < bytes_.size();) {
    const auto rest = std::string_view(bytes_).substr(at);
    const size_t length = utf8_length(rest);
    const auto lead = static_cast<uint8_t>(rest[0]);
    const bool control = lead < 0x20 || lead == 0x7F || (lead == 0xC2 && length == 2 && static_cast<uint8_t>(rest[1]) < 0xA0);
    if (length == 0 || control) {
      out += fmt::format("\\x{:02x}", lead);
      at += 1;
    } else {
      out += rest.substr(0, length);
      at += length;
    }
  }
  return out;
}

}  // namespace filmgate
