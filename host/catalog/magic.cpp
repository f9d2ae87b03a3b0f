// SPDX-License-Identifier: Apache-2.0
#include "catalog/magic.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int64_t offset_limit = 4096;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> bytes_of(const std::string& hex) {
  std::string digits, out;
  for (const char c : hex)
    if (c != ' ') digits += c;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    const int high = digit(digits[i]), low = digit(digits[i + 1]);
    if (high < 0 || low < 0) return failure(Trouble::configuration, "magic '{}' is not hexadecimal", hex);
    out += static_cast<char>(high * 16 + low);
  }
  if (out.empty() || digits.size() % 2 != 0) return failure(Trouble::configuration, "magic '{}' needs whole bytes", hex);
  return out;
}

}  // namespace

bool Magic::matches_at(std::string_view head, uint64_t place) const {
  for (size_t i = 0; i < bytes.size(); ++i)
    if (((head[place + i] ^ bytes[i]) & mask[i]) != 0) return false;
  return true;
}

bool Magic::matches(std::string_view head) const {
  if (head.size() < offset + bytes.size()) return false;
  if (within == 0) return matches_at(head, offset);
  const uint64_t last = std::min<uint64_t>(head.size() - bytes.size(), within - 1);
  const bool leads = mask[0] == '\xff'; // then only places of that byte are looked at
  for (size_t place = 0; place <= last; ++place) {
    if (leads) place = head.find(bytes[0], place);
    if (place > last) return false;
    if (matches_at(head, place)) return true;
  }
  return false;
}

Result<Magic> read_magic(const Json& table) {
  Magic out;
  for (const auto& [key, value] : table.members())
    if (key != "offset" && key != "within" && key != "hex" && key != "mask") return failure(Trouble::configuration, "magic has no member '{}'", key);
  const int64_t offset = table["offset"].integer();
  if (offset < 0 || offset >= offset_limit) return failure(Trouble::configuration, "magic offset {} is outside 0 .. 4095", offset);
  out.offset = static_cast<uint64_t>(offset);
  if (const auto* within = table.find("within")) {
    const int64_t bytes = within->integer();
    if (!within->is_integer() || bytes < 1 || bytes > static_cast<int64_t>(discovered_bytes)) return failure(Trouble::configuration, "magic within {} is outside 1 .. {}", bytes, discovered_bytes);
    if (table.find("offset")) return failure(Trouble::configuration, "magic has an offset or is within so many bytes, not both");
    out.within = static_cast<uint64_t>(bytes);
  }
  FILMGATE_TRY(bytes, bytes_of(table["hex"].text()));
  out.bytes = std::move(bytes);
  out.mask.assign(out.bytes.size(), '\xff');
  if (table.find("mask")) {
    FILMGATE_TRY(mask, bytes_of(table["mask"].text()));
    if (mask.size() != out.bytes.size()) return failure(Trouble::configuration, "magic and mask differ in length");
    out.mask = std::move(mask);
  }
  return out;
}

}  // namespace filmgate
