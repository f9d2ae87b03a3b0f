// SPDX-License-Identifier: Apache-2.0
//
// Values that own what they hold, lent to the C structs for a call; and the parameters of a request.
#pragma once
#include <filmgate/record.h>
#include <filmgate/cpp/failure.hpp>

#include <span>
#include <type_traits>
#include <variant>
#include <vector>

namespace fg {
inline namespace v1 {

using Value = std::variant<int64_t, double, std::string, fg_rational, std::vector<uint8_t>, std::vector<int64_t>,
                           std::vector<double>, std::vector<fg_rational>, fg_timecode>;

// The C value points into `value`, which must outlive it.
inline fg_value lend(const Value& value) {
  fg_value out{};
  out.count = 1;
  std::visit([&](const auto& held) {
    using T = std::decay_t<decltype(held)>;
    auto many = [&] { if constexpr (requires { held.size(); }) out.count = static_cast<uint32_t>(held.size()); };
    if constexpr (std::is_same_v<T, int64_t>) out.type = FG_V_I64, out.as.i64 = held;
    else if constexpr (std::is_same_v<T, double>) out.type = FG_V_F64, out.as.f64 = held;
    else if constexpr (std::is_same_v<T, std::string>) out.type = FG_V_TEXT, out.as.text = held.c_str();
    else if constexpr (std::is_same_v<T, fg_rational>) out.type = FG_V_RATIONAL, out.as.q = held;
    else if constexpr (std::is_same_v<T, std::vector<uint8_t>>) many(), out.type = FG_V_BYTES, out.as.bytes = held.data();
    else if constexpr (std::is_same_v<T, std::vector<int64_t>>) many(), out.type = FG_V_I64_ARRAY, out.as.i64s = held.data();
    else if constexpr (std::is_same_v<T, std::vector<double>>) many(), out.type = FG_V_F64_ARRAY, out.as.f64s = held.data();
    else if constexpr (std::is_same_v<T, std::vector<fg_rational>>) many(), out.type = FG_V_RATIONAL_ARRAY, out.as.qs = held.data();
    else out.type = FG_V_TIMECODE, out.as.tc = &held;
  }, value);
  return out;
}

// An owning copy of a C value; FG_E_UNSUPPORTED when its type is unknown.
inline Value own(const fg_value& value) {
  const auto& as = value.as;
  switch (value.type) {
    case FG_V_I64: return as.i64;
    case FG_V_F64: return as.f64;
    case FG_V_TEXT: return std::string(as.text ? as.text : "");
    case FG_V_RATIONAL: return as.q;
    case FG_V_BYTES: { auto* p = static_cast<const uint8_t*>(as.bytes); return std::vector<uint8_t>(p, p + value.count); }
    case FG_V_I64_ARRAY: return std::vector<int64_t>(as.i64s, as.i64s + value.count);
    case FG_V_F64_ARRAY: return std::vector<double>(as.f64s, as.f64s + value.count);
    case FG_V_RATIONAL_ARRAY: return std::vector<fg_rational>(as.qs, as.qs + value.count);
    case FG_V_TIMECODE: return *as.tc;
    default: fail(FG_E_UNSUPPORTED, "value type ", value.type, " is not known to this SDK");
  }
}

// A number of any numeric type as a double; FG_E_INVALID_ARGUMENT when it is none.
inline double number(const fg_value& value) {
  switch (value.type) {
    case FG_V_I64: return static_cast<double>(value.as.i64);
    case FG_V_F64: return value.as.f64;
    case FG_V_RATIONAL:
      require(value.as.q.den != 0, FG_E_INVALID_ARGUMENT, "rational with denominator 0");
      return static_cast<double>(value.as.q.num) / static_cast<double>(value.as.q.den);
    default: fail(FG_E_INVALID_ARGUMENT, "a number is wanted, value type ", value.type, " was given");
  }
}

// Keyed values lent by the host: a request's parameters, or a record to normalise.
class Values {
 public:
  Values(const fg_kv* values, uint32_t count) : values_(values, count) {}
  std::span<const fg_kv> all() const { return values_; }
  const fg_value* find(std::string_view key) const {
    for (const auto& kv : values_) if (key == kv.key) return &kv.value;
    return nullptr;
  }
  double number(std::string_view key, double otherwise) const {
    auto* value = find(key);
    return value ? v1::number(*value) : otherwise;
  }
  std::string text(std::string_view key, std::string_view otherwise) const {
    auto* value = find(key);
    if (!value) return std::string(otherwise);
    require(value->type == FG_V_TEXT, FG_E_INVALID_ARGUMENT, key, ": text is wanted");
    return value->as.text;
  }
  // Refuses a key that is not among `known`, so that a misspelt parameter never passes silently.
  void allow_only(std::initializer_list<std::string_view> known) const {
    for (const auto& kv : values_) {
      bool found = false;
      for (auto name : known) found = found || name == kv.key;
      require(found, FG_E_UNSUPPORTED, "unknown parameter '", kv.key, "'");
    }
  }

 private:
  std::span<const fg_kv> values_;
};

}  // namespace v1
}  // namespace fg
