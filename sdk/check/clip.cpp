// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace check {
namespace {

constexpr int64_t most_frames = 100'000'000;
constexpr uint32_t most_modes = 64, most_align = 4096, most_tail = 1u << 20;

std::string name_of(const char* what, int64_t frame) { return fg::concat(what, " ", frame); }

void first_wrong(const std::string& step, const std::vector<std::string>& wrongs) {
  if (!wrongs.empty()) found(step, ": ", wrongs.front(), std::string(wrongs.size() > 1 ? fg::concat(" (and ", wrongs.size() - 1, " more)") : ""));
}

bool is_rate(const fg_rational& q) { return (q.num == 0 && q.den == 0) || (q.num > 0 && q.den > 0); }

void check_reals(const double* values, size_t count, const std::string& where, const char* what) {
  for (size_t i = 0; i < count; ++i) expect(std::isfinite(values[i]), where, ": the sensor's ", std::string_view(what), " holds ", values[i]);
}

std::string reals_text(const double* values, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    fg_value value{FG_V_F64, 1, {}};
    value.as.f64 = values[i];
    out += text_of(value) + " ";
  }
  return out;
}

std::string sensor_text(const fg_sensor* sensor, const std::string& where) {
  if (!sensor) return "none";
  const auto& s = *sensor;
  expect(FG_HAS(sensor, linear_count), where, ": a sensor of ", s.struct_size, " bytes; set struct_size");
  if (s.has & FG_SENSOR_BLACK) check_reals(s.black, 64, where, "black");
  if (s.has & FG_SENSOR_WHITE) check_reals(s.white, 4, where, "white");
  if (s.has & FG_SENSOR_NEUTRAL) check_reals(s.neutral, 4, where, "neutral");
  if (s.has & FG_SENSOR_GAIN) check_reals(&s.gain, 1, where, "gain");
  if (s.has & FG_SENSOR_CAMERA_TO_AP0) check_reals(s.camera_to_ap0, 9, where, "matrix to AP0");
  if (s.has & FG_SENSOR_CAMERA_TO_D50) check_reals(s.camera_to_d50[0], 18, where, "matrix to D50");
  if (s.has & FG_SENSOR_XYZ_TO_CAMERA) check_reals(s.xyz_to_camera[0], 18, where, "matrix from XYZ");
  std::string table = "no table";
  if (s.has & FG_SENSOR_LINEAR) {
    expect(s.linear && s.linear_count >= 1 && s.linear_count <= 65536, where, ": a linear table of ", s.linear_count, " entries");
    table.assign(reinterpret_cast<const char*>(s.linear), size_t{2} * s.linear_count);
  }
  return fg::concat(s.has, " ", reals_text(s.black, 64), reals_text(s.white, 4), reals_text(s.neutral, 4), reals_text(&s.gain, 1),
                    reals_text(s.camera_to_ap0, 9), table);
}

}  // namespace

Clip::Clip(const Plugin& plugin, const std::string& reader, std::vector<std::string> files)
    : plugin_(plugin), table_(plugin.table<fg_reader_v1>(FG_READER, reader)), files_(std::move(files)) {
  std::vector<const char*> names;
  for (const auto& file : files_) names.push_back(file.c_str());
  fg_open ask{};
  ask.struct_size = sizeof ask;
  ask.file_count = static_cast<uint32_t>(names.size()), ask.files = names.data();
  ask.job = plugin.host().job();
  auto error = no_error();
  const auto status = call("open", table_.open, plugin.raw(), &ask, &reader_, &error);
  succeed("open", status, error);
  expect(reader_ != nullptr, "open: FG_OK, and no reader was given");
  try {
    ask_info();
  } catch (...) {
    call("close", table_.close, std::exchange(reader_, nullptr));
    throw;
  }
}
Clip::~Clip() noexcept(false) {
  if (reader_) call("close", table_.close, reader_);
}

void Clip::ask_info() {
  info_.struct_size = sizeof info_;
  auto error = no_error();
  succeed("clip", call("clip", table_.clip, reader_, &info_, &error), error);
  check_desc(info_.native, "clip", decodes());
  expect(info_.frame_count >= -1 && info_.frame_count <= most_frames, "clip: ", info_.frame_count, " frames; -1 .. ", most_frames, " is allowed");
  expect(is_rate(info_.rate) && is_rate(info_.capture_rate), "clip: a rate of ", info_.rate.num, "/", info_.rate.den, " or ", info_.capture_rate.num,
         "/", info_.capture_rate.den, "; unknown is 0/0");
  expect(info_.start.frame >= -1 && (info_.start.frame < 0 || is_rate(info_.start.base)), "clip: timecode frame ", info_.start.frame, " of rate ",
         info_.start.base.num, "/", info_.start.base.den);
  expect(info_.segments_found <= 100'000 && info_.segments_expected <= 100'000, "clip: ", info_.segments_found, " of ", info_.segments_expected, " segments");
  expect(!decodes() || (info_.mode_count >= 1 && info_.mode_count <= most_modes), "clip: ", info_.mode_count, " decode modes; 1 .. ", most_modes);
  expect(info_.views >= 1 && info_.views <= 64, "clip: ", info_.views, " views");
}

fg_decode_mode Clip::mode(uint32_t index) const {
  const auto step = name_of("mode", index);
  fg_decode_mode out{};
  out.struct_size = sizeof out;
  auto error = no_error();
  succeed(step, call(step, table_.mode, reader_, index, &out, &error), error);
  check_desc(out.output, step);
  const auto is_power = [](uint32_t n) { return n >= 1 && n <= most_align && (n & (n - 1)) == 0; };
  expect(is_power(out.base_align) && is_power(out.row_align), step, ": wants alignment to ", out.base_align, " and ", out.row_align, " bytes; powers of two up to ", most_align);
  expect(out.tail_bytes <= most_tail, step, ": wants ", out.tail_bytes, " bytes of slack");
  expect(out.row_granularity >= 1 && out.row_granularity <= out.output->height, step, ": decodes ", out.row_granularity, " rows together");
  expect(out.scale_den >= 1 && out.scale_den <= 64, step, ": scales by 1/", out.scale_den);
  return out;
}

std::vector<ParameterFact> Clip::parameters() const {
  Kept<ParameterFact> out;
  const auto sink = param_sink(out);
  auto error = no_error();
  succeed("params", call("params", table_.params, reader_, &sink, &error), error);
  first_wrong("params", out.wrongs);
  return std::move(out.items);
}

std::vector<FileFact> Clip::files() const {
  Kept<FileFact> out;
  const auto sink = file_sink(out);
  auto error = no_error();
  succeed("files", call("files", table_.files, reader_, &sink, &error), error);
  first_wrong("files", out.wrongs);
  return std::move(out.items);
}

Kept<Entry> Clip::metadata(int64_t first, int64_t count) const {
  const auto step = name_of("metadata of frame", first);
  Kept<Entry> out;
  const auto sink = record_sink(out);
  auto error = no_error();
  succeed(step, call(step, table_.metadata, reader_, first, count, &sink, plugin_.host().job(), &error), error);
  first_wrong(step, out.wrongs);
  return out;
}

std::vector<int64_t> Clip::some_frames(size_t most) const {
  const int64_t count = info_.frame_count;
  std::vector<int64_t> out;
  for (const int64_t wish : {int64_t{0}, count - 1, count / 2, int64_t{1}})
    if (wish >= 0 && wish < count && out.size() < most && std::find(out.begin(), out.end(), wish) == out.end()) out.push_back(wish);
  std::sort(out.begin(), out.end());
  return out;
}

Lane::Lane(const Clip& clip, uint32_t mode) : clip_(clip), mode_index_(mode), mode_(clip.mode(mode)) {
  auto error = no_error();
  succeed("decoder", call("decoder", clip.table().decoder, clip.raw(), mode, &decoder_, &error), error);
  expect(decoder_ != nullptr, "decoder: FG_OK, and no decoder was given");
}
Lane::~Lane() noexcept(false) {
  if (decoder_) call("release", clip_.table().release, decoder_);
}

fg_decode_request Lane::request(int64_t index, const Values& parameters) const {
  fg_decode_request out{};
  out.struct_size = sizeof out;
  out.frame = index, out.params = parameters.data(), out.param_count = parameters.size();
  out.job = clip_.plugin().host().job();
  return out;
}

Frame Lane::frame(int64_t index, const Values& parameters) const {
  const auto step = name_of("frame", index);
  fg_frame_info info{};
  info.struct_size = sizeof info;
  const auto ask = request(index, parameters);
  auto error = no_error();
  succeed(step, call(step, clip_.table().frame, decoder_, &ask, &info, &error), error);
  expect(info.state <= FG_FRAME_DROPPED, step, ": state ", info.state, " is none");
  check_desc(info.desc, step);
  expect(info.effective_count <= 10000 && (info.effective_count == 0 || info.effective), step, ": ", info.effective_count, " effective parameters at NULL");
  Frame out;
  out.state = info.state, out.timecode = info.timecode;
  out.desc = *info.desc, out.desc_text = text_of(*info.desc);
  out.encoding = info.desc->encoding ? info.desc->encoding : "";
  out.desc.encoding = nullptr; // belongs to the plugin, for this moment only
  out.sensor_text = sensor_text(info.sensor, step);
  for (uint32_t i = 0; i < info.effective_count; ++i) {
    expect(info.effective[i].key != nullptr, step, ": an effective parameter without a key");
    const auto text = text_of(info.effective[i].value);
    expect(!is_wrong(text), step, ": effective '", std::string_view(info.effective[i].key), "': ", text);
    out.effective[info.effective[i].key] = text;
  }
  return out;
}

Picture Lane::decode(int64_t index, const fg_image_desc& desc, uint8_t poison, Edge edge, const Values& parameters) const {
  const auto step = name_of("decode of frame", index);
  Picture out(desc, {0, 0, static_cast<int32_t>(desc.width), static_cast<int32_t>(desc.height)}, room(), edge, poison);
  const auto image = out.c();
  const auto ask = request(index, parameters);
  auto error = no_error();
  succeed(step, call(step, clip_.table().decode, decoder_, &ask, &image, &error), error);
  out.check_gaps(step);
  return out;
}

std::string Lane::pixels(int64_t index, Edge edge) const {
  const auto desc = frame(index).desc;
  if (map_table()) return lent(index, desc, 0, static_cast<int32_t>(desc.height)); // may do without decode()
  return decode(index, desc, usual_poison, edge).pixels();
}

std::string Lane::band(int64_t index, const fg_image_desc& desc, int32_t first, int32_t rows, uint8_t poison, Edge edge) const {
  const auto step = fg::concat("decode_rows of frame ", index, ", rows ", first, " .. ", first + rows - 1);
  Picture out(desc, {0, first, static_cast<int32_t>(desc.width), rows}, room(), edge, poison);
  const auto image = out.c();
  const Values none;
  const auto ask = request(index, none);
  auto error = no_error();
  succeed(step, call(step, rows_table()->decode_rows, decoder_, &ask, &image, &error), error);
  out.check_gaps(step);
  return out.pixels();
}

std::string Lane::lent(int64_t index, const fg_image_desc& desc, int32_t first, int32_t rows) const {
  const auto step = fg::concat("borrow of frame ", index, ", rows ", first, " .. ", first + rows - 1);
  const Values none;
  const auto ask = request(index, none);
  fg_image view{};
  view.struct_size = sizeof view;
  auto error = no_error();
  succeed(step, call(step, map_table()->borrow, decoder_, &ask, first, rows, &view, &error), error);
  const auto bytes = row_bytes_of(desc, static_cast<int32_t>(desc.width));
  const auto& plane = view.plane[0];
  const bool covers = view.window.y <= first && view.window.y + view.window.h >= first + rows && view.plane_count >= 1 && plane.data && plane.row_stride > 0 &&
                      static_cast<uint64_t>(view.window.h - 1) * static_cast<uint64_t>(plane.row_stride) + bytes <= plane.size;
  expect(covers, step, ": the rows that were lent do not cover what was asked");
  std::string out;
  for (int32_t y = first; y < first + rows; ++y)
    out.append(static_cast<const char*>(plane.data) + int64_t{y - view.window.y} * plane.row_stride, bytes);
  call("give_back", map_table()->give_back, decoder_, &view);
  return out;
}

const fg_reader_rows* Lane::rows_table() const {
  return static_cast<const fg_reader_rows*>(call("extension", clip_.table().extension, FG_READER_ROWS));
}
const fg_reader_map* Lane::map_table() const {
  return static_cast<const fg_reader_map*>(call("extension", clip_.table().extension, FG_READER_MAP));
}

}  // namespace check
