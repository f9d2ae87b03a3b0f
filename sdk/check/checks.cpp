// SPDX-License-Identifier: Apache-2.0
#include "checks.hpp"

namespace check {
namespace {

constexpr Check table[] = {
    {"manifest", Subjects::bundle, 1, nullptr, 1, &check_manifest, "the manifest can be read, and its library is there"},
    {"exports", Subjects::bundle, 1, "manifest", 1, &check_exports, "one symbol is exported, and none that is unique in the process"},
    {"linkage", Subjects::bundle, 1, "manifest", 1, &check_linkage, "no text relocations, no executable stack, run paths within the bundle"},
    {"loads", Subjects::bundle, 1, "manifest", 1, &check_loads, "constructors return, and the entry is there"},
    {"resolved", Subjects::bundle, 1, "loads", 1, &check_resolved, "every symbol is found among the libraries that it names itself (ldd -r)"},
    {"entry", Subjects::bundle, 1, "loads", 1, &check_entry, "the binary says what the manifest says: id, version, ABI, interfaces"},
    {"instances", Subjects::bundle, 1, "entry", 1, &check_instances, "two hosts may use it at the same time, again and again"},
    {"opens", Subjects::clip, 2, "instances", 1, &check_opens, "the sample opens, and what is said of the clip is possible"},
    {"plans", Subjects::stage, 2, "instances", 1, &check_stage_plans, "a stage can be planned and processes a frame"},
    {"sidecar", Subjects::sidecar, 2, "instances", 1, &check_sidecar, "a sidecar or an export is recognised, and tells the same values every time"},
    {"decodes", Subjects::clip, 2, "opens", 2, &check_decodes, "every mode decodes"},
    {"leaves_nothing", Subjects::any, 2, "instances", 1, &check_leaves_nothing, "no process and no thread stays behind"},
    {"quiet", Subjects::any, 2, "instances", 1, &check_quiet, "nothing is printed; what must be said goes through fg.host.log or fg.host.report"},
    {"process_state", Subjects::any, 2, "instances", 1, &check_process_state, "umask, folder, locale, signals, timers, environment and files are left as they were"},
    {"float_mode", Subjects::any, 2, "instances", 1, &check_float_mode, "rounding and flush-to-zero are left as they were"},
    {"fills", Subjects::clip, 3, "decodes", 1, &check_fills, "every pixel of the window is written (two poison patterns)"},
    {"stays_inside", Subjects::clip, 3, "decodes", 1, &check_stays_inside, "nothing outside the window is touched (guard pages)"},
    {"frame_agrees", Subjects::clip, 3, "decodes", 1, &check_frame_agrees, "frame() says what decode() gives"},
    {"bands", Subjects::clip, 3, "decodes", 1, &check_bands, "rows decoded or lent by themselves are those of the whole frame"},
    {"order", Subjects::clip, 3, "decodes", 2, &check_order, "forwards, backwards and at random give the same pixels"},
    {"metadata", Subjects::clip, 3, "opens", 1, &check_metadata, "values are sound, the same every time, and stop when the host says so"},
    {"normalise", Subjects::clip, 3, "metadata", 1, &check_normalise, "the same values give the same fields; unknown keys change nothing"},
    {"sidecar_fields", Subjects::sidecar, 3, "sidecar", 1, &check_sidecar_fields, "the same values give the same fields; unknown keys change nothing"},
    {"trim", Subjects::clip, 3, "opens", 2, &check_trim, "a shorter original holds the frames that were asked for, and no others"},
    {"stage_fills", Subjects::stage, 3, "plans", 1, &check_stage_fills, "every pixel of a tile is written, and nothing outside it"},
    {"needs", Subjects::stage, 3, "plans", 1, &check_stage_needs, "pixels outside needs() never change the result"},
    {"stage_order", Subjects::stage, 3, "plans", 1, &check_stage_order, "tiles in any order and on many threads give the same pixels"},
    {"probe", Subjects::clip, 4, "opens", 1, &check_probe, "the sample is recognised, and noise is not"},
    {"parameters", Subjects::clip, 4, "decodes", 1, &check_parameters, "parameters obey their limits and land in effective"},
    {"stage_parameters", Subjects::stage, 4, "plans", 1, &check_stage_parameters, "parameters obey their limits"},
    {"lanes", Subjects::clip, 4, "order", 2, &check_lanes, "many lanes at once give the same pixels"},
    {"missing_files", Subjects::clip, 4, "opens", 1, &check_missing_files, "a file that is gone is reported"},
    {"errors", Subjects::clip, 4, "opens", 1, &check_errors, "what cannot be done is refused with a status and a message"},
    {"sidecar_errors", Subjects::sidecar, 4, "sidecar", 1, &check_sidecar_errors, "what is no sidecar of the kind is refused with a status and a message"},
    {"sidecar_truncation", Subjects::sidecar, 5, "sidecar", 2, &check_sidecar_truncation, "a sidecar cut anywhere gives errors or values, never a crash"},
    {"truncation", Subjects::clip, 5, "stays_inside", 4, &check_truncation, "a file cut anywhere gives errors, never other pixels and never a crash"},
    {"cancel", Subjects::clip, 5, "decodes", 1, &check_cancel, "a cancelled call returns within 200 ms"},
    {"memory", Subjects::any, 5, "instances", 2, &check_memory, "no memory is lost however often it is used"},
    {"descriptors", Subjects::any, 5, "instances", 1, &check_descriptors, "no file descriptor is lost"},
    {"struct_sizes", Subjects::clip, 6, "opens", 1, &check_struct_sizes, "of a struct only what the host has is written"},
    {"sidecar_damage", Subjects::sidecar, 8, "sidecar_truncation", 2, &check_sidecar_damage, "flipped bits (seeded) give errors or values, never a crash"},
    {"damage", Subjects::clip, 8, "truncation", 4, &check_damage, "flipped bits (seeded) give errors or pixels, never a crash"},
};

}  // namespace

std::span<const Check> all_checks() { return table; }

}  // namespace check
