// SPDX-License-Identifier: Apache-2.0
//
// Paths are opaque bytes. They are never assumed to be UTF-8, and shown with what is not printable escaped.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace filmgate {

class Path {
 public:
  Path() = default;
  Path(std::string bytes) : bytes_(std::move(bytes)) {}
  Path(const char* bytes) : bytes_(bytes) {}

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const char* c_str() const { return bytes_.c_str(); }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] std::string_view name() const;      // after the last slash
  [[nodiscard]] std::string_view stem() const;      // the name without its last extension
  [[nodiscard]] std::string extension() const;      // lower case, without the dot; "" when there is none
  [[nodiscard]] Path parent() const;                // "." when there is no slash
  [[nodiscard]] Path operator/(std::string_view more) const;
  [[nodiscard]] std::string display() const;        // UTF-8, control bytes and invalid bytes as \xNN
  friend bool operator==(const Path&, const Path&) = default;
  friend auto operator<=>(const Path&, const Path&) = default;

 private:
  std::string bytes_;
};

}  // namespace filmgate
