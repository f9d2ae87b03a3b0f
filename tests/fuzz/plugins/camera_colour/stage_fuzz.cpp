// SPDX-License-Identifier: Apache-2.0
//
// Any small picture of developed RGB that the host believes, through any curve and matrix.
#include "fuzz/stage_target.hpp"
#include "raw.hpp" // the host's: what it lets through

namespace {

constexpr const char* numbers[]{"exposure", "base", "log_slope", "log_offset", "lin_slope", "lin_offset", "lin_break", "linear_slope", "cut", "linear_offset", "gamma", "toe"};
constexpr const char* lists[]{"values", "matrix", "primaries", "white"};
constexpr const char* texts[][2]{{"curve", "log"}, {"curve", "camera-log"}, {"curve", "split-log"}, {"curve", "power"}, {"curve", "table"}, {"colourspace", "ACEScg"},
                                 {"colourspace", "camera"}, {"adaptation", "cat02"}, {"adaptation", "bradford"}};

double real(fuzz::FuzzInput& in) { return in.between(0, 7) == 0 ? in.number<double>() : in.number<int8_t>() / 16.0; }

void put_list(fuzz::Kept& out, const char* key, fuzz::FuzzInput& in) {
  static constexpr int64_t sizes[]{0, 2, 2, 6, 9};
  std::vector<double> held(static_cast<size_t>(in.between(0, 7) == 0 ? in.between(0, 20) : in.one_of(sizes)));
  for (auto& one : held) one = real(in);
  fg_value value{FG_V_F64_ARRAY, static_cast<uint32_t>(held.size()), {}};
  value.as.f64s = held.data();
  fuzz::promise(out.put(key, value), "a list");
}

// The first keys are those of the form of the curve, so that most inputs make one.
void choose(fuzz::Kept& out, fuzz::FuzzInput& in) {
  for (int64_t left = in.between(0, 3); left > 0; --left) {
    const auto& [key, text] = in.one_of(texts);
    fuzz::put_text(out, key, in.between(0, 31) == 0 ? in.text(16) : text);
  }
  for (const char* key : numbers) {
    if (!in.flip()) continue;
    fg_value value{FG_V_F64, 1, {}};
    value.as.f64 = real(in);
    fuzz::promise(out.put(key, value), "a number");
  }
  if (in.between(0, 3) == 0) put_list(out, in.one_of(lists), in);
  if (in.between(0, 31) == 0) fuzz::put_value(out, in.one_of(lists), in);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  auto desc = fuzz::image_desc_of(in, 24);
  // 16 bits have tables of 65,536 values, which cost more than all the rest: inputs of some lengths alone have them.
  static constexpr uint32_t light[]{FG_SAMPLE_U8, FG_SAMPLE_F32}, heavy[]{FG_SAMPLE_U16, FG_SAMPLE_F16};
  if (in.between(0, 15) > 0) desc.layout = in.flip() ? FG_LAYOUT_RGB : FG_LAYOUT_RGBA, desc.planar = in.flip() ? 1 : 0, desc.sample = in.one_of(size % 16 == 0 ? heavy : light), desc.packing = 0;
  if (!filmgate::shape_of(desc)) return 0;
  fuzz::Kept parameters;
  choose(parameters, in);
  const auto rows = static_cast<int32_t>(in.between(1, 8));
  fuzz::StageRun run(desc, nullptr, in);
  if (run.create(parameters)) run.process(rows, nullptr);
  return 0;
}
