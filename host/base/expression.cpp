// SPDX-License-Identifier: Apache-2.0
//
// The library compiles groups by recursion, writes counted repeats out one by one, and lets the number of a back-reference
// overflow; what a pattern of names never needs of these is refused before it sees it.
#include "base/expression.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr size_t longest_expression = 256, most_steps = 512, longest_text = 4096;

// Past what is at `at`: a character, "\d", "[a-z]".
size_t behind_atom(std::string_view text, size_t at) {
  if (text[at] == '\\') return std::min(at + 2, text.size());
  if (text[at] != '[') return at + 1;
  for (++at; at < text.size() && text[at] != ']'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

// The larger number of "{2,5}" at `at`, and past it.
size_t most_repeats(std::string_view text, size_t& at) {
  size_t most = 1, number = 0;
  for (++at; at < text.size() && text[at] != '}'; ++at) {
    number = text[at] >= '0' && text[at] <= '9' ? std::min<size_t>(number * 10 + static_cast<size_t>(text[at] - '0'), most_steps + 1) : 0;
    most = std::max(most, number);
  }
  at = std::min(at + 1, text.size());
  return most;
}

// Characters to match when every counted repeat is written out; more than most_steps need not be exact.
size_t steps_of(std::string_view text) {
  std::vector<size_t> open{0}; // the steps in each group that is not closed
  size_t last = 0;             // of what a count would repeat
  for (size_t at = 0; at < text.size() && open.back() <= most_steps;) {
    if (text[at] == '(') {
      open.push_back(0), last = 0, ++at;
    } else if (text[at] == ')' && open.size() > 1) {
      last = open.back() + 1, open.pop_back(), open.back() += last, ++at;
    } else if (text[at] == '{') {
      const size_t repeats = most_repeats(text, at);
      open.back() += last * (repeats - 1), last *= repeats;
    } else {
      last = 1, ++open.back(), at = behind_atom(text, at);
    }
  }
  return *std::max_element(open.begin(), open.end());
}

bool has_back_reference(std::string_view text) {
  for (size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] != '\\') continue;
    if (text[++at] >= '1' && text[at] <= '9') return true;
  }
  return false;
}

template <class Search> // bool(text, std::smatch&)
std::optional<Expression::Groups> groups_by(const std::string& text, Search search) {
  std::smatch found;
  try {
    if (text.size() > longest_text || !search(text, found)) return {};
  } catch (const std::regex_error&) { // too much for the library: it is not this name
    return {};
  }
  Expression::Groups out;
  for (size_t i = 1; i < found.size(); ++i) out.push_back(found[i].str());
  return out;
}

}  // namespace

Result<Expression> Expression::compile(const std::string& text, size_t groups, Letters letters) {
  if (text.size() > longest_expression || steps_of(text) > most_steps)
    return failure(Trouble::configuration, "is too long for an expression of names, which has up to {} characters that match up to {}", longest_expression, most_steps);
  if (has_back_reference(text)) return failure(Trouble::configuration, "is no expression of names: back-references, a \\ before a digit, would take too long");
  const auto flags = std::regex::ECMAScript | std::regex_constants::__polynomial;
  try {
    std::regex compiled(text, letters == Letters::any_case ? flags | std::regex::icase : flags);
    if (compiled.mark_count() < groups) return failure(Trouble::configuration, "needs {} in brackets", groups == 1 ? "a group" : fmt::format("{} groups", groups));
    return Expression(std::move(compiled));
  } catch (const std::regex_error& error) {
    return failure(Trouble::configuration, "is no regular expression: {}", error.what());
  }
}

std::optional<Expression::Groups> Expression::match(const std::string& whole) const {
  return groups_by(whole, [&](const auto& text, auto& found) { return std::regex_match(text, found, compiled_); });
}

std::optional<Expression::Groups> Expression::find_in(const std::string& text) const {
  return groups_by(text, [&](const auto& in, auto& found) { return std::regex_search(in, found, compiled_); });
}

}  // namespace filmgate
