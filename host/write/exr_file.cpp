// SPDX-License-Identifier: Apache-2.0
//
// OpenEXRCore writes header, chunk headers and offset table; none and ZIP chunks are packed here, PIZ by its pipeline.
#include "write/exr_file.hpp"

#include "chunk_bytes.hpp"
#include "coalescing_stream.hpp"
#include "kept_bytes.hpp"

#include <algorithm>
#include <cmath>
#include <openexr.h>

namespace filmgate {
namespace {

struct StreamUser { // what the library's callbacks get
  CoalescingStream* stream = nullptr;
  Status* status = nullptr;
};

// Of this thread. The library complains with its context locked, so that asking the context for it would wait for ever.
thread_local std::string* listener = nullptr;

class Listening {
 public:
  explicit Listening(std::string& to) { listener = &to; }
  ~Listening() { listener = nullptr; }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
};

}  // namespace

struct ExrFile::Raw {
  StreamUser user;
  TemporaryFile temporary;
  int32_t width = 0;
  Compression compression = Compression::none;
  std::unique_ptr<CoalescingStream> stream;
  exr_context_t context = nullptr;
  Status stream_status;
  std::string said; // what the library complained about
  template <class Call>
  [[nodiscard]] Status ask(const char* what, const Call& call) {
    const Listening here(said);
    return outcome(call(), what);
  }
  [[nodiscard]] Status outcome(exr_result_t result, const char* what) const {
    if (!stream_status) return within(temporary.path().display(), stream_status.error());
    if (result == EXR_ERR_SUCCESS) return {};
    const auto trouble = result == EXR_ERR_OUT_OF_MEMORY ? Trouble::try_again : Trouble::io;
    return failure(trouble, "{}: {}: {}", temporary.path().display(), what, said.empty() ? exr_get_default_error_message(result) : said);
  }
};

namespace {

constexpr uint32_t half_bytes = 2, channels = 3;

exr_compression_t library_name(Compression compression) {
  switch (compression) {
    case Compression::none: return EXR_COMPRESSION_NONE;
    case Compression::zips: return EXR_COMPRESSION_ZIPS;
    case Compression::zip: return EXR_COMPRESSION_ZIP;
    case Compression::piz: return EXR_COMPRESSION_PIZ;
  }
  return EXR_COMPRESSION_NONE;
}

// SMPTE ST 2065-1 and ACEScg (S-2014-004).
exr_attr_chromaticities_t chromaticities(Gamut gamut) {
  if (gamut == Gamut::ap1) return {0.713f, 0.293f, 0.165f, 0.830f, 0.128f, 0.044f, 0.32168f, 0.33767f};
  return {0.7347f, 0.2653f, 0.0f, 1.0f, 0.0001f, -0.0770f, 0.32168f, 0.33767f};
}

exr_result_t set_attribute(exr_context_t context, const ExrAttribute& attribute) {
  const char* name = attribute.name.c_str();
  return std::visit(
      [&](const auto& value) -> exr_result_t {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, int32_t>) return exr_attr_set_int(context, 0, name, value);
        else if constexpr (std::is_same_v<T, float>) return exr_attr_set_float(context, 0, name, value);
        else if constexpr (std::is_same_v<T, std::string>)
          return value.empty() ? EXR_ERR_SUCCESS : exr_attr_set_string(context, 0, name, value.c_str());
        else if constexpr (std::is_same_v<T, ExrRational>) {
          const exr_attr_rational_t rational{value.num, value.den};
          return exr_attr_set_rational(context, 0, name, &rational);
        } else {
          const exr_attr_timecode_t timecode{value.time_and_flags, value.user_data};
          return exr_attr_set_timecode(context, 0, name, &timecode);
        }
      },
      attribute.value);
}

exr_result_t set_header(exr_context_t context, const ExrHeader& header) {
  const exr_attr_box2i_t window{{0, 0}, {header.width - 1, header.height - 1}};
  const exr_attr_v2f_t centre{0, 0};
  const bool long_names = std::any_of(header.attributes.begin(), header.attributes.end(), [](const auto& a) { return a.name.size() > 31; });
  int part = 0;
  exr_result_t result = exr_set_longname_support(context, long_names ? 1 : 0);
  const auto then = [&](exr_result_t next) { if (result == EXR_ERR_SUCCESS) result = next; };
  then(exr_add_part(context, "plate", EXR_STORAGE_SCANLINE, &part));
  then(exr_initialize_required_attr(context, part, &window, &window, header.pixel_aspect, &centre, 1.0f,
                                    EXR_LINEORDER_INCREASING_Y, library_name(header.compression)));
  for (const char* channel : {"B", "G", "R"})
    then(exr_add_channel(context, part, channel, EXR_PIXEL_HALF, EXR_PERCEPTUALLY_LOGARITHMIC, 1, 1));
  if (header.gamut != Gamut::unknown) {
    const auto primaries = chromaticities(header.gamut);
    then(exr_attr_set_chromaticities(context, part, "chromaticities", &primaries));
  }
  if (header.container == Container::strict) then(exr_attr_set_int(context, part, "acesImageContainerFlag", 1));
  for (const auto& attribute : header.attributes) then(set_attribute(context, attribute));
  then(exr_write_header(context));
  return result;
}

constexpr int32_t piz_rows = 32;

// Filled here: the library's own function only describes the chunk that is to be written next, and chunks are encoded
// ahead of that, by several threads.
exr_chunk_info_t piz_chunk(int32_t width, int32_t row, std::span<const uint8_t> packed) {
  exr_chunk_info_t out{};
  out.idx = row / piz_rows;
  out.start_y = row;
  out.width = width;
  out.height = static_cast<int32_t>(packed.size() / (static_cast<size_t>(width) * channels * half_bytes));
  out.type = EXR_STORAGE_SCANLINE;
  out.compression = EXR_COMPRESSION_PIZ;
  out.unpacked_size = packed.size();
  return out;
}

tl::unexpected<Error> piz_failure(exr_result_t result) {
  return failure(result == EXR_ERR_OUT_OF_MEMORY ? Trouble::try_again : Trouble::internal, "PIZ: {}", exr_get_default_error_message(result));
}

Result<std::vector<uint8_t>> encode_piz(exr_const_context_t context, int32_t width, int32_t row, std::span<uint8_t> packed) {
  const auto chunk = piz_chunk(width, row, packed);
  exr_encode_pipeline_t pipeline = EXR_ENCODE_PIPELINE_INITIALIZER;
  auto result = exr_encoding_initialize(context, 0, &chunk, &pipeline);
  if (result != EXR_ERR_SUCCESS) return piz_failure(result);
  for (int i = 0; i < pipeline.channel_count; ++i) { // never read, but choosing routines insists on addresses
    pipeline.channels[i].encode_from_ptr = packed.data();
    pipeline.channels[i].user_pixel_stride = half_bytes;
    pipeline.channels[i].user_line_stride = pipeline.channels[i].width * static_cast<int32_t>(half_bytes);
    pipeline.channels[i].user_bytes_per_element = half_bytes;
    pipeline.channels[i].user_data_type = EXR_PIXEL_HALF;
  }
  if (result == EXR_ERR_SUCCESS) result = exr_encoding_choose_default_routines(context, 0, &pipeline);
  pipeline.packed_buffer = packed.data();
  pipeline.packed_bytes = packed.size();
  pipeline.packed_alloc_size = 0; // ours: the pipeline must not free it
  // Running the whole pipeline would refuse chunks that are not the next one; rows are packed, so its codec is enough.
  if (result == EXR_ERR_SUCCESS) result = pipeline.compress_fn ? pipeline.compress_fn(&pipeline) : EXR_ERR_FEATURE_NOT_IMPLEMENTED;
  std::vector<uint8_t> out;
  if (result == EXR_ERR_SUCCESS && pipeline.compressed_bytes < packed.size() && pipeline.compressed_buffer) {
    const auto* bytes = static_cast<const uint8_t*>(pipeline.compressed_buffer);
    out.assign(bytes, bytes + pipeline.compressed_bytes);
  }
  pipeline.packed_buffer = nullptr;
  exr_encoding_destroy(context, &pipeline);
  if (result != EXR_ERR_SUCCESS) return piz_failure(result);
  return out;
}

std::vector<uint8_t> encode_zip(std::span<const uint8_t> packed) {
  KeptBytes scratch(packed.size()), ready(packed.size());
  split_and_delta(packed, scratch.bytes(), ready.bytes());
  return deflate_smaller(ready.bytes());
}

}  // namespace

// Called from C: nothing may be thrown through it.
namespace {
int64_t write_through(exr_const_context_t, void* user, const void* bytes, uint64_t count, uint64_t offset, exr_stream_error_func_ptr_t) noexcept try {
  auto& held = *static_cast<StreamUser*>(user);
  if (auto status = held.stream->write_at(bytes, count, offset); !status) {
    if (*held.status) *held.status = std::move(status);
    return -1;
  }
  return static_cast<int64_t>(count);
} catch (const std::exception&) { // no memory, neither for the bytes nor for words
  return -1;
}
void complain(exr_const_context_t, exr_result_t, const char* text) noexcept try {
  if (listener) *listener = text;
} catch (const std::exception&) {
}
}  // namespace

ExrFile::ExrFile(std::unique_ptr<Raw> raw) : raw_(std::move(raw)) {}

ExrFile::~ExrFile() {
  if (raw_->context) exr_finish(&raw_->context);
}

Result<std::unique_ptr<ExrFile>> ExrFile::create(const Path& temporary, const ExrHeader& header) {
  FILMGATE_CHECK(check_header(header));
  auto raw = std::make_unique<Raw>();
  raw->width = header.width, raw->compression = header.compression;
  FILMGATE_TRY(file, TemporaryFile::create(temporary));
  raw->temporary = std::move(file);
  raw->stream = std::make_unique<CoalescingStream>(raw->temporary.fd());
  std::unique_ptr<ExrFile> out(new ExrFile(std::move(raw)));
  auto& made = *out->raw_;
  made.user = {made.stream.get(), &made.stream_status};
  exr_context_initializer_t initializer = EXR_DEFAULT_CONTEXT_INITIALIZER;
  initializer.user_data = &made.user;
  initializer.write_fn = &write_through;
  initializer.error_handler_fn = &complain;
  FILMGATE_CHECK(made.ask("start", [&] { return exr_start_write(&made.context, temporary.c_str(), EXR_WRITE_FILE_DIRECTLY, &initializer); }));
  FILMGATE_CHECK(made.ask("header", [&] { return set_header(made.context, header); }));
  return out;
}

int32_t ExrFile::rows_per_chunk() const {
  switch (raw_->compression) {
    case Compression::none:
    case Compression::zips: return 1;
    case Compression::zip: return 16;
    case Compression::piz: return piz_rows;
  }
  return 1;
}

uint64_t ExrFile::row_bytes() const { return static_cast<uint64_t>(raw_->width) * channels * half_bytes; }

Result<EncodedRows> ExrFile::encode(int32_t first_row, std::span<uint8_t> packed) const {
  EncodedRows out;
  const uint64_t chunk = row_bytes() * static_cast<uint64_t>(rows_per_chunk());
  for (uint64_t at = 0; at < packed.size(); at += chunk) {
    const auto rows = packed.subspan(at, std::min<uint64_t>(chunk, packed.size() - at));
    const auto row = first_row + static_cast<int32_t>(at / row_bytes());
    EncodedRows::Chunk made{row, {}, rows};
    if (raw_->compression == Compression::piz) {
      FILMGATE_TRY(bytes, encode_piz(raw_->context, raw_->width, row, rows));
      made.bytes = std::move(bytes);
    } else if (raw_->compression != Compression::none) {
      made.bytes = encode_zip(rows);
    }
    out.chunks.push_back(std::move(made));
  }
  return out;
}

Status ExrFile::write(const EncodedRows& rows) {
  for (const auto& chunk : rows.chunks) {
    const std::span<const uint8_t> bytes = chunk.bytes.empty() ? chunk.packed : std::span<const uint8_t>(chunk.bytes);
    FILMGATE_CHECK(raw_->ask("rows", [&] { return exr_write_scanline_chunk(raw_->context, 0, chunk.first_row, bytes.data(), bytes.size()); }));
  }
  return {};
}

Result<TemporaryFile> ExrFile::finish() {
  const auto status = raw_->ask("end", [&] { return exr_finish(&raw_->context); });
  raw_->context = nullptr;
  FILMGATE_CHECK(Status(status));
  if (auto flushed = raw_->stream->flush(); !flushed) return within(raw_->temporary.path().display(), std::move(flushed.error()));
  return std::move(raw_->temporary);
}

}  // namespace filmgate
