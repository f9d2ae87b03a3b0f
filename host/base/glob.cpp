// SPDX-License-Identifier: Apache-2.0
#include "base/glob.hpp"

namespace filmgate {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool fits(char pattern, char c) {
  if (pattern == '?') return true;
  if (pattern == '#') return c >= '0' && c <= '9';
  return lower(pattern) == lower(c);
}

}  // namespace

// Only the last '*' is ever taken back, so that time stays the product of both lengths whatever the pattern.
bool name_matches(std::string_view pattern, std::string_view name) {
  size_t p = 0, n = 0, star = pattern.npos, taken = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') star = p++, taken = n;
    else if (p < pattern.size() && fits(pattern[p], name[n])) ++p, ++n;
    else if (star != pattern.npos) p = star + 1, n = ++taken;
    else return false;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == path.npos) return out;
    path.remove_prefix(slash + 1);
  }
}

bool path_matches(std::string_view pattern, std::string_view path) {
  const auto patterns = path_parts(pattern), parts = path_parts(path);
  if (patterns.size() != parts.size()) return false;
  for (size_t i = 0; i < parts.size(); ++i)
    if (!name_matches(patterns[i], parts[i])) return false;
  return true;
}

}  // namespace filmgate
