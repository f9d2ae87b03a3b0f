// SPDX-License-Identifier: Apache-2.0
#include "vc5_picture_layout.hpp"

#include <algorithm>
#include <limits>

namespace gopro {
namespace {

enum : uint32_t {
  channel_count = 12, band_count = 14, image_width = 20, image_height = 21, average_bits = 35, band_number = 48, quantiser = 53,
  channel_number = 62, image_format = 84, component_bits = 101, most_component_bits = 102, pattern_width = 106, pattern_height = 107,
  components_a_sample = 108, prescale = 109
};
constexpr uint32_t chunk = 0x6000, section = 0x2000, small_chunk = 0x4000, kind = 0xFF00;
constexpr uint32_t least_side = 34; // the smallest wavelet's filters need three values
constexpr uint64_t most_samples = uint64_t{1} << 27;

class LayoutReader {
 public:
  explicit LayoutReader(const fg::ByteView& coded) : coded_(coded) {}

  PictureLayout read() {
    begin();
    while (bands_ < vc5_channels * vc5_bands) {
      fg::require(coded_.has(at_, 4), FG_E_TRUNCATED, where(), "the coded picture ends after ", bands_,
                  " of its 40 bands; copy the file again");
      take(next());
    }
    return out_;
  }

  void read_head() {
    for (begin(); coded_.has(at_, 4);) {
      const auto tag = next();
      if ((tag.tag & kind) == chunk) return;
      if ((tag.tag & chunk) == small_chunk && !coded_.has(at_ + 4, uint64_t{tag.value} * 4)) return;
      take(tag);
    }
  }

 private:
  [[nodiscard]] std::string where() const { return fg::concat(coded_.name(), ": offset ", coded_.base() + at_, ": "); }

  struct Tag { uint32_t tag, value; bool optional; };

  void begin() {
    fg::require(coded_.starts_with("VC-5"), FG_E_CORRUPT, where(), "the coded picture does not begin with VC-5");
    at_ = 4;
  }
  [[nodiscard]] Tag next() const {
    const auto tag = static_cast<int16_t>(coded_.u16be(at_));
    fg::require(tag != std::numeric_limits<int16_t>::min(), FG_E_CORRUPT, where(), "a tag that is none");
    return {static_cast<uint32_t>(tag < 0 ? -tag : tag), coded_.u16be(at_ + 2), tag < 0};
  }

  void take(const Tag& one) {
    const auto [tag, value, optional] = one;
    if ((tag & chunk) == 0) set(tag, value, optional), at_ += 4;
    else if ((tag & chunk) == section) at_ += 4;
    else if ((tag & chunk) == small_chunk) skip(tag, value, optional);
    else if ((tag & kind) == chunk) take_band(uint64_t{tag & 0xFF} << 16 | value);
    else skip(tag, uint64_t{tag & 0xFF} << 16 | value, optional);
  }

  void must_be(const char* what, uint32_t value, uint32_t wanted) const {
    fg::require(value == wanted, FG_E_UNSUPPORTED, where(), what, " is ", value, "; ", wanted, " is decoded");
  }

  void set(uint32_t tag, uint32_t value, bool optional) {
    switch (tag) {
      case channel_count: return must_be("the number of channels", value, vc5_channels);
      case band_count: return must_be("the number of bands", value, vc5_bands);
      case image_format: return must_be("the image format", value, 4);
      case pattern_width: return must_be("the width of the mosaic", value, 2);
      case pattern_height: return must_be("the height of the mosaic", value, 2);
      case components_a_sample: return must_be("the number of components a sample", value, 1);
      case component_bits: case most_component_bits: return must_be("the number of bits a component", value, 12);
      case image_width: return set_side(out_.picture.width, value);
      case image_height: return set_side(out_.picture.height, value);
      case prescale: return set_prescale(value);
      case average_bits:
        fg::require(value >= 8 && value <= 16, FG_E_CORRUPT, where(), "averages of ", value, " bits");
        average_bits_ = value;
        return;
      case quantiser:
        quantiser_ = value;
        return;
      case channel_number:
        fg::require(value < vc5_channels, FG_E_CORRUPT, where(), "channel ", value, " of ", vc5_channels);
        channel_ = value;
        return;
      case band_number:
        fg::require(value < vc5_bands, FG_E_CORRUPT, where(), "band ", value, " of ", vc5_bands);
        band_ = value;
        return;
      default:
        fg::require(optional, FG_E_UNSUPPORTED, where(), "tag ", tag, " is unknown and must not be skipped");
    }
  }

  void set_side(uint32_t& side, uint32_t value) {
    fg::require(bands_ == 0 && (side == 0 || side == value), FG_E_CORRUPT, where(), "the size changes");
    fg::require(value >= least_side && value % 2 == 0, FG_E_UNSUPPORTED, where(), "a side of ", value,
                " pixels; even ones from ", least_side, " on are decoded");
    side = value;
    const auto [width, height] = out_.picture;
    fg::require(uint64_t{width} * height <= most_samples, FG_E_UNSUPPORTED, where(), "a picture of ", width, " x ", height,
                " is too large to be decoded");
  }

  void set_prescale(uint32_t value) {
    for (size_t i = 0; i < vc5_wavelets; ++i) {
      const uint32_t shift = value >> (14 - 2 * i) & 3;
      fg::require(shift == 0 || shift == 2, FG_E_UNSUPPORTED, where(), "averages that were shifted by ", shift,
                  " bits; 0 and 2 are decoded");
      fg::require(bands_ == 0 || out_.prescaled[i] == (shift == 2), FG_E_CORRUPT, where(), "the prescale changes");
      out_.prescaled[i] = shift == 2;
    }
  }

  void skip(uint32_t tag, uint64_t segments, bool optional) {
    fg::require(optional, FG_E_UNSUPPORTED, where(), "chunk ", tag, " is unknown and must not be skipped");
    at_ += 4;
    (void)coded_.bytes(at_, segments * 4);
    at_ += segments * 4;
  }

  void set_extents() {
    auto [width, height] = out_.picture;
    fg::require(width > 0 && height > 0, FG_E_CORRUPT, where(), "a band before the size of the picture");
    width /= 2, height /= 2;
    for (auto& wavelet : out_.wavelets) wavelet = {width = (width + 1) / 2, height = (height + 1) / 2};
  }

  void take_band(uint64_t segments) {
    if (bands_ == 0) set_extents();
    fg::require(channel_ < vc5_channels, FG_E_CORRUPT, where(), "more bands than channels have");
    auto& band = out_.channels[channel_][band_];
    fg::require(!band.present, FG_E_CORRUPT, where(), "band ", band_, " of channel ", channel_, " a second time");
    band = {coded_.sub(at_ + 4, segments * 4), band_ == 0 ? average_bits_ : quantiser_, true};
    fg::require(band.setting > 0, FG_E_CORRUPT, where(), "band ", band_, " of channel ", channel_, " has no quantiser");
    const auto& smallest = out_.wavelets.back(); // what is plain bounds the memory that any picture asks for
    const uint64_t average_count = uint64_t{smallest.width} * smallest.height;
    fg::require(band_ > 0 || band.coded.size() * 8 >= average_count * average_bits_, FG_E_TRUNCATED, where(), average_count,
                " averages of ", average_bits_, " bits in ", band.coded.size(), " bytes");
    at_ += 4 + segments * 4;
    ++bands_;
    if (++band_ == vc5_bands) band_ = 0, ++channel_;
  }

  fg::ByteView coded_;
  PictureLayout out_;
  uint64_t at_ = 0;
  size_t bands_ = 0, channel_ = 0, band_ = 0;
  uint32_t average_bits_ = 16, quantiser_ = 0;
};

}  // namespace

void check_head(const fg::ByteView& head) { LayoutReader(head).read_head(); }

PictureLayout read_layout(const fg::ByteView& coded) { return LayoutReader(coded).read(); }

}  // namespace gopro
