// SPDX-License-Identifier: Apache-2.0
//
// Regular expressions of manifests, ECMAScript's, on names and paths. Compiled once, when the manifest is read; matched in
// a time that grows with the text and not with its power, so that none makes a card take for ever. Back-references are
// given up for it.
#pragma once
#include "base/result.hpp"

#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace filmgate {

class Expression {
 public:
  enum class Letters { exact, any_case };
  using Groups = std::vector<std::string>; // what the first group holds, the second …

  // The reason alone when it is none, or has fewer groups than wanted; where it stands is the caller's to say.
  [[nodiscard]] static Result<Expression> compile(const std::string& text, size_t groups, Letters letters = Letters::exact);

  [[nodiscard]] std::optional<Groups> match(const std::string& whole) const;
  [[nodiscard]] std::optional<Groups> find_in(const std::string& text) const;

 private:
  explicit Expression(std::regex compiled) : compiled_(std::move(compiled)) {}
  std::regex compiled_;
};

}  // namespace filmgate
