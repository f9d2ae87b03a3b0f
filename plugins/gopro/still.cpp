// SPDX-License-Identifier: Apache-2.0
#include "still.hpp"

#include <dng/tags.hpp>
#include <gpmf/payload.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace gopro {
namespace {

constexpr uint64_t most_coded = 512u << 20, head_bytes = 512;
constexpr uint16_t private_data = 50740;
constexpr std::string_view private_mark = "GoPro\n";

// The sites of a mosaic that VC-5's components are of; 0 when it is another one.
enum class Mosaic { other, red_first, green_first };
Mosaic mosaic_of(const fg_image_desc& desc) {
  if (desc.layout != FG_LAYOUT_CFA || desc.cfa_w != 2 || desc.cfa_h != 2) return Mosaic::other;
  const auto is = [&](std::initializer_list<uint8_t> sites) { return std::equal(sites.begin(), sites.end(), desc.cfa); };
  return is({0, 1, 1, 2}) ? Mosaic::red_first : is({1, 2, 0, 1}) ? Mosaic::green_first : Mosaic::other;
}

class Rows : public dng::CodedRows {
 public:
  using Pictures = fg::draft::SharedPictures<Vc5Picture>;
  Rows(Pictures& pictures, int64_t frame, const fg::File& file, const dng::RawImage& raw)
      : pictures_(pictures), frame_(frame), file_(file), raw_(raw) {}

  void read(const fg::Host& host, const fg_job* job, const fg_image& out) override {
    if (!picture_) picture_ = pictures_.get(frame_, [&] { return decoded(host, job); });
    const bool red_first = mosaic_of(raw_.desc) == Mosaic::red_first;
    std::vector<uint16_t> samples(raw_.desc.width);
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
      picture_->row(static_cast<uint32_t>(y), raw_.desc.bits, red_first, samples);
      std::memcpy(fg::row_bytes(out, y, samples.size() * 2).data(), samples.data(), samples.size() * 2);
    }
  }

 private:
  std::shared_ptr<const Vc5Picture> decoded(const fg::Host& host, const fg_job* job) const {
    const uint64_t offset = raw_.offsets[0], bytes = raw_.sizes[0];
    fg::require(bytes <= most_coded, FG_E_CORRUPT, file_.uri(), ": offset ", offset, ": a coded picture of ", bytes, " bytes");
    const auto coded = file_.read(offset, bytes);
    const Extent raster{raw_.desc.width, raw_.desc.height};
    return std::make_shared<const Vc5Picture>(coded.view(), raster, [&] { return !host.cancelled(job); });
  }

  Pictures& pictures_;
  int64_t frame_;
  const fg::File& file_;
  const dng::RawImage& raw_;
  std::shared_ptr<const Vc5Picture> picture_;
};

using AllSeries = std::vector<gpmf::Series>;

// "gpmf.ACCL"; "gpmf.FrontLens.POLY" where another device has a POLY as well.
std::string key_of(const gpmf::Series& series, const AllSeries& all) {
  const auto rivals = [&](const gpmf::Series& other) { return other.key == series.key && other.device != series.device; };
  std::string device = series.device;
  std::erase(device, ' ');
  return "gpmf." + (std::any_of(all.begin(), all.end(), rivals) ? device + "." : "") + series.key;
}

// Names and units once for each key, then the values.
void add_series(const gpmf::Series& series, const std::string& key, std::set<std::string>& described, std::vector<dng::TagValue>& out) {
  const auto once = [&](const std::string& name, const std::string& text) {
    if (!text.empty() && described.insert(name + text).second) out.push_back({name, nullptr, text});
  };
  once("gpmf.device", series.device);
  once(key + ".name", series.name);
  once(key + ".units", series.units);
  out.push_back({key, nullptr, gpmf::rows_of(series, 0, series.rows)});
}

}  // namespace

std::string Still::describe_coded(const dng::DngTags& tags, dng::RawImage& raw) const {
  if (mosaic_of(raw.desc) == Mosaic::other) return "its mosaic is neither RGGB nor GBRG, which VC-5 is decoded of";
  if (raw.offsets.size() != 1 || raw.piece_width != raw.desc.width || raw.piece_height < raw.desc.height)
    return fg::concat("its VC-5 picture is in ", raw.offsets.size(), " tiles of ", raw.piece_width, " x ", raw.piece_height,
                      "; one as large as the raster is decoded");
  const auto white = tags.numbers(dng::tag::white_level);
  const double highest = white.empty() ? 65535 : white.front();
  if (!(highest >= 1 && highest <= 65535))
    return fg::concat("its WhiteLevel is ", highest, ", from which the bits of VC-5's samples are taken");
  raw.desc.samples(FG_SAMPLE_U16, static_cast<uint32_t>(std::bit_width(static_cast<uint32_t>(highest))));
  try {
    check_head(tags.tiff().file().read_up_to(raw.offsets[0], std::min(raw.sizes[0], head_bytes)).view());
  } catch (const fg::Failure& failure) {
    if (failure.status() == FG_E_UNSUPPORTED) return failure.what(); // what is broken is left to decoding
  }
  return {};
}

std::unique_ptr<dng::CodedRows> Still::rows(int64_t frame, const fg::File& file, const dng::RawImage& raw) const {
  return std::make_unique<Rows>(pictures_, frame, file, raw);
}

std::vector<dng::TagValue> Still::values(const dng::DngTags& tags) const {
  std::vector<dng::TagValue> out;
  const auto* entry = tags.find(private_data);
  if (!entry || entry->bytes > fg::draft::Tiff::most_value_bytes) return out;
  const auto bytes = tags.tiff().raw_bytes(*entry);
  const fg::ByteView view(bytes, tags.uri(), entry->offset);
  if (!view.starts_with(private_mark)) return out;
  std::set<std::string> described;
  const auto all = gpmf::read_payload(view.from(private_mark.size()));
  for (const auto& series : all) add_series(series, key_of(series, all), described, out);
  return out;
}

}  // namespace gopro
