// SPDX-License-Identifier: Apache-2.0
#include "gpmf_track.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace movie {
namespace {

constexpr uint64_t most_payload = 4 << 20;

std::string key_of(const gpmf::Series& series) { return "gpmf." + series.key; }

NamedValue named(const gpmf::Series& series, uint64_t first, uint64_t end) { return {key_of(series), gpmf::rows_of(series, first, end), nullptr}; }

}  // namespace

std::vector<gpmf::Series> GpmfTrack::payload(uint64_t index) const {
  const auto sample = track_.samples->at(index);
  fg::require(sample.bytes <= most_payload, FG_E_CORRUPT, file_.uri(), ": offset ", sample.offset, ": a payload of GPMF of ", sample.bytes, " bytes");
  return gpmf::read_payload(file_.read(sample.offset, sample.bytes).view());
}

NamedValues GpmfTrack::between(double from, double to) const {
  NamedValues out;
  const auto scale = static_cast<double>(track_.time_scale);
  if (track_.sample_count == 0 || scale <= 0) return out;
  uint64_t low = 0, high = track_.sample_count; // the last payload that begins at or before `from`
  while (high - low > 1) {
    const uint64_t middle = low + (high - low) / 2;
    (static_cast<double>(track_.samples->at(middle).time) / scale <= from ? low : high) = middle;
  }
  const auto sample = track_.samples->at(low);
  const double begin = static_cast<double>(sample.time) / scale, lasts = static_cast<double>(sample.duration) / scale;
  if (lasts <= 0 || from > begin + lasts) return out;
  for (const auto& series : payload(low)) {
    const auto row_at = [&](double time) { return std::clamp((time - begin) / lasts * static_cast<double>(series.rows), 0.0, static_cast<double>(series.rows)); };
    const auto first = std::min<uint64_t>(static_cast<uint64_t>(row_at(from) + 1e-6), series.rows - 1);
    const auto end = std::max<uint64_t>(first + 1, static_cast<uint64_t>(row_at(to) + 1e-6));
    out.push_back(named(series, first, end));
  }
  return out;
}

NamedValues GpmfTrack::description() const {
  NamedValues out;
  if (track_.sample_count == 0) return out;
  std::set<std::string> seen;
  for (const auto& series : payload(0)) {
    if (!series.device.empty() && seen.insert("device " + series.device).second) out.push_back({"gpmf.device", series.device, nullptr});
    if (!seen.insert(series.key).second) continue;
    if (!series.name.empty()) out.push_back({key_of(series) + ".name", series.name, nullptr});
    if (!series.units.empty()) out.push_back({key_of(series) + ".units", series.units, nullptr});
  }
  return out;
}

NamedValues gpmf_values(const fg::ByteView& payload) {
  NamedValues out;
  for (const auto& series : gpmf::read_payload(payload)) out.push_back(named(series, 0, series.rows));
  return out;
}

}  // namespace movie
