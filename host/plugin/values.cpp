// SPDX-License-Identifier: Apache-2.0
//
// Values across the boundary, both ways, and parameters read from text.
#include "raw.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

namespace filmgate {
namespace {

Rational rational(const fg_rational& q) { return {q.num, q.den}; }

std::string hex(const void* bytes, uint32_t count) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(size_t{count} * 2);
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t byte = static_cast<const uint8_t*>(bytes)[i];
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::vector<uint8_t> from_hex(const std::string& text) {
  std::vector<uint8_t> out(text.size() / 2);
  for (size_t i = 0; i < out.size(); ++i) std::from_chars(&text[2 * i], &text[2 * i] + 2, out[i], 16);
  return out;
}

fg_rational to_fg(const std::string& text) {
  const auto parsed = parse_rational(text);
  return parsed ? fg_rational{parsed->num, parsed->den} : fg_rational{0, 0};
}

// Non-finite numbers have no place in JSON; they travel as text.
Json real(double value) { return std::isfinite(value) ? Json(value) : Json(fmt::format("{}", value)); }

constexpr uint32_t most_items = 1u << 24;
constexpr size_t longest_text = 16u << 20;
TypedValue refused(const std::string& what) { return {"unknown", Json("the plugin gave a value of " + what)}; }

template <class Item, class Make>
Json list(const Item* items, uint32_t count, Make make) {
  Json out = Json::array();
  for (uint32_t i = 0; i < count; ++i) out.push(make(items[i]));
  return out;
}

}  // namespace

std::string bounded_text(const char* text, size_t longest) { return text ? std::string(text, strnlen(text, longest)) : std::string(); }

TypedValue typed(const fg_value& value) {
  if (value.count > most_items) return refused(fmt::format("{} items", value.count));
  const bool points = value.type == FG_V_TIMECODE || (value.count > 0 && (value.type == FG_V_BYTES || (value.type >= FG_V_I64_ARRAY && value.type <= FG_V_RATIONAL_ARRAY)));
  if (points && !value.as.bytes) return refused("NULL"); // every pointer of the union is the same pointer
  switch (value.type) {
    case FG_V_I64: return {"integer", Json(value.as.i64)};
    case FG_V_F64: return {"real", real(value.as.f64)};
    case FG_V_TEXT: return {"text", Json(bounded_text(value.as.text, longest_text))};
    case FG_V_RATIONAL: return {"rational", Json(rational(value.as.q).text())};
    case FG_V_BYTES: return {"bytes", Json(hex(value.as.bytes, value.count))};
    case FG_V_I64_ARRAY: return {"integers", list(value.as.i64s, value.count, [](int64_t i) { return Json(i); })};
    case FG_V_F64_ARRAY: return {"reals", list(value.as.f64s, value.count, real)};
    case FG_V_RATIONAL_ARRAY:
      return {"rationals", list(value.as.qs, value.count, [](const fg_rational& q) { return Json(rational(q).text()); })};
    case FG_V_TIMECODE: {
      const auto timecode = timecode_of(*value.as.tc);
      return {"timecode", Json(timecode.text()), Json(timecode.base.text())};
    }
    default: return {"unknown", Json(fmt::format("value type {} is not known to this host", value.type))};
  }
}

KeyValues::KeyValues(const ParameterValues& values) {
  for (const auto& [key, value] : values) add(key, value);
}

void KeyValues::add(const std::string& key, const TypedValue& held) {
  fg_kv kv{texts_.emplace_back(key).c_str(), {}};
  auto& out = kv.value;
  out.count = 1;
  const auto& items = held.value.items();
  if (held.type == "integer") out.type = FG_V_I64, out.as.i64 = held.value.integer();
  else if (held.type == "real") out.type = FG_V_F64, out.as.f64 = held.value.number(std::nan(""));
  else if (held.type == "rational") out.type = FG_V_RATIONAL, out.as.q = to_fg(held.value.text());
  else if (held.type == "bytes") {
    const auto& bytes = bytes_.emplace_back(from_hex(held.value.text()));
    out.type = FG_V_BYTES, out.count = static_cast<uint32_t>(bytes.size()), out.as.bytes = bytes.data();
  } else if (held.type == "integers") {
    auto& list = integers_.emplace_back();
    for (const auto& item : items) list.push_back(item.integer());
    out.type = FG_V_I64_ARRAY, out.count = static_cast<uint32_t>(list.size()), out.as.i64s = list.data();
  } else if (held.type == "reals") {
    auto& list = reals_.emplace_back();
    for (const auto& item : items) list.push_back(item.number(std::nan("")));
    out.type = FG_V_F64_ARRAY, out.count = static_cast<uint32_t>(list.size()), out.as.f64s = list.data();
  } else if (held.type == "rationals") {
    auto& list = rationals_.emplace_back();
    for (const auto& item : items) list.push_back(to_fg(item.text()));
    out.type = FG_V_RATIONAL_ARRAY, out.count = static_cast<uint32_t>(list.size()), out.as.qs = list.data();
  } else if (held.type == "timecode") {
    const auto base = to_fg(held.rate.text());
    const auto parsed = parse_timecode(held.value.text(), {base.num, base.den});
    out.type = FG_V_TIMECODE;
    out.as.tc = &timecodes_.emplace_back(fg_timecode{parsed ? parsed->frame : -1, base,
                                                     parsed && parsed->drop ? uint32_t{FG_TC_DROP} : 0u, 0});
  } else {
    out.type = FG_V_TEXT, out.as.text = texts_.emplace_back(held.value.text()).c_str();
  }
  kvs_.push_back(kv);
}

Result<TypedValue> parse_parameter(const ParameterFact& parameter, const std::string& text) {
  const auto& type = parameter.dflt.type;
  TypedValue out{type, Json(text)};
  if (type == "integer" || type == "real") {
    double number = 0;
    int64_t integer = 0;
    const auto* end = text.data() + text.size();
    const auto got = type == "integer" ? std::from_chars(text.data(), end, integer) : std::from_chars(text.data(), end, number);
    const bool read = got.ec == std::errc{} && got.ptr == end;
    if (!read || text.empty() || !std::isfinite(number))
      return failure(Trouble::usage, "parameter {}: '{}' is no {}", parameter.key, text, type == "integer" ? "whole number" : "number");
    out.value = type == "integer" ? Json(integer) : Json(number);
    const double value = out.value.number();
    if ((parameter.min && value < parameter.min->value.number()) || (parameter.max && value > parameter.max->value.number()))
      return failure(Trouble::usage, "parameter {}: {} is outside {} .. {}", parameter.key, text,
                     parameter.min ? parameter.min->value.dump() : "any", parameter.max ? parameter.max->value.dump() : "any");
  } else if (type == "rational") {
    FILMGATE_TRY(rational, parse_rational(text));
    out.value = Json(rational.text());
  } else if (!parameter.choices.empty()) {
    std::string allowed;
    for (const auto& choice : parameter.choices) {
      if (choice == text) return out;
      allowed += (allowed.empty() ? "" : ", ") + choice;
    }
    return failure(Trouble::usage, "parameter {}: '{}' is not among {}", parameter.key, text, allowed);
  }
  return out;
}

}  // namespace filmgate
