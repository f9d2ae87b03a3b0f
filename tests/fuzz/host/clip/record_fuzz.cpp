// SPDX-License-Identifier: Apache-2.0
//
// Values of any kind into a clip record, as plugins may give them; the record is then JSON, and EXR attributes.
#include "clip/record.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using filmgate::Json;
  fuzz::FuzzInput in(data, size);
  filmgate::ClipRecord record;
  record.set_name(in.text(32));
  record.set_reader(in.text(16), in.text(8));
  static const std::string fields[]{"reelName", "timeCode", "framesPerSecond", "isoSpeed", "gps", "activeArea", "width", "cdl", "noSuchField"};
  static const std::string types[]{"integer", "real", "text", "rational", "bytes", "integers", "reals", "rationals", "timecode", ""};
  for (int i = 0; i < 64 && !in.done(); ++i) {
    const auto parsed = Json::parse(in.text());
    const filmgate::TypedValue value{in.one_of(types), parsed ? *parsed : Json(in.text(16)), in.flip() ? Json("24000/1001") : Json()};
    const int64_t frame = in.between(-1, 3);
    switch (in.between(0, 3)) {
      case 0: record.add_native(frame, in.text(32), in.text(4), value, in.text(8)); break;
      case 1: record.add_file(filmgate::Path(in.text(64)), in.text(8), in.flip()); break;
      default: record.add_field(frame, in.one_of(fields), value, static_cast<filmgate::FieldStatus>(in.between(0, 3)), in.text(8), in.text(16)); break;
    }
  }
  for (const bool native : {true, false}) fuzz::promise(Json::parse(record.json(native).dump()).has_value(), "a record that is no JSON");
  const auto normalised = record.fields();
  for (const auto& [name, field] : normalised.members())
    fuzz::promise(field["others"].is_array() && field["status"].is_text(), "a field without status or others: " + name);
  (void)record.worst();
  return 0;
}
