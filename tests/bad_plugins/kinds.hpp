// SPDX-License-Identifier: Apache-2.0
//
// Every kind of bad plugin: the check of filmgate-check that is meant for it, and what its clip costs the host.
#pragma once
#include "command_line.hpp"

namespace bad_plugins {

enum class Cost {
  nothing, // the clip is read or made as if nothing was wrong
  clip,    // the exit code says that something is wrong, and the plugin is named
  held     // as clip, or prevented altogether where the worker is confined
};

struct Kind {
  const char* name;
  const char* check; // "": all checks pass
  Cost inspect, plate;
};

inline constexpr Kind kinds[] = {
    {"well_behaved", "", Cost::nothing, Cost::nothing},
    {"hangs_in_constructor", "loads", Cost::clip, Cost::clip},
    {"aborts_in_constructor", "loads", Cost::clip, Cost::clip},
    {"changes_umask_in_constructor", "process_state", Cost::held, Cost::held},
    {"hangs_in_create", "instances", Cost::clip, Cost::clip},
    {"is_one_only", "instances", Cost::nothing, Cost::nothing},
    {"has_no_last_table", "entry", Cost::nothing, Cost::nothing},
    {"lacks_a_function", "entry", Cost::clip, Cost::clip},
    {"claims_an_interface", "entry", Cost::nothing, Cost::nothing},
    {"throws_across", "decodes", Cost::nothing, Cost::clip},
    {"aborts", "decodes", Cost::nothing, Cost::clip},
    {"exits", "decodes", Cost::nothing, Cost::clip},
    {"exits_at_once", "opens", Cost::clip, Cost::clip},
    {"segfaults", "decodes", Cost::nothing, Cost::clip},
    {"leaks_memory", "memory", Cost::nothing, Cost::nothing},
    {"leaks_descriptors", "descriptors", Cost::nothing, Cost::nothing},
    {"forks", "leaves_nothing", Cost::held, Cost::held},
    {"escapes", "leaves_nothing", Cost::held, Cost::held},
    {"fills_memory", "decodes", Cost::nothing, Cost::clip},
    {"fills_outputs", "quiet", Cost::nothing, Cost::nothing},
    {"prints", "quiet", Cost::nothing, Cost::nothing},
    {"changes_umask", "process_state", Cost::held, Cost::held},
    {"changes_folder", "process_state", Cost::held, Cost::held},
    {"changes_locale", "process_state", Cost::held, Cost::held},
    {"flushes_to_zero", "float_mode", Cost::nothing, Cost::clip},
    {"changes_rounding", "float_mode", Cost::nothing, Cost::clip},
    {"closes_descriptors", "process_state", Cost::clip, Cost::clip},
    {"thread_crashes_later", "leaves_nothing", Cost::clip, Cost::clip},
    {"answers_never", "decodes", Cost::nothing, Cost::clip},
    {"answers_late", "cancel", Cost::nothing, Cost::nothing},
    {"ignores_signals", "process_state", Cost::held, Cost::held},
    {"sets_alarm", "process_state", Cost::held, Cost::held},
    {"blocks_signals", "process_state", Cost::held, Cost::held},
    {"changes_environment", "process_state", Cost::clip, Cost::clip},
    {"lowers_limits", "process_state", Cost::nothing, Cost::nothing},
    {"writes_behind", "stays_inside", Cost::nothing, Cost::held},
    {"writes_before", "stays_inside", Cost::nothing, Cost::held},
    {"writes_between_rows", "stays_inside", Cost::nothing, Cost::held},
    {"leaves_pixels", "fills", Cost::nothing, Cost::nothing},
    {"depends_on_order", "order", Cost::nothing, Cost::nothing},
    {"bands_disagree", "bands", Cost::nothing, Cost::nothing},
    {"frame_disagrees", "frame_agrees", Cost::nothing, Cost::nothing},
    {"lies_about_size", "opens", Cost::clip, Cost::clip},
    {"lies_about_frames", "opens", Cost::clip, Cost::clip},
    {"lies_about_numbers", "decodes", Cost::nothing, Cost::clip},
    {"lies_about_counts", "metadata", Cost::nothing, Cost::nothing},
    {"metadata_changes", "metadata", Cost::nothing, Cost::nothing},
    {"fields_change", "normalise", Cost::nothing, Cost::nothing},
    {"ignores_unknown_parameters", "parameters", Cost::nothing, Cost::nothing},
    {"ignores_limits", "parameters", Cost::nothing, Cost::nothing},
    {"hides_parameters", "parameters", Cost::nothing, Cost::nothing},
    {"hides_missing_files", "missing_files", Cost::nothing, Cost::nothing},
    {"hides_truncation", "truncation", Cost::nothing, Cost::nothing},
    {"ignores_struct_size", "struct_sizes", Cost::nothing, Cost::nothing},
    {"claims_noise", "probe", Cost::nothing, Cost::nothing},
    {"gives_no_reason", "errors", Cost::nothing, Cost::nothing},
};

inline std::string id_of(const std::string& kind) { return "org.filmgate.rogue." + kind; }
inline std::string search_path_of(const std::string& kind) { return std::string(BAD_PLUGINS) + "/kinds/" + kind; }
inline std::string bundle_of(const std::string& kind) { return search_path_of(kind) + "/" + id_of(kind) + ".fgplugin"; }

// Three frames of 32 x 32 samples, each its own.
inline std::string clip_bytes() {
  std::string out = "DEED";
  for (int i = 0; i < 3 * 32 * 32; ++i) out += static_cast<char>((i * 7 + i / 97) % 251);
  return out;
}

}  // namespace bad_plugins
