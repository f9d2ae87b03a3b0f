// SPDX-License-Identifier: Apache-2.0
//
// The one source that sees the JSON library: its SAX parser in, its writer out.
#include "base/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace filmgate {
namespace {

constexpr size_t depth_limit = 64;

class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(number_integer_t value) override { return add(Json(int64_t{value})); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<uint64_t>(INT64_MAX)) return add(Json(static_cast<double>(value)));
    return add(Json(static_cast<int64_t>(value)));
  }
  bool number_float(number_float_t value, const string_t&) override { return add(Json(value)); }
  bool string(string_t& value) override { return add(Json(std::move(value))); }
  bool binary(binary_t&) override { return stop("binary value"); }
  bool start_object(size_t) override { return open(Json::object()); }
  bool start_array(size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (stack_.back().value.find(name)) return stop("key '" + name + "' appears twice");
    stack_.back().key = std::move(name);
    return true;
  }
  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    return stop(fmt::format("at byte {}: {}", position, error.what()));
  }

  Json root;
  std::string reason;

 private:
  struct Open { Json value; std::string key; };
  bool add(Json value) {
    if (stack_.empty()) root = std::move(value);
    else if (stack_.back().value.is_array()) stack_.back().value.push(std::move(value));
    else stack_.back().value.set(std::move(stack_.back().key), std::move(value));
    return true;
  }
  bool open(Json value) {
    if (stack_.size() >= depth_limit) return stop("nested deeper than 64");
    stack_.push_back({std::move(value), {}});
    return true;
  }
  bool close() {
    Json done = std::move(stack_.back().value);
    stack_.pop_back();
    return add(std::move(done));
  }
  bool stop(std::string why) {
    if (reason.empty()) reason = std::move(why);
    return false;
  }
  std::vector<Open> stack_;
};

bool is_plain(const std::string& text) { // needs neither escapes nor a look at its encoding
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

// Records have hundreds of values, so plain text and whole numbers do not go through the library's own tree.
class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}
  std::string out;
  void write(const Json& value, int depth = 0) {
    if (value.is_object()) members(value, depth);
    else if (value.is_array()) items(value, depth);
    else if (value.is_text()) text(value.text());
    else if (value.is_bool()) out += value.boolean() ? "true" : "false";
    else if (value.is_integer()) out += std::to_string(value.integer());
    else if (value.is_number()) out += nlohmann::json(value.number()).dump();
    else out += "null";
  }

 private:
  void members(const Json& value, int depth) {
    bool first = true;
    out += '{';
    for (const auto& [key, member] : value.members()) {
      part(first, depth + 1);
      text(key);
      out += indent_ < 0 ? ":" : ": ";
      write(member, depth + 1);
    }
    if (!first) line(depth);
    out += '}';
  }
  void items(const Json& value, int depth) {
    bool first = true;
    out += '[';
    for (const auto& item : value.items()) {
      part(first, depth + 1);
      write(item, depth + 1);
    }
    if (!first) line(depth);
    out += ']';
  }
  void text(const std::string& value) {
    if (is_plain(value)) out.append(1, '"').append(value).append(1, '"');
    else out += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  void part(bool& first, int depth) {
    if (!first) out += ',';
    first = false;
    line(depth);
  }
  void line(int depth) {
    if (indent_ >= 0) out.append(1, '\n').append(static_cast<size_t>(depth) * static_cast<size_t>(indent_), ' ');
  }
  int indent_;
};

}  // namespace

// Not the variant's own copy: when memory runs out in it, libstdc++ 12 destroys an alternative that was never made.
Json::Json(const Json& other) {
  std::visit([this](const auto& held) {
    auto copy = held;
    value_ = std::move(copy);
  }, other.value_);
}

Json Json::object(std::initializer_list<Member> members) {
  Json out;
  out.value_ = Object(members);
  return out;
}
int64_t Json::integer(int64_t otherwise) const {
  const auto* held = std::get_if<int64_t>(&value_);
  return held ? *held : otherwise;
}
double Json::number(double otherwise) const {
  if (const auto* held = std::get_if<double>(&value_)) return *held;
  return is_integer() ? static_cast<double>(integer()) : otherwise;
}
bool Json::boolean(bool otherwise) const {
  const auto* held = std::get_if<bool>(&value_);
  return held ? *held : otherwise;
}
const std::string& Json::text() const {
  static const std::string none;
  const auto* held = std::get_if<std::string>(&value_);
  return held ? *held : none;
}
const Json::Array& Json::items() const {
  static const Array none;
  const auto* held = std::get_if<Array>(&value_);
  return held ? *held : none;
}
const Json::Object& Json::members() const {
  static const Object none;
  const auto* held = std::get_if<Object>(&value_);
  return held ? *held : none;
}
const Json* Json::find(std::string_view key) const {
  const auto& all = members();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Member& m) { return m.first == key; });
  return at == all.end() ? nullptr : &at->second;
}
const Json& Json::operator[](std::string_view key) const {
  static const Json none;
  const auto* found = find(key);
  return found ? *found : none;
}
Json& Json::set(std::string key, Json value) {
  if (!is_object()) value_ = Object{};
  auto& all = std::get<Object>(value_);
  const auto at = std::find_if(all.begin(), all.end(), [&](const Member& m) { return m.first == key; });
  if (at == all.end()) all.emplace_back(std::move(key), std::move(value));
  else at->second = std::move(value);
  return *this;
}
Json& Json::push(Json value) {
  if (!is_array()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(value));
  return *this;
}

std::string Json::dump(int indent) const {
  Writer writer(indent);
  writer.write(*this);
  return std::move(writer.out);
}

Result<Json> Json::parse(std::string_view text) {
  if (text.find('\0') != text.npos) return failure(Trouble::bad_data, "no valid JSON: a NUL byte"); // the library would end there
  Builder builder;
  bool whole = false;
  try {
    whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  } catch (const std::exception& error) {
    builder.reason = error.what();
  }
  if (!whole) return failure(Trouble::bad_data, "no valid JSON: {}", builder.reason);
  return std::move(builder.root);
}

}  // namespace filmgate
