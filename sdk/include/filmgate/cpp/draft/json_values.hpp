// SPDX-License-Identifier: Apache-2.0
//
// Draft. The values of a JSON object as a record keeps them, each under its path:
//   {"iso": 400, "lens": {"name": "50"}, "black": [64, 64], "takes": [{"no": 1}]}
//   iso = 400   lens.name = "50"   black = 64 64   takes.0.no = 1
// An array of numbers is one value; true, false and null become these words. Depth and count have limits.
#pragma once
#include <filmgate/cpp/draft/json_cursor.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct KeyedValue {
  std::string key;
  Value value;
};

class JsonValues {
 public:
  explicit JsonValues(const ByteView& text) : cursor_(text) {}

  std::vector<KeyedValue> under(const std::string& prefix) {
    object(prefix, 0);
    if (!cursor_.at_end()) cursor_.refuse("something follows the JSON object");
    return std::move(out_);
  }

 private:
  static constexpr int most_depth = 32;
  static constexpr size_t most_values = 65536;

  void put(const std::string& key, Value value) {
    if (out_.size() == most_values) cursor_.refuse("more than ", most_values, " values");
    out_.push_back({key, std::move(value)});
  }
  void value(const std::string& key, int depth) {
    if (depth == most_depth) cursor_.refuse("nested deeper than ", most_depth);
    const char first = cursor_.peek();
    if (first == '{') object(key + ".", depth);
    else if (first == '[') array(key, depth);
    else if (first == '"') put(key, cursor_.string());
    else if (first == '-' || (first >= '0' && first <= '9')) put(key, cursor_.number());
    else put(key, cursor_.word());
  }
  void object(const std::string& prefix, int depth) {
    cursor_.expect('{');
    if (cursor_.take('}')) return;
    do {
      const auto name = cursor_.string();
      cursor_.expect(':');
      value(prefix + name, depth + 1);
    } while (cursor_.take(','));
    cursor_.expect('}');
  }
  void array(const std::string& key, int depth) {
    cursor_.expect('[');
    const size_t start = out_.size();
    size_t count = 0;
    bool plain = true; // nothing but numbers
    if (!cursor_.take(']')) {
      do {
        const char first = cursor_.peek();
        plain = plain && first != '{' && first != '[' && first != '"';
        value(key + "." + std::to_string(count++), depth + 1);
      } while (cursor_.take(','));
      cursor_.expect(']');
    }
    for (size_t i = start; plain && i < out_.size(); ++i) plain = !std::holds_alternative<std::string>(out_[i].value);
    if (plain) gather(key, start);
  }
  // The numbers from `start` on become one value.
  void gather(const std::string& key, size_t start) {
    std::vector<int64_t> whole;
    std::vector<double> real;
    for (size_t i = start; i < out_.size(); ++i) {
      const auto* integer = std::get_if<int64_t>(&out_[i].value);
      if (integer) whole.push_back(*integer);
      real.push_back(integer ? static_cast<double>(*integer) : std::get<double>(out_[i].value));
    }
    out_.resize(start);
    if (whole.size() == real.size()) put(key, std::move(whole));
    else put(key, std::move(real));
  }

  JsonCursor cursor_;
  std::vector<KeyedValue> out_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
