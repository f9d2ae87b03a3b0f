// SPDX-License-Identifier: Apache-2.0
//
// The table of checks: what each proves, of which subject, from which level on, and behind which other check. A check
// throws a Finding, or returns.
#pragma once
#include "stage.hpp"

#include <functional>
#include <span>

namespace check {

enum class Subjects { bundle, clip, sidecar, stage, any };

struct Case { // what one process checks
  const Bundle& bundle;
  std::vector<std::string> files; // of the sample: a clip, or one sidecar
  std::string reader, metadata, transform; // ids; all but one are empty, or all
  int level;
  uint64_t seed;
  std::string scratch_folder; // private to this process
};

struct Check {
  const char* name;
  Subjects subjects;
  int level;       // from which on it runs
  const char* after; // the check without which this one says nothing; NULL: none
  int patience;    // deadlines that it may take
  void (*run)(const Case&);
  const char* proves;
};

std::span<const Check> all_checks();

// Loads, opens, asks and decodes, or plans and processes: what a host does with the subject, once. `behind` is called
// after each step with its name.
void use_once(const Case& subject, const std::function<void(const std::string&)>& behind);

void check_manifest(const Case&), check_exports(const Case&), check_linkage(const Case&), check_resolved(const Case&);
void check_loads(const Case&), check_entry(const Case&), check_instances(const Case&), check_struct_sizes(const Case&);
void check_opens(const Case&), check_probe(const Case&), check_errors(const Case&), check_missing_files(const Case&);
void check_decodes(const Case&), check_fills(const Case&), check_stays_inside(const Case&), check_frame_agrees(const Case&);
void check_order(const Case&), check_lanes(const Case&), check_bands(const Case&);
void check_parameters(const Case&), check_stage_parameters(const Case&);
void check_truncation(const Case&), check_damage(const Case&), check_cancel(const Case&);
void check_memory(const Case&), check_descriptors(const Case&), check_leaves_nothing(const Case&);
void check_process_state(const Case&), check_float_mode(const Case&), check_quiet(const Case&);
void check_metadata(const Case&), check_normalise(const Case&), check_trim(const Case&);
void check_sidecar(const Case&), check_sidecar_fields(const Case&), check_sidecar_errors(const Case&);
void check_sidecar_truncation(const Case&), check_sidecar_damage(const Case&);
void check_stage_plans(const Case&), check_stage_fills(const Case&), check_stage_needs(const Case&), check_stage_order(const Case&);

}  // namespace check
