// SPDX-License-Identifier: Apache-2.0
//
// Development of any small picture that the host believes, with any sensor data and parameters.
#include "fuzz/stage_target.hpp"
#include "raw.hpp" // the host's: what it lets through

namespace {

void choose(fuzz::Kept& out, fuzz::FuzzInput& in) {
  static constexpr const char* texts[][2]{{"demosaic", "fast"}, {"demosaic", "hq"}, {"colourspace", "camera"}, {"colourspace", "ACEScg"},
                                          {"highlights", "clip"}, {"highlights", "none"}, {"white_balance", "none"}};
  for (int64_t left = in.between(0, 4); left > 0; --left) {
    const auto& [key, text] = in.one_of(texts);
    fuzz::put_text(out, key, in.between(0, 15) == 0 ? in.text(16) : text);
  }
  if (in.flip()) fuzz::put_value(out, in.between(0, 15) == 0 ? "x" + in.text(8) : "exposure", in);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto desc = fuzz::image_desc_of(in, 24);
  if (!filmgate::shape_of(desc)) return 0;
  const fuzz::AnySensor sensor(in);
  fg_sensor later = sensor.sensor;
  if (in.flip()) later.black[in.between(0, 3)] += 1, later.gain = in.between(0, 7) == 0 ? in.number<double>() : 1.5;
  fuzz::Kept parameters;
  choose(parameters, in);
  const auto rows = static_cast<int32_t>(in.between(1, 8));
  const bool known = in.between(0, 3) > 0;
  fuzz::StageRun run(desc, known ? &sensor.sensor : nullptr, in);
  if (run.create(parameters)) run.process(rows, known ? &later : nullptr);
  return 0;
}
