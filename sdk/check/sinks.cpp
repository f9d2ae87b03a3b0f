// SPDX-License-Identifier: Apache-2.0
#include "sinks.hpp"

#include "finding.hpp"

#include <cmath>
#include <cstring>

namespace check {
namespace {

constexpr size_t most_items = 4'000'000;

const char* or_empty(const char* text) { return text ? text : ""; }

template <class Item>
Kept<Item>& kept(void* ctx) { return *static_cast<Kept<Item>*>(ctx); }

bool too_many(const Kept<Entry>& out) { return out.items.size() >= most_items; }

int32_t put_record(void* ctx, int64_t frame, const char* key, const char* unit, const fg_value* value) noexcept {
  auto& out = kept<Entry>(ctx);
  if (too_many(out)) return out.wrongs.push_back("more than 4 million values"), 1;
  if (!key || !*key || !value) out.wrongs.push_back(fg::concat("a value without a key, or a key without a value (key '", std::string_view(or_empty(key)), "')"));
  else {
    const auto text = text_of(*value);
    if (is_wrong(text)) out.wrongs.push_back(fg::concat("'", std::string_view(key), "': ", text.substr(2)));
    else out.values.put(key, *value);
    if (frame < -1) out.wrongs.push_back(fg::concat("'", std::string_view(key), "': frame ", frame));
    out.items.push_back({frame, key, or_empty(unit), text, "", 0});
  }
  return out.answer();
}

int32_t put_field(void* ctx, int64_t frame, const char* field, const fg_value* value, const char* source, int32_t status) noexcept {
  auto& out = kept<Entry>(ctx);
  if (too_many(out)) return out.wrongs.push_back("more than 4 million fields"), 1;
  const bool has_value = status == FG_FIELD_PRESENT || status == FG_FIELD_DERIVED;
  const std::string name = or_empty(field);
  if (name.empty()) out.wrongs.push_back("a field without a name");
  if (status < FG_FIELD_PRESENT || status > FG_FIELD_DERIVED) out.wrongs.push_back(fg::concat("field '", name, "': status ", status, " is none"));
  if (has_value && !value) out.wrongs.push_back(fg::concat("field '", name, "': said to be there, without a value"));
  const auto text = value ? text_of(*value) : std::string();
  if (is_wrong(text)) out.wrongs.push_back(fg::concat("field '", name, "': ", text.substr(2)));
  if (value && value->type == FG_V_F64 && !std::isfinite(value->as.f64)) out.wrongs.push_back(fg::concat("field '", name, "': is ", text));
  out.items.push_back({frame, name, "", text, or_empty(source), status});
  return out.answer();
}

std::optional<double> number_of(const fg_value* value) {
  if (!value) return {};
  switch (value->type) {
    case FG_V_I64: return static_cast<double>(value->as.i64);
    case FG_V_F64: return value->as.f64;
    case FG_V_RATIONAL: return value->as.q.den ? static_cast<double>(value->as.q.num) / static_cast<double>(value->as.q.den) : 0;
    default: return {};
  }
}

void check_parameter(const fg_param& p, const ParameterFact& fact, std::vector<std::string>& wrongs) {
  const auto wrong = [&](const std::string& why) { wrongs.push_back("parameter '" + fact.key + "': " + why); };
  if (is_wrong(fact.dflt)) wrong("its default is " + fact.dflt.substr(2));
  for (const auto* limit : {p.min, p.max})
    if (limit && limit->type != fact.type) wrong("a limit is of another type than the default");
  if (fact.min && fact.max && *fact.min > *fact.max) wrong("its minimum is above its maximum");
  if ((fact.min && fact.dflt_number < *fact.min) || (fact.max && fact.dflt_number > *fact.max)) wrong("its default lies outside its limits");
  if (!p.label || !*p.label) wrong("has no label for people");
  if (p.choice_count > 10000 || (p.choice_count > 0 && !p.choices)) wrong(fg::concat("has ", p.choice_count, " choices"));
  if (fact.choices.empty()) return;
  bool found = false;
  for (const auto& choice : fact.choices) found = found || fact.dflt == "text " + choice;
  if (!found) wrong("its default is not among its choices");
}

int32_t put_parameter(void* ctx, const fg_param* p) noexcept {
  auto& out = kept<ParameterFact>(ctx);
  if (!p || !FG_HAS(p, choice_count) || !p->key || !*p->key || !p->dflt) {
    out.wrongs.push_back("a parameter without struct_size, key or default");
    return out.answer();
  }
  ParameterFact fact;
  fact.key = p->key, fact.type = p->dflt->type, fact.flags = p->flags, fact.dflt = text_of(*p->dflt);
  fact.min = number_of(p->min), fact.max = number_of(p->max), fact.dflt_number = number_of(p->dflt).value_or(0);
  if (p->choice_count <= 10000 && p->choices)
    for (uint32_t i = 0; i < p->choice_count; ++i) fact.choices.emplace_back(or_empty(p->choices[i].name));
  for (const auto& other : out.items)
    if (other.key == fact.key) out.wrongs.push_back("parameter '" + fact.key + "': is declared twice");
  check_parameter(*p, fact, out.wrongs);
  out.items.push_back(std::move(fact));
  return out.answer();
}

int32_t put_file(void* ctx, int32_t kind, const char* uri, int32_t present) noexcept {
  auto& out = kept<FileFact>(ctx);
  if (!uri || !*uri) out.wrongs.push_back("a file without a name");
  else out.items.push_back({kind, uri, present != 0});
  return out.answer();
}

}  // namespace

fg_record_sink record_sink(Kept<Entry>& out) {
  return {sizeof(fg_record_sink), &out, [](void*, const char*, const char*, const fg_timecode*) noexcept -> int32_t { return 0; }, &put_record,
          [](void*) noexcept -> int32_t { return 0; }};
}
fg_field_sink field_sink(Kept<Entry>& out) { return {sizeof(fg_field_sink), &out, &put_field}; }
fg_param_sink param_sink(Kept<ParameterFact>& out) { return {sizeof(fg_param_sink), &out, &put_parameter}; }
fg_file_sink file_sink(Kept<FileFact>& out) { return {sizeof(fg_file_sink), &out, &put_file}; }

}  // namespace check
