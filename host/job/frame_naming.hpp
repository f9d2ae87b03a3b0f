// SPDX-License-Identifier: Apache-2.0
//
// File names from a template: "{clip}.{frame:04}.exr". Private to this folder.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <map>

namespace filmgate {

class FrameNaming {
 public:
  // Refuses unknown placeholders, a template without {frame}, and anything outside [A-Za-z0-9._-] in the result.
  [[nodiscard]] static Result<FrameNaming> make(const std::string& pattern, std::map<std::string, std::string> words);
  [[nodiscard]] std::string name(int64_t number) const;
  [[nodiscard]] bool matches(std::string_view name) const; // is it the name of some number?
  [[nodiscard]] std::string pattern() const; // with the words filled in and #### for the number

 private:
  std::string before_, after_;
  int padding_ = 4;
};

// What is not [A-Za-z0-9._-] becomes '_', so that any clip's name can be part of a file name.
[[nodiscard]] std::string file_name_safe(const std::string& text);

}  // namespace filmgate
