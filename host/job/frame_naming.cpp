// SPDX-License-Identifier: Apache-2.0
#include "frame_naming.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr size_t name_limit = 200;

bool is_safe(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::string file_name_safe(const std::string& text) {
  std::string out = text;
  std::replace_if(out.begin(), out.end(), [](char c) { return !is_safe(c); }, '_');
  if (out.empty() || out[0] == '.') out.insert(0, "_");
  return out.substr(0, name_limit);
}

Result<FrameNaming> FrameNaming::make(const std::string& pattern, std::map<std::string, std::string> words) {
  FrameNaming out;
  std::string* into = &out.before_;
  bool numbered = false;
  for (size_t at = 0; at < pattern.size();) {
    if (pattern[at] != '{') {
      if (!is_safe(pattern[at]))
        return failure(Trouble::configuration, "naming '{}': '{}' is not allowed; use letters, digits, '.', '_' and '-'", pattern, pattern[at]);
      *into += pattern[at++];
      continue;
    }
    const auto end = pattern.find('}', at);
    if (end == std::string::npos) return failure(Trouble::configuration, "naming '{}': a '{{' is not closed", pattern);
    const auto inside = pattern.substr(at + 1, end - at - 1);
    at = end + 1;
    if (inside.rfind("frame", 0) == 0 && !numbered) {
      const auto padding = inside == "frame" ? std::string("04") : inside.size() > 6 && inside[5] == ':' ? inside.substr(6) : "";
      if (padding.size() != 2 || padding[0] != '0' || padding[1] < '1' || padding[1] > '9')
        return failure(Trouble::configuration, "naming '{}': write {{frame:04}} for four digits", pattern);
      out.padding_ = padding[1] - '0';
      into = &out.after_;
      numbered = true;
    } else if (const auto word = words.find(inside); word != words.end()) {
      *into += file_name_safe(word->second);
    } else {
      std::string known = "frame:04";
      for (const auto& [name, value] : words) known += ", " + name;
      return failure(Trouble::configuration, "naming '{}': {{{}}} is unknown; known are {}", pattern, inside, known);
    }
  }
  if (!numbered) return failure(Trouble::configuration, "naming '{}': {{frame:04}} is missing, so frames would share a name", pattern);
  return out;
}

std::string FrameNaming::name(int64_t number) const { return fmt::format("{}{:0{}}{}", before_, number, padding_, after_); }
bool FrameNaming::matches(std::string_view name) const {
  if (!name.starts_with(before_) || !name.ends_with(after_) || name.size() < before_.size() + after_.size()) return false;
  const auto number = name.substr(before_.size(), name.size() - before_.size() - after_.size());
  return number.size() >= static_cast<size_t>(padding_) && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}
std::string FrameNaming::pattern() const { return before_ + std::string(static_cast<size_t>(padding_), '#') + after_; }

}  // namespace filmgate
