// SPDX-License-Identifier: Apache-2.0
//
// Prints one record that has everything a record may have, for the schema's validator.
#include "clip/record.hpp"

#include <cstdio>

using namespace filmgate;

int main() {
  ClipRecord record;
  record.set_name("A001C001");
  record.set_roll({"house card", "com.house.a", "A001.CARD", "A001"});
  record.set_reader("org.example", "1.0");
  for (const char* kind : {"essence", "sidecar", "look", "audio", "report"}) record.add_file(Path("caf\xe9/\n"), kind, false);
  const TypedValue values[] = {{"integer", 1, {}}, {"real", 0.0 / 0.0, {}}, {"text", "bad \xff", {}}, {"rational", "24000/1001", {}},
                               {"bytes", "00ff", {}}, {"integers", Json(Json::Array{Json(1)}), {}}, {"reals", Json(Json::Array{Json(1.5)}), {}},
                               {"rationals", Json(Json::Array{Json("1/2")}), {}}, {"timecode", "01:00:00;02", "30000/1001"}};
  for (const auto& value : values)
    for (const int64_t frame : {-1, 0, 5}) record.add_native(frame, "vendor.key", frame ? "" : "m", value, "file");
  record.add_field(-1, "timeCode", values[8], FieldStatus::present, "org.example", "tc");
  record.add_field(-1, "framesPerSecond", values[3], FieldStatus::derived, "org.example", "");
  record.add_field(-1, "focus", {"real", Json(), {}}, FieldStatus::absent, "org.example", "f");
  record.add_field(-1, "focus", {"real", 2.0, {}}, FieldStatus::present, "org.other", "f");
  record.add_field(-1, "focus", {"real", 3.0, {}}, FieldStatus::present, "org.third", "f");
  record.add_field(-1, "tStop", {"real", Json(), {}}, FieldStatus::unreadable, "org.example", "t");
  record.add_field(5, "focus", {"integer", 2, {}}, FieldStatus::present, "org.example", "f");
  record.add_field(-1, "unheard", {"real", 2.0, {}}, FieldStatus::present, "org.example", "f");
  for (const int64_t frame : {0, 1}) {
    record.add_to_range(frame, "focus", {"real", 2.0 + static_cast<double>(frame), {}}, "org.example", "f");
    record.add_to_range(frame, "focus", {"rational", "5/2", {}}, "org.other", "f");
    record.add_to_range(frame, "timeCode", {"timecode", frame ? "01:00:00;03" : "01:00:00;02", "30000/1001"}, "org.example", "tc");
  }
  record.add_problem({"missing-frames", Severity::error, "A001C001: 2 frames missing"});
  std::puts(record.json(true).dump().c_str());
}
