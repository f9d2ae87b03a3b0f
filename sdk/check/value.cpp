// SPDX-License-Identifier: Apache-2.0
#include "value.hpp"

#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace check {
namespace {

constexpr uint32_t most_items = 1u << 24;
constexpr size_t longest_text = 16u << 20;

std::string text_of(double number) {
  char out[40];
  std::snprintf(out, sizeof out, "%.17g", number);
  return out;
}
std::string text_of(int64_t number) { return std::to_string(number); }
std::string text_of(const fg_rational& q) { return std::to_string(q.num) + "/" + std::to_string(q.den); }
std::string text_of(uint8_t byte) { return std::to_string(byte); }

template <class Item>
std::string list_of(const char* kind, const void* items, uint32_t count) {
  if (count > 0 && !items) return std::string("! ") + kind + " of " + std::to_string(count) + " items at NULL";
  std::string out = kind;
  for (uint32_t i = 0; i < count; ++i) out += " " + text_of(static_cast<const Item*>(items)[i]);
  return out;
}

uint64_t stored_bytes(const fg_value& value) {
  switch (value.type) {
    case FG_V_TEXT: return std::strlen(value.as.text) + 1;
    case FG_V_BYTES: return value.count;
    case FG_V_I64_ARRAY:
    case FG_V_F64_ARRAY: return uint64_t{8} * value.count;
    case FG_V_RATIONAL_ARRAY: return sizeof(fg_rational) * uint64_t{value.count};
    case FG_V_TIMECODE: return sizeof(fg_timecode);
    default: return 0;
  }
}

}  // namespace

std::string text_of(const fg_value& value) {
  if (value.count > most_items) return "! a value of " + std::to_string(value.count) + " items";
  switch (value.type) {
    case FG_V_I64: return "i64 " + text_of(value.as.i64);
    case FG_V_F64: return "f64 " + text_of(value.as.f64);
    case FG_V_TEXT:
      if (!value.as.text) return "! a text at NULL";
      if (strnlen(value.as.text, longest_text) == longest_text) return "! a text without an end";
      return std::string("text ") + value.as.text;
    case FG_V_RATIONAL: return "rational " + text_of(value.as.q);
    case FG_V_BYTES: return list_of<uint8_t>("bytes", value.as.bytes, value.count);
    case FG_V_I64_ARRAY: return list_of<int64_t>("i64s", value.as.i64s, value.count);
    case FG_V_F64_ARRAY: return list_of<double>("f64s", value.as.f64s, value.count);
    case FG_V_RATIONAL_ARRAY: return list_of<fg_rational>("rationals", value.as.qs, value.count);
    case FG_V_TIMECODE:
      if (!value.as.tc) return "! a timecode at NULL";
      return "timecode " + std::to_string(value.as.tc->frame) + "@" + text_of(value.as.tc->base) + " " + std::to_string(value.as.tc->flags);
    default: return "! a value of type " + std::to_string(value.type) + ", which is none";
  }
}

bool is_wrong(const std::string& text) { return text.starts_with("! "); }

Values& Values::put(const std::string& key, fg_value value) {
  if (is_wrong(text_of(value))) return *this;
  if (const uint64_t bytes = stored_bytes(value); bytes > 0) {
    auto& store = stores_.emplace_back((bytes + 7) / 8);
    std::memcpy(store.data(), value.as.bytes, bytes); // every pointer of the union is the same pointer
    value.as.bytes = store.data();
  }
  kvs_.push_back({keys_.emplace_back(key).c_str(), value});
  return *this;
}
Values& Values::put(const std::string& key, int64_t number) {
  fg_value value{FG_V_I64, 1, {}};
  value.as.i64 = number;
  return put(key, value);
}
Values& Values::put(const std::string& key, double number) {
  fg_value value{FG_V_F64, 1, {}};
  value.as.f64 = number;
  return put(key, value);
}
Values& Values::put(const std::string& key, const std::string& text) {
  fg_value value{FG_V_TEXT, 1, {}};
  value.as.text = text.c_str();
  return put(key, value);
}

}  // namespace check
