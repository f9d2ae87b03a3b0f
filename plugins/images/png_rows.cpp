// SPDX-License-Identifier: Apache-2.0
#include "png_rows.hpp"

#include <csetjmp>
#include <optional>
#include <png.h>

namespace images {

struct PngReading {
  explicit PngReading(const fg::File& from) : file(from) {}
  ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }
  PngReading(const PngReading&) = delete;

  const fg::File& file;
  png_structp png = nullptr;
  png_infop info = nullptr;
  uint64_t at = 0; // in the file
  uint64_t row_bytes = 0;
  int32_t next_row = 0;
  std::vector<uint8_t> whole, skipped; // an interlaced picture; a row that nobody asked for
  bool interlaced = false;
  std::string problem;
  std::optional<fg::Failure> failure; // of the host: nothing thrown may pass through libpng
};

namespace {

[[noreturn]] void on_error(png_structp png, png_const_charp why) {
  static_cast<PngReading*>(png_get_error_ptr(png))->problem = why;
  png_longjmp(png, 1);
}
// What libpng warns of are chunks that it is told to leave alone; what spoils pixels it calls an error.
void on_warning(png_structp, png_const_charp) {}

bool take(PngReading& reading, png_bytep out, size_t count) noexcept {
  try {
    const uint64_t total = reading.file.size();
    fg::require(reading.at <= total && count <= total - reading.at, FG_E_TRUNCATED, reading.file.uri(), ": offset ", reading.at, ": need ",
                count, " bytes, the file has ", total, "; copy it again");
    reading.file.read_into(reading.at, {out, count});
    reading.at += count;
    return true;
  } catch (const fg::Failure& one) {
    reading.failure.emplace(one);
  } catch (...) {
    reading.failure.emplace(FG_E_IO, reading.file.uri() + ": could not be read");
  }
  return false;
}
void on_read(png_structp png, png_bytep out, size_t count) {
  if (!take(*static_cast<PngReading*>(png_get_io_ptr(png)), out, count)) png_error(png, "the file could not be read");
}

// False when libpng gave up. The jump back passes over libpng's frames and those of lambdas that own nothing.
template <class Calls>
bool guarded(png_structp png, const Calls& calls) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  calls();
  return true;
}

// As recorded: greys and palettes become RGB, a transparent colour becomes alpha, 16 bits are the machine's.
void ask_for_rgb(png_structp png, png_infop info) {
  const auto colour = png_get_color_type(png, info);
  const auto bits = png_get_bit_depth(png, info);
  if (colour == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
  if (colour == PNG_COLOR_TYPE_GRAY && bits < 8) png_set_expand_gray_1_2_4_to_8(png);
  if (png_get_valid(png, info, PNG_INFO_tRNS) != 0) png_set_tRNS_to_alpha(png);
  if (colour == PNG_COLOR_TYPE_GRAY || colour == PNG_COLOR_TYPE_GRAY_ALPHA) png_set_gray_to_rgb(png);
  if (bits == 16) png_set_swap(png);
}

}  // namespace

PngRows::PngRows(const fg::File& file) : file_(file) {}
PngRows::~PngRows() = default;

void PngRows::fail() {
  const auto failure = std::move(reading_->failure);
  const auto problem = std::move(reading_->problem);
  reading_.reset();
  if (failure) throw fg::Failure(*failure);
  fg::fail(FG_E_CORRUPT, file_.uri(), ": libpng: ", problem, "; copy the file again");
}

void PngRows::begin(const fg_image_desc& desc) {
  reading_ = std::make_unique<PngReading>(file_);
  auto& r = *reading_;
  r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
  fg::require(r.png != nullptr, FG_E_NO_MEMORY, file_.uri(), ": libpng has no memory");
  r.info = png_create_info_struct(r.png);
  fg::require(r.info != nullptr, FG_E_NO_MEMORY, file_.uri(), ": libpng has no memory");
  int passes = 1;
  const bool begun = guarded(r.png, [&] {
    png_set_read_fn(r.png, &r, on_read);
    png_set_user_limits(r.png, 65535, 65535);
    png_set_keep_unknown_chunks(r.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1); // all but what pixels need
    png_read_info(r.png, r.info);
    ask_for_rgb(r.png, r.info);
    passes = png_set_interlace_handling(r.png);
    png_read_update_info(r.png, r.info);
    r.row_bytes = png_get_rowbytes(r.png, r.info);
  });
  if (!begun) fail();
  const uint64_t want = uint64_t{desc.width} * (desc.layout == FG_LAYOUT_RGBA ? 4 : 3) * (desc.sample == FG_SAMPLE_U16 ? 2 : 1);
  fg::require(r.row_bytes == want && png_get_image_height(r.png, r.info) == desc.height, FG_E_CORRUPT, file_.uri(),
              ": libpng sees rows of ", r.row_bytes, " bytes, the chunks say ", want);
  r.interlaced = passes > 1;
  if (!r.interlaced) return r.skipped.resize(r.row_bytes);
  r.whole.resize(r.row_bytes * desc.height);
  const bool read = guarded(r.png, [&] {
    for (int pass = 0; pass < passes; ++pass)
      for (uint32_t y = 0; y < desc.height; ++y) png_read_row(r.png, r.whole.data() + r.row_bytes * y, nullptr);
  });
  if (!read) fail();
}

void PngRows::read(const fg_image_desc& desc, const fg_image& out) {
  if (!reading_ || (!reading_->interlaced && out.window.y < reading_->next_row)) begin(desc);
  auto& r = *reading_;
  const int32_t end = out.window.y + out.window.h;
  if (r.interlaced) {
    for (int32_t y = out.window.y; y < end; ++y) {
      const auto to = fg::row_bytes(out, y, r.row_bytes);
      std::memcpy(to.data(), r.whole.data() + r.row_bytes * static_cast<uint64_t>(y), to.size());
    }
    return;
  }
  for (; r.next_row < end; ++r.next_row) {
    uint8_t* to = r.next_row < out.window.y ? r.skipped.data() : fg::row_bytes(out, r.next_row, r.row_bytes).data();
    if (!guarded(r.png, [&] { png_read_row(r.png, to, nullptr); })) fail();
  }
}

}  // namespace images
