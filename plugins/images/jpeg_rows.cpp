// SPDX-License-Identifier: Apache-2.0
#include "jpeg_rows.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdio> // jpeglib.h wants it first
#include <optional>

#include <jerror.h>
#include <jpeglib.h>

namespace images {

struct JpegReading {
  explicit JpegReading(const fg::File& from) : file(from) {}
  ~JpegReading() {
    if (made) jpeg_destroy_decompress(&jpeg);
  }
  JpegReading(const JpegReading&) = delete;

  jpeg_decompress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg_source_mgr source{};
  jpeg_progress_mgr progress{};
  std::jmp_buf back{};
  const fg::File& file;
  uint64_t at = 0; // in the file, of what is read next
  std::vector<uint8_t> block, skipped;
  bool made = false, started = false;
  int32_t next_row = 0;
  std::vector<std::string> warnings; // since the beginning
  std::string problem;
  bool unsupported = false;
  std::optional<fg::Failure> failure; // of the host: nothing thrown may pass through libjpeg
};

namespace {

constexpr size_t block_bytes = 64 << 10;
constexpr size_t most_warnings = 16;
constexpr int most_scans = 512;        // a progressive picture has about ten; each costs time
constexpr long most_memory = 1L << 30; // of a progressive picture's coefficients, bytes
constexpr unsigned longest_marker = 0xFFFF;

JpegReading& reading_of(j_common_ptr jpeg) { return *static_cast<JpegReading*>(jpeg->client_data); }

std::string message_of(j_common_ptr jpeg) {
  char text[JMSG_LENGTH_MAX] = {};
  jpeg->err->format_message(jpeg, text);
  return text;
}

void keep_problem(j_common_ptr jpeg) {
  auto& reading = reading_of(jpeg);
  const int code = jpeg->err->msg_code;
  reading.problem = message_of(jpeg);
  reading.unsupported = code == JERR_BAD_PRECISION || code == JERR_SOF_UNSUPPORTED || code == JERR_NOTIMPL || code == JERR_ARITH_NOTIMPL;
}
[[noreturn]] void on_error(j_common_ptr jpeg) {
  keep_problem(jpeg); // no object of this frame is left behind by the jump
  std::longjmp(reading_of(jpeg).back, 1);
}
void on_message(j_common_ptr jpeg, int level) { // -1: a warning; the rest are traces
  auto& reading = reading_of(jpeg);
  if (level < 0 && reading.warnings.size() < most_warnings) reading.warnings.push_back(message_of(jpeg));
}
void on_output(j_common_ptr) {} // nothing is printed
void on_progress(j_common_ptr jpeg) {
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number <= most_scans) return;
  reading_of(jpeg).problem = "it has more scans than any picture";
  std::longjmp(reading_of(jpeg).back, 1);
}

bool next_block(JpegReading& reading) noexcept {
  try {
    const uint64_t total = reading.file.size();
    fg::require(reading.at < total, FG_E_TRUNCATED, reading.file.uri(), ": offset ", reading.at,
                ": the file ends within its picture; copy it again");
    const auto count = static_cast<size_t>(std::min<uint64_t>(block_bytes, total - reading.at));
    reading.block.resize(count);
    reading.file.read_into(reading.at, reading.block);
    reading.at += count;
    return true;
  } catch (const fg::Failure& one) {
    reading.failure.emplace(one);
  } catch (...) {
    reading.failure.emplace(FG_E_IO, reading.file.uri() + ": could not be read");
  }
  return false;
}
boolean fill(j_decompress_ptr jpeg) {
  auto& reading = reading_of(reinterpret_cast<j_common_ptr>(jpeg));
  if (!next_block(reading)) ERREXIT(jpeg, JERR_INPUT_EMPTY);
  jpeg->src->next_input_byte = reading.block.data(), jpeg->src->bytes_in_buffer = reading.block.size();
  return TRUE;
}
void skip(j_decompress_ptr jpeg, long count) {
  if (count <= 0) return;
  auto& reading = reading_of(reinterpret_cast<j_common_ptr>(jpeg));
  const auto held = static_cast<long>(jpeg->src->bytes_in_buffer);
  if (count > held) reading.at += static_cast<uint64_t>(count - held);
  const auto taken = static_cast<size_t>(std::min(count, held));
  jpeg->src->next_input_byte += taken, jpeg->src->bytes_in_buffer -= taken;
}

// False when libjpeg gave up. The jump back passes over libjpeg's frames and those of lambdas that own nothing.
template <class Calls>
bool guarded(JpegReading& reading, const Calls& calls) {
  if (setjmp(reading.back) != 0) return false;
  calls();
  return true;
}

void prepare(JpegReading& r) {
  r.jpeg.err = jpeg_std_error(&r.errors);
  r.errors.error_exit = on_error, r.errors.emit_message = on_message, r.errors.output_message = on_output;
  r.jpeg.client_data = &r;
  jpeg_create_decompress(&r.jpeg);
  r.made = true;
  r.source.init_source = [](j_decompress_ptr) {};
  r.source.term_source = [](j_decompress_ptr) {};
  r.source.fill_input_buffer = fill, r.source.skip_input_data = skip, r.source.resync_to_restart = jpeg_resync_to_restart;
  r.jpeg.src = &r.source;
  r.progress.progress_monitor = on_progress;
  r.jpeg.progress = &r.progress;
  r.jpeg.mem->max_memory_to_use = most_memory;
  for (int app = 0; app < 16; ++app) jpeg_save_markers(&r.jpeg, JPEG_APP0 + app, longest_marker);
  jpeg_save_markers(&r.jpeg, JPEG_COM, longest_marker);
  jpeg_read_header(&r.jpeg, TRUE);
}

const char* name_of(J_COLOR_SPACE colour) {
  switch (colour) {
    case JCS_GRAYSCALE: return "grey";
    case JCS_YCbCr: return "YCbCr";
    case JCS_RGB: return "RGB";
    case JCS_CMYK: return "CMYK";
    case JCS_YCCK: return "YCCK";
    default: return "unknown";
  }
}

}  // namespace

JpegRows::JpegRows(const fg::File& file) : file_(file) {}
JpegRows::~JpegRows() = default;

void JpegRows::fail() {
  const auto failure = std::move(reading_->failure);
  const auto problem = std::move(reading_->problem);
  const bool unsupported = reading_->unsupported;
  reading_.reset();
  if (failure) throw fg::Failure(*failure);
  fg::fail(unsupported ? FG_E_UNSUPPORTED : FG_E_CORRUPT, file_.uri(), ": libjpeg: ", problem, unsupported ? "" : "; copy the file again");
}

void JpegRows::begin() {
  reading_ = std::make_unique<JpegReading>(file_);
  if (!guarded(*reading_, [&] { prepare(*reading_); })) fail();
}

JpegHeader JpegRows::header() {
  begin();
  const auto& r = *reading_;
  JpegHeader out;
  out.width = r.jpeg.image_width, out.height = r.jpeg.image_height;
  out.components = static_cast<uint32_t>(r.jpeg.num_components), out.precision = static_cast<uint32_t>(r.jpeg.data_precision);
  out.progressive = r.jpeg.progressive_mode != FALSE, out.colour = name_of(r.jpeg.jpeg_color_space);
  out.is_decoded = r.jpeg.jpeg_color_space == JCS_GRAYSCALE || r.jpeg.jpeg_color_space == JCS_YCbCr || r.jpeg.jpeg_color_space == JCS_RGB;
  for (int i = 0; i < r.jpeg.num_components; ++i)
    out.sampling += fg::concat(i == 0 ? "" : " ", r.jpeg.comp_info[i].h_samp_factor, "x", r.jpeg.comp_info[i].v_samp_factor);
  out.scan_offset = r.at - r.source.bytes_in_buffer;
  for (const auto* marker = r.jpeg.marker_list; marker != nullptr; marker = marker->next)
    out.markers.push_back({marker->marker, {marker->data, marker->data + marker->data_length}});
  out.warnings = r.warnings;
  return out;
}

void JpegRows::read(const fg_image& out) {
  if (!reading_ || out.window.y < reading_->next_row) begin();
  auto& r = *reading_;
  const uint64_t row_bytes = uint64_t{r.jpeg.image_width} * 3;
  if (!r.started) {
    fg::require(r.jpeg.image_width == out.desc->width && r.jpeg.image_height == out.desc->height, FG_E_CORRUPT, file_.uri(),
                ": it changed meanwhile");
    r.warnings.clear(); // of markers, which were told
    r.skipped.resize(row_bytes);
    r.jpeg.out_color_space = JCS_RGB;
    if (!guarded(r, [&] { (void)jpeg_start_decompress(&r.jpeg); })) fail();
    r.started = true;
  }
  for (const int32_t end = out.window.y + out.window.h; r.next_row < end; ++r.next_row) {
    JSAMPROW to = r.next_row < out.window.y ? r.skipped.data() : fg::row_bytes(out, r.next_row, row_bytes).data();
    if (!guarded(r, [&] { (void)jpeg_read_scanlines(&r.jpeg, &to, 1); })) fail();
    if (r.warnings.empty()) continue;
    r.problem = r.warnings.front();
    fail();
  }
}

}  // namespace images
