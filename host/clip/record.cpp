// SPDX-License-Identifier: Apache-2.0
#include "clip/record.hpp"

#include "clip/schema.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr const char* schema_id = "https://filmgate.org/schema/clip-record/1";

const char* name_of(FieldStatus status) {
  switch (status) {
    case FieldStatus::present: return "present";
    case FieldStatus::absent: return "absent";
    case FieldStatus::unreadable: return "unreadable";
    case FieldStatus::derived: return "derived";
  }
  return "unreadable";
}

bool is_value(FieldStatus status) { return status == FieldStatus::present || status == FieldStatus::derived; }

// A whole number where a real is wanted is the same number.
bool type_fits(const FieldRule& rule, const std::string& type) {
  return rule.type == type || (rule.type == "real" && type == "integer") || (rule.type == "reals" && type == "integers") ||
         (rule.type == "real" && type == "rational");
}

// In the type of the schema: a fraction of seconds is a number of seconds. Nothing when it is no number.
TypedValue as_ruled(const FieldRule& rule, const TypedValue& value) {
  if (rule.type != "real" || value.type != "rational") return value;
  const auto number = magnitude(value);
  return {"real", number ? Json(*number) : Json()};
}

Json field_json(const FieldRule* rule, const TypedValue& value, FieldStatus status, const std::string& plugin, const std::string& key) {
  Json out = Json::object({{"value", value.value}, {"unit", rule && !rule->unit.empty() ? Json(rule->unit) : Json()}, {"status", name_of(status)}});
  if (!value.rate.is_null()) out.set("rate", value.rate);
  out.set("source", Json::object({{"plugin", plugin}, {"key", key}}));
  return out;
}

Json without_others(const Json& field) {
  Json out = Json::object();
  for (const auto& [key, value] : field.members())
    if (key != "others") out.set(key, value);
  return out;
}

}  // namespace

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::info: return "info";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

void ClipRecord::set_reader(std::string id, std::string version) {
  reader_id_ = std::move(id);
  reader_version_ = std::move(version);
}

void ClipRecord::set_roll(const Roll& roll) {
  roll_ = Json::object({{"layout", roll.layout}, {"plugin", roll.bundle}, {"folder", Path(roll.folder).display()},
                        {"reel", roll.reel.empty() ? Json() : Json(Path(roll.reel).display())}});
}

void ClipRecord::add_file(const Path& path, const std::string& kind, bool present) {
  files_.push(Json::object({{"path", path.display()}, {"kind", kind}, {"present", present}}));
}

void ClipRecord::add_native(int64_t frame, const std::string& key, const std::string& unit, const TypedValue& value,
                            const std::string& source) {
  Json entry = Json::object({{"key", key}, {"type", value.type}, {"unit", unit.empty() ? Json() : Json(unit)}, {"value", value.value}, {"source", source}});
  if (!value.rate.is_null()) entry.set("rate", value.rate);
  place(frame).native.push(std::move(entry));
}

const FieldRule* ClipRecord::fitting_rule(const std::string& field, const TypedValue* value, const std::string& plugin) {
  const auto* rule = field_rule(field);
  if (!rule)
    tell_once("rule " + plugin + " " + field,
              {"unknown-field", Severity::warning, fmt::format("{} gave '{}', which the schema does not know; its vendor value is kept", plugin, field)});
  else if (value && !type_fits(*rule, value->type)) {
    tell_once("type " + plugin + " " + field,
              {"wrong-type", Severity::warning, fmt::format("{} gave {} as {}, the schema wants {}", plugin, field, value->type, rule->type)});
    return nullptr;
  }
  return rule;
}

void ClipRecord::add_field(int64_t frame, const std::string& field, const TypedValue& given, FieldStatus status,
                           const std::string& plugin, const std::string& key) {
  const auto* rule = fitting_rule(field, is_value(status) ? &given : nullptr, plugin);
  if (!rule) return;
  const auto value = as_ruled(*rule, given);
  if (value.value.is_null() && !given.value.is_null()) status = FieldStatus::unreadable;
  const bool has_value = is_value(status);
  auto& fields = place(frame).fields;
  const auto* first = fields.find(field);
  if (!first) {
    auto only = field_json(rule, value, status, plugin, key);
    fields.set(field, std::move(only.set("others", Json::array())));
    return;
  }
  Json held = *first;
  Json others = held["others"];
  Json other = field_json(rule, value, status, plugin, key);
  const bool first_is_empty = held["status"].text() == "absent" || held["status"].text() == "unreadable";
  if (has_value && first_is_empty) { // a value beats the absence of one, whoever came first
    std::swap(held, other);
    other = without_others(other);
  }
  else if (has_value && !agree({std::string(rule->type), held["value"], held["rate"]}, value))
    tell_once(fmt::format("conflict {}{} {}", frame < 0 ? "" : "of frames ", field, plugin),
              {"conflicting-values", Severity::warning,
               fmt::format("{}{}: {} from {} and {} from {}", field, frame < 0 ? "" : fmt::format(" of frame {}", frame), held["value"].dump(),
                           held["source"]["key"].text(), other["value"].dump(), key)});
  others.push(std::move(other));
  held.set("others", std::move(others));
  fields.set(field, std::move(held));
}

void ClipRecord::add_to_range(int64_t frame, const std::string& field, const TypedValue& value, const std::string& plugin, const std::string& key) {
  const auto* rule = fitting_rule(field, &value, plugin);
  if (!rule) return;
  const auto ruled = as_ruled(*rule, value);
  if (!ruled.value.is_null()) ranges_.add(frame, *rule, ruled, {plugin, key});
}

void ClipRecord::tell_once(const std::string& about, Problem problem) {
  if (told_.insert(about).second) add_problem(std::move(problem));
}

void ClipRecord::add_failure(const std::string& code, const Error& error) {
  if (interruption_ && (error.trouble == Trouble::io || error.trouble == Trouble::try_again)) interruption_ = tl::unexpected(error);
  add_problem({code, Severity::error, error.message});
}

void ClipRecord::add_problem(Problem problem) { problems_.push_back(std::move(problem)); }

Severity ClipRecord::worst() const {
  Severity out = Severity::info;
  for (const auto& problem : problems_) out = std::max(out, problem.severity);
  return out;
}

Json ClipRecord::json(bool with_native) const {
  Json out = Json::object({{"schema", schema_id}, {"name", name_}});
  out.set("reader", Json::object({{"id", reader_id_}, {"version", reader_version_}}));
  if (!roll_.is_null()) out.set("roll", roll_);
  out.set("files", files_);
  if (!parameters_.is_null()) out.set("parameters", parameters_);
  out.set("fields", clip_.fields);
  if (!ranges_.empty()) out.set("ranges", ranges_.json());
  out.set("native", with_native ? clip_.native : Json::array());
  if (!frames_.empty()) {
    Json frames = Json::array();
    for (const auto& [number, values] : frames_)
      frames.push(Json::object({{"frame", number}, {"fields", values.fields}, {"native", with_native ? values.native : Json::array()}}));
    out.set("frames", std::move(frames));
  }
  Json problems = Json::array();
  for (const auto& p : problems_)
    problems.push(Json::object({{"code", p.code}, {"severity", filmgate::name_of(p.severity)}, {"message", p.message}}));
  out.set("problems", std::move(problems));
  return out;
}

}  // namespace filmgate
