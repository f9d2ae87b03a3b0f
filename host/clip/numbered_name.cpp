// SPDX-License-Identifier: Apache-2.0
#include "numbered_name.hpp"

#include <charconv>

namespace filmgate {
namespace {
constexpr size_t most_digits = 12, most_ranges = 50;
bool is_digit(char c) { return c >= '0' && c <= '9'; }
}  // namespace

std::optional<NumberedName> numbered_name(std::string_view name) {
  const auto dot = name.rfind('.');
  size_t end = dot == name.npos ? name.size() : dot;
  size_t begin = end;
  while (begin > 0 && is_digit(name[begin - 1])) --begin;
  if (begin == end || end - begin > most_digits) return std::nullopt;
  NumberedName out{std::string(name.substr(0, begin)), std::string(name.substr(end)), static_cast<int>(end - begin), 0};
  std::from_chars(name.data() + begin, name.data() + end, out.number);
  return out;
}

int64_t missing_count(const std::vector<int64_t>& present) {
  return present.empty() ? 0 : present.back() - present.front() + 1 - static_cast<int64_t>(present.size());
}

std::string missing_ranges(const std::vector<int64_t>& present) {
  std::string out;
  size_t ranges = 0;
  for (size_t i = 1; i < present.size(); ++i) {
    const int64_t first = present[i - 1] + 1, last = present[i] - 1;
    if (first > last) continue;
    if (++ranges > most_ranges) return out + ", and more";
    out += (out.empty() ? "" : ", ") + std::to_string(first);
    if (last > first) out += "-" + std::to_string(last);
  }
  return out;
}

}  // namespace filmgate
