// SPDX-License-Identifier: Apache-2.0
//
// The clip record: one a clip, every vendor value verbatim and the normalised fields beside it, each with value, unit,
// source and status. Repeated and conflicting values are kept; of two values the one that came first is the field's, and the
// other stands beside it. Written as clip-record.schema.json says.
#pragma once
#include "base/path.hpp"
#include "base/result.hpp"
#include "base/typed_value.hpp"
#include "clip/frame_ranges.hpp"
#include "clip/problem.hpp"
#include "clip/roll.hpp"

#include <map>
#include <set>

namespace filmgate {

enum class FieldStatus { present, absent, unreadable, derived };

class ClipRecord {
 public:
  void set_name(std::string name) { name_ = std::move(name); }
  void set_reader(std::string id, std::string version);
  void set_roll(const Roll& roll);
  void set_parameters(Json parameters) { parameters_ = std::move(parameters); } // of the decoding, as a list
  void add_file(const Path& path, const std::string& kind, bool present);
  // frame -1: the clip's own.
  void add_native(int64_t frame, const std::string& key, const std::string& unit, const TypedValue& value, const std::string& source);
  void add_field(int64_t frame, const std::string& field, const TypedValue& value, FieldStatus status,
                 const std::string& plugin, const std::string& key);
  // Of a frame, into the ranges alone; a value that fits no field is told once.
  void add_to_range(int64_t frame, const std::string& field, const TypedValue& value, const std::string& plugin, const std::string& key);
  void add_problem(Problem problem);
  void add_failure(const std::string& code, const Error& error); // as a problem of the worst kind
  // The first failure that lies in the disk or the memory and not in the clip: another try may tell more.
  [[nodiscard]] const Status& interruption() const { return interruption_; }
  [[nodiscard]] Severity worst() const;
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  [[nodiscard]] const Json& fields() const& { return clip_.fields; } // of the clip: {NAME: {"value", "unit", "status", "source", "others"}}
  [[nodiscard]] Json fields() && { return std::move(clip_.fields); }
  [[nodiscard]] Json json(bool with_native) const;

 private:
  struct Values {
    Json fields = Json::object(), native = Json::array();
  };
  // The rule that the value fits; else NULL, and a problem that is told once.
  const FieldRule* fitting_rule(const std::string& field, const TypedValue* value, const std::string& plugin);
  void tell_once(const std::string& about, Problem problem);
  Values& place(int64_t frame) { return frame < 0 ? clip_ : frames_[frame]; }
  std::string name_, reader_id_, reader_version_;
  Json roll_; // null: on no card that is known
  Json parameters_; // null: not asked for
  Json files_ = Json::array();
  Values clip_;
  std::map<int64_t, Values> frames_;
  FrameRanges ranges_;
  std::set<std::string> told_; // what thousands of frames would say again and again
  std::vector<Problem> problems_;
  Status interruption_;
};

}  // namespace filmgate
