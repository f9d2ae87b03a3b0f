// SPDX-License-Identifier: Apache-2.0
//
// A JSON value of ours, so that one source file alone includes the JSON library. Objects keep their order. Parsing
// refuses duplicate keys, depth over 64 and anything after the value.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace filmgate {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  Json(const Json& other);
  Json(Json&& other) = default;
  Json& operator=(Json other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  ~Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(int64_t{value}) {}
  Json(unsigned value) : value_(int64_t{value}) {}
  Json(int64_t value) : value_(value) {}
  Json(uint64_t value) : value_(static_cast<int64_t>(value)) {}
  Json(double value) : value_(value) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  static Json array() { return Json(Array{}); }
  static Json object(std::initializer_list<Member> members = {});

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(value_); }
  [[nodiscard]] bool is_array() const { return std::holds_alternative<Array>(value_); }
  [[nodiscard]] bool is_text() const { return std::holds_alternative<std::string>(value_); }
  [[nodiscard]] bool is_integer() const { return std::holds_alternative<int64_t>(value_); }
  [[nodiscard]] bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }
  [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }

  // Lenient reading: the fallback when the value is of another type.
  [[nodiscard]] int64_t integer(int64_t otherwise = 0) const;
  [[nodiscard]] double number(double otherwise = 0) const;
  [[nodiscard]] bool boolean(bool otherwise = false) const;
  [[nodiscard]] const std::string& text() const; // "" when it is no text
  [[nodiscard]] const Array& items() const;      // empty when it is no array
  [[nodiscard]] const Object& members() const;   // empty when it is no object
  [[nodiscard]] const Json* find(std::string_view key) const;
  [[nodiscard]] const Json& operator[](std::string_view key) const; // a null value when absent
  Json& set(std::string key, Json value); // replaces or appends; *this becomes an object
  Json& push(Json value);                 // appends; *this becomes an array

  [[nodiscard]] std::string dump(int indent = -1) const; // one line by default; invalid UTF-8 becomes U+FFFD
  [[nodiscard]] static Result<Json> parse(std::string_view text);
  friend bool operator==(const Json& a, const Json& b) { return a.value_ == b.value_; }

 private:
  std::variant<std::monostate, bool, int64_t, double, std::string, Array, Object> value_;
};

}  // namespace filmgate
