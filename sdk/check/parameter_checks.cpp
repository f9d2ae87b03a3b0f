// SPDX-License-Identifier: Apache-2.0
//
// Parameters as they are declared against what is done with them: a value outside its limits, of another type or under an
// unknown key must never pass silently, for a plate would be made with something else than was asked for.
#include "checks.hpp"

#include <cmath>

namespace check {
namespace {

using Effective = std::map<std::string, std::string>;
using Try = std::function<Effective(const Values&)>; // throws a Refusal

bool accepted(const Try& attempt, const Values& values, Effective* effective = nullptr, fg_status* status = nullptr) {
  try {
    auto got = attempt(values);
    if (effective) *effective = std::move(got);
    return true;
  } catch (const Refusal& refusal) {
    if (status) *status = refusal.status;
    return false;
  }
}

bool is_number(const ParameterFact& fact) { return fact.type == FG_V_I64 || fact.type == FG_V_F64; }

Values one(const ParameterFact& fact, double number) {
  Values out;
  if (fact.type == FG_V_I64) out.put(fact.key, static_cast<int64_t>(number));
  else out.put(fact.key, number);
  return out;
}

void check_outside(const ParameterFact& fact, const Try& attempt) {
  const double step = fact.type == FG_V_I64 ? 1 : 0.5;
  if (fact.min) expect(!accepted(attempt, one(fact, *fact.min - step)), "parameter '", fact.key, "': ", *fact.min - step, " is accepted, its minimum is ", *fact.min);
  if (fact.max) expect(!accepted(attempt, one(fact, *fact.max + step)), "parameter '", fact.key, "': ", *fact.max + step, " is accepted, its maximum is ", *fact.max);
  if (fact.type == FG_V_F64)
    for (const double number : {std::nan(""), HUGE_VAL})
      expect(!accepted(attempt, one(fact, number)), "parameter '", fact.key, "': ", number, " is accepted");
  if (!fact.choices.empty()) {
    Values none_of_them;
    none_of_them.put(fact.key, std::string("no such choice"));
    expect(!accepted(attempt, none_of_them), "parameter '", fact.key, "': 'no such choice' is accepted, though it has choices");
  }
  Values other_type;
  if (fact.type == FG_V_TEXT) other_type.put(fact.key, int64_t{1});
  else other_type.put(fact.key, std::string("text"));
  expect(!accepted(attempt, other_type), "parameter '", fact.key, "': a value of another type is accepted");
}

void check_lands(const ParameterFact& fact, const Try& attempt, const Values& values, const std::string& wish) {
  Effective effective;
  if (!accepted(attempt, values, &effective)) return; // refused with a reason, which a clip may have
  const auto at = effective.find(fact.key);
  expect(at != effective.end(), "parameter '", fact.key, "': is not in frame()'s effective, so the recipe would not know it");
  expect(at->second == wish, "parameter '", fact.key, "': ", wish, " was asked for, effective says ", at->second);
}

void check_inside(const ParameterFact& fact, const Try& attempt) {
  for (const auto& choice : fact.choices) {
    if (fact.dflt == "text " + choice) continue; // a default may stand for whatever the clip says
    Values values;
    values.put(fact.key, choice);
    check_lands(fact, attempt, values, "text " + choice);
  }
  if (!is_number(fact)) return;
  for (const auto& limit : {fact.min, fact.max})
    if (limit) {
      const auto values = one(fact, *limit);
      check_lands(fact, attempt, values, text_of(values.data()->value));
    }
}

void check_all(const std::vector<ParameterFact>& facts, const Try& attempt, bool has_effective) {
  Values unknown;
  unknown.put("no.such.parameter", int64_t{1});
  fg_status status = FG_OK;
  expect(!accepted(attempt, unknown, nullptr, &status), "an unknown parameter is accepted; a misspelt one would pass silently");
  expect(status == FG_E_UNSUPPORTED, "an unknown parameter gives ", status_name(status), "; FG_E_UNSUPPORTED is the answer");
  const auto defaults = attempt({});
  for (const auto& fact : facts) {
    if (has_effective) expect(defaults.contains(fact.key), "parameter '", fact.key, "': is not in frame()'s effective, so the recipe would not know it");
    check_outside(fact, attempt);
    if (has_effective) check_inside(fact, attempt);
  }
}

}  // namespace

void check_parameters(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  const auto facts = clip.parameters();
  if (!clip.decodes() || clip.some_frames().empty()) throw Skip{subject.files.front() + ": has no frame that decodes"};
  const int64_t index = clip.some_frames().front();
  const Lane lane(clip);
  check_all(facts, [&](const Values& values) { return lane.frame(index, values).effective; }, true);
}

void check_stage_parameters(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const auto formats = accepted_formats(plugin, subject.transform, subject.level);
  const auto facts = stage_parameters(plugin, subject.transform);
  check_all(facts, [&](const Values& values) {
    Stage(plugin, subject.transform, formats.front(), values);
    return Effective();
  }, false);
}

}  // namespace check
