// SPDX-License-Identifier: Apache-2.0
#include "oiio_picture.hpp"

#include <filmgate/cpp/half.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace images {
namespace {

constexpr uint64_t most_scratch_bytes = 256u << 20; // of rows that only come together, as tiles do
constexpr uint64_t scratch_bytes = 1u << 20;        // of others, at a time

// How a shown pixel is made of a recorded one: a channel for each, grey three times; a half becomes the same number as a
// float where a float is wanted.
struct PixelOrder {
  struct Source {
    size_t at;
    bool widen;
  };
  std::array<Source, 4> sources{};
  size_t shown, recorded_bytes, sample_bytes;
  bool plain = true; // as recorded

  // recorded: channels that may be shown; fetched: those that a pixel in memory has
  PixelOrder(const OIIO::ImageSpec& is, const fg_image_desc& desc, int recorded, int fetched, const std::string& uri)
      : shown(desc.layout == FG_LAYOUT_RGBA ? 4 : 3),
        recorded_bytes(is.pixel_bytes(0, fetched, true)),
        sample_bytes(desc.sample == FG_SAMPLE_U8    ? 1
                     : desc.sample == FG_SAMPLE_F32 ? 4
                                                    : 2) {
    for (size_t c = 0; c < shown; ++c) {
      const int channel = recorded >= static_cast<int>(shown) ? static_cast<int>(c) : c < 3 ? 0 : 1;
      const auto type = is.channelformat(channel);
      sources[c] = {is.pixel_bytes(0, channel, true), type == OIIO::TypeDesc::HALF && desc.sample == FG_SAMPLE_F32};
      fg::require(channel < recorded && (sources[c].widen || type.size() == sample_bytes), FG_E_CORRUPT, uri, ": OpenImageIO sees ",
                  recorded, " channels, one of ", type.c_str(), " samples, the header says ", sample_bytes, " bytes each");
      plain = plain && !sources[c].widen && sources[c].at == c * sample_bytes;
    }
    plain = plain && recorded_bytes == shown * sample_bytes;
  }
  void place(const uint8_t* from, std::span<uint8_t> row) const {
    if (plain) return void(std::memcpy(row.data(), from, row.size()));
    for (uint8_t* to = row.data(); to < row.data() + row.size(); from += recorded_bytes)
      for (size_t c = 0; c < shown; ++c, to += sample_bytes) {
        if (!sources[c].widen) {
          std::memcpy(to, from + sources[c].at, sample_bytes);
          continue;
        }
        uint16_t half = 0;
        std::memcpy(&half, from + sources[c].at, 2);
        const float number = fg::float_of_half(half);
        std::memcpy(to, &number, 4);
      }
  }
};

}  // namespace

// Nothing thrown may pass through the libraries below OpenImageIO: a failure of the host is kept and thrown behind them.
class HostFileProxy : public OIIO::Filesystem::IOProxy {
 public:
  explicit HostFileProxy(const fg::File& file) : IOProxy(file.uri(), Read), file_(file) {}
  [[nodiscard]] const char* proxytype() const override { return "filmgate"; }
  size_t read(void* out, size_t count) override {
    const size_t got = pread(out, count, m_pos);
    m_pos += static_cast<int64_t>(got);
    return got;
  }
  size_t pread(void* out, size_t count, int64_t offset) override {
    try {
      const uint64_t total = file_.size(), from = offset < 0 ? total : std::min<uint64_t>(static_cast<uint64_t>(offset), total);
      const size_t now = std::min<uint64_t>(count, total - from);
      if (now > 0) file_.read_into(from, {static_cast<uint8_t*>(out), now});
      return now;
    } catch (const fg::Failure& one) {
      if (!failure) failure.emplace(one);
    } catch (...) {
      if (!failure) failure.emplace(FG_E_IO, file_.uri() + ": could not be read");
    }
    return 0;
  }
  [[nodiscard]] size_t size() const override {
    try {
      return file_.size();
    } catch (...) {
      return 0;
    }
  }
  std::optional<fg::Failure> failure;

 private:
  const fg::File& file_;
};

OiioPicture::OiioPicture(const fg::File& file, std::string format) : file_(file), format_(std::move(format)) {}

OiioPicture::~OiioPicture() {
  try {
    if (input_) input_->close();
  } catch (...) { // what was read stands
  }
}

void OiioPicture::open() {
  input_.reset();
  next_row_ = 0;
  proxy_ = std::make_unique<HostFileProxy>(file_);
  input_ = OIIO::ImageInput::create(format_);
  fg::require(input_ != nullptr, FG_E_UNSUPPORTED, file_.uri(), ": this OpenImageIO has no reader '", format_, "'");
  fg::require(input_->supports("ioproxy") && input_->set_ioproxy(proxy_.get()), FG_E_UNSUPPORTED, file_.uri(), ": this OpenImageIO reads '",
              format_, "' by path only, which the sandbox does not allow");
  OIIO::ImageSpec spec, wish;
  wish.attribute("oiio:UnassociatedAlpha", 1); // codes as recorded, not multiplied
  wish.attribute("oiio:RawColor", 0);
  if (!input_->open("picture." + format_, spec, wish)) fail_reading();
}

const OIIO::ImageSpec& OiioPicture::spec() {
  if (!input_) open();
  return input_->spec();
}

void OiioPicture::fail_reading() {
  if (proxy_->failure) throw fg::Failure(*proxy_->failure);
  auto why = input_->geterror();
  while (!why.empty() && (why.back() == '\n' || why.back() == ' ')) why.pop_back();
  std::replace(why.begin(), why.end(), '\n', ' ');
  input_.reset();
  fg::fail(FG_E_CORRUPT, file_.uri(), ": ", why.empty() ? "OpenImageIO reads it no further, and gives no reason" : why);
}

// OpenImageIO goes back in a TIFF by opening the file's name, and not what it was given to read from.
void OiioPicture::be_at(int row) {
  if (format_ == "tiff" && row < next_row_) open();
}

// Samples are taken as they are recorded. OpenImageIO's own conversions allocate 64 MiB a call, however few the rows.
void OiioPicture::read_rows(const fg_image_desc& desc, const fg_image& out) {
  (void)spec();
  be_at(out.window.y);
  const auto& is = input_->spec();
  const int shown = desc.layout == FG_LAYOUT_RGBA ? 4 : 3, recorded = std::min(is.nchannels, shown);
  const bool fits = is.width == static_cast<int>(desc.width) && is.height == static_cast<int>(desc.height) && is.depth == 1 &&
                    recorded > 0 && is.tile_width >= 0 && is.tile_height >= 0 && is.tile_width <= 65535 && is.tile_height <= 65535;
  fg::require(fits, FG_E_CORRUPT, file_.uri(), ": OpenImageIO sees ", is.width, " x ", is.height, " pixels of ", is.nchannels,
              " channels, the header says ", desc.width, " x ", desc.height);
  const int fetched = is.tile_width ? is.nchannels : recorded; // a tile comes with all
  const PixelOrder order(is, desc, recorded, fetched, file_.uri());
  const uint64_t row = order.recorded_bytes * desc.width, row_bytes = order.shown * order.sample_bytes * desc.width;
  const int step = is.tile_width ? std::max(1, is.tile_height) : 1, end = out.window.y + out.window.h;
  const int at_once = step * static_cast<int>(std::max<uint64_t>(1, scratch_bytes / (row * static_cast<uint64_t>(step))));
  for (int y = out.window.y / step * step; y < end; y += at_once) {
    const int stop = std::min({y + at_once, (end + step - 1) / step * step, is.height});
    if (is.tile_width)
      fetch_tiles(y, stop, row);
    else
      fetch_lines(y, stop, recorded, row);
    for (int line = std::max(y, out.window.y); line < std::min(stop, end); ++line)
      order.place(scratch_.data() + row * static_cast<uint64_t>(line - y), fg::row_bytes(out, line, row_bytes));
  }
}

void OiioPicture::hold(int rows, uint64_t row) {
  const auto bytes = row * static_cast<uint64_t>(rows);
  fg::require(bytes <= most_scratch_bytes, FG_E_UNSUPPORTED, file_.uri(), ": ", rows, " rows of ", row,
              " bytes that only come together are too large");
  scratch_.resize(bytes);
}

void OiioPicture::fetch_lines(int first, int end, int channels, uint64_t row) {
  const auto& is = input_->spec();
  hold(end - first, row);
  const bool read = input_->read_native_scanlines(0, 0, is.y + first, is.y + end, 0, 0, channels, scratch_.data());
  if (!read || proxy_->failure) fail_reading();
  next_row_ = end;
}

// One tile at a time: OpenImageIO's call for many writes past the end of what it is given where a TIFF's last tiles are cut.
void OiioPicture::fetch_tiles(int first, int end, uint64_t row) {
  const auto& is = input_->spec();
  const uint64_t tile_bytes = is.tile_bytes(true), pixel = row / static_cast<uint64_t>(is.width),
                 tile_row = pixel * static_cast<uint64_t>(is.tile_width);
  fg::require(is.tile_height > 0 && tile_bytes <= most_scratch_bytes, FG_E_UNSUPPORTED, file_.uri(), ": tiles of ", tile_bytes,
              " bytes are too large");
  hold(end - first, row);
  tile_.resize(tile_bytes);
  for (int y = first; y < end; y += is.tile_height)
    for (int x = 0; x < is.width; x += is.tile_width) {
      if (!input_->read_native_tile(0, 0, is.x + x, is.y + y, 0, tile_.data()) || proxy_->failure) fail_reading();
      const uint64_t bytes = pixel * static_cast<uint64_t>(std::min(is.tile_width, is.width - x));
      for (int line = 0; line < std::min(is.tile_height, end - y); ++line)
        std::memcpy(scratch_.data() + row * static_cast<uint64_t>(y - first + line) + pixel * static_cast<uint64_t>(x),
                    tile_.data() + tile_row * static_cast<uint64_t>(line), bytes);
    }
}

}  // namespace images
