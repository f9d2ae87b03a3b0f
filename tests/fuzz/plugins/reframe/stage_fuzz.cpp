// SPDX-License-Identifier: Apache-2.0
//
// Reframing of any small developed picture, with any parameters.
#include "fuzz/stage_target.hpp"
#include "raw.hpp" // the host's: what it lets through

namespace {

void choose(fuzz::Kept& out, fuzz::FuzzInput& in) {
  static constexpr const char* keys[]{"crop", "desqueeze", "width", "height", "fit"};
  static constexpr const char* texts[]{"0,0,4,4", "1,2,3,4", "auto", "2/1", "3/4", "inside", "fill", "stretch", "none"};
  for (int64_t left = in.between(0, 5); left > 0; --left) {
    const std::string key = in.one_of(keys);
    if (in.between(0, 15) == 0) fuzz::put_value(out, key, in);
    else if (key == "width" || key == "height") {
      fg_value side{FG_V_I64, 1, {}};
      side.as.i64 = in.between(0, 80);
      fuzz::promise(out.put(key.c_str(), side), "a side");
    } else fuzz::put_text(out, key.c_str(), in.between(0, 3) == 0 ? in.text(24) : in.one_of(texts));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  auto desc = fuzz::image_desc_of(in, 24);
  if (in.between(0, 15) > 0) desc.layout = FG_LAYOUT_RGB, desc.planar = 1, desc.sample = in.flip() ? FG_SAMPLE_F16 : FG_SAMPLE_F32;
  if (!filmgate::shape_of(desc)) return 0;
  fuzz::Kept parameters;
  choose(parameters, in);
  const auto rows = static_cast<int32_t>(in.between(1, 8));
  fuzz::StageRun run(desc, nullptr, in);
  if (run.create(parameters)) run.process(rows, nullptr);
  return 0;
}
