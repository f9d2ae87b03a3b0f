// SPDX-License-Identifier: Apache-2.0
//
// ReaderOf: the C table of a reader written in C++. Each function of the table ends the exceptions of what it calls, and
// writes only those members that the other side's struct has. Extensions beyond fg.reader.rows/1 come from
// Format::extension(id), where there is one. Comes with reader.hpp.
#pragma once
#include <filmgate/draft/rows.h>
#include <filmgate/cpp/reader.hpp>

namespace fg {
inline namespace v1 {
namespace detail {

struct OpenReader {
  std::unique_ptr<Reader> reader;
  std::vector<std::string> uris, sidecar_uris;
  ClipInfo info;
};
struct OpenDecoder {
  std::unique_ptr<Decoder> decoder;
  FrameInfo info;
  std::vector<fg_kv> effective;
};
inline OpenReader& self(fg_reader* r) { return *reinterpret_cast<OpenReader*>(r); }
inline OpenDecoder& self(fg_decoder* d) { return *reinterpret_cast<OpenDecoder*>(d); }
inline Request request(const fg_decode_request* q) { return {q->frame, Values(q->params, q->param_count), q->job}; }

// A field the other side's struct lacks is skipped.
#define FG_SET(out, field, value) do { if (FG_HAS(out, field)) (out)->field = (value); } while (0)

inline fg_status list_files(fg_reader* r, const fg_file_sink* s, fg_error* e) noexcept {
  return guard(e, [&] {
    Files files(s);
    for (const auto& uri : self(r).uris) files.put(FG_FILE_ESSENCE, uri);
    for (const auto& uri : self(r).sidecar_uris) files.put(FG_FILE_SIDECAR, uri);
    self(r).reader->files(files);
  });
}
inline fg_status clip(fg_reader* r, fg_clip_info* out, fg_error* e) noexcept {
  return guard(e, [&] {
    auto& info = self(r).info;
    info = self(r).reader->clip();
    FG_SET(out, capabilities, info.capabilities);
    FG_SET(out, views, 1u);
    FG_SET(out, frame_count, info.frame_count);
    FG_SET(out, rate, info.rate);
    FG_SET(out, capture_rate, info.capture_rate);
    FG_SET(out, start, info.start);
    FG_SET(out, segments_found, info.segments_found);
    FG_SET(out, segments_expected, info.segments_expected);
    FG_SET(out, mode_count, 1u);
    FG_SET(out, max_lanes, info.max_lanes);
    FG_SET(out, native, &info.native);
  });
}
inline fg_status mode(fg_reader* r, uint32_t i, fg_decode_mode* out, fg_error* e) noexcept {
  return guard(e, [&] {
    require(i == 0, FG_E_OUT_OF_RANGE, "mode ", i, " does not exist; this reader has one");
    auto& info = self(r).info;
    info = self(r).reader->clip();
    FG_SET(out, scale_den, 1u);
    FG_SET(out, quality, 0u);
    FG_SET(out, row_granularity, info.row_granularity);
    FG_SET(out, base_align, info.base_align);
    FG_SET(out, row_align, info.row_align);
    FG_SET(out, tail_bytes, info.tail_bytes);
    FG_SET(out, output, &info.native);
  });
}
inline fg_status metadata(fg_reader* r, int64_t first, int64_t count, const fg_record_sink* s, const fg_job*,
                          fg_error* e) noexcept {
  return guard(e, [&] {
    if (first < 0) return self(r).reader->metadata(Record(s, -1));
    for (int64_t i = 0; i < count; ++i) self(r).reader->frame_metadata(Record(s, first + i));
  });
}
inline fg_status frame(fg_decoder* d, const fg_decode_request* q, fg_frame_info* out, fg_error* e) noexcept {
  return guard(e, [&] {
    auto& lane = self(d);
    lane.info = lane.decoder->frame(request(q));
    lane.effective.clear();
    for (const auto& [key, value] : lane.info.effective) lane.effective.push_back({key.c_str(), lend(value)});
    FG_SET(out, state, lane.info.state);
    FG_SET(out, timecode, lane.info.timecode);
    FG_SET(out, desc, &lane.info.desc);
    FG_SET(out, sensor, lane.info.sensor ? &*lane.info.sensor : nullptr);
    FG_SET(out, effective, lane.effective.data());
    FG_SET(out, effective_count, static_cast<uint32_t>(lane.effective.size()));
  });
}
inline fg_status decode(fg_decoder* d, const fg_decode_request* q, const fg_image* dst, fg_error* e) noexcept {
  return guard(e, [&] { self(d).decoder->decode_rows(request(q), *dst); });
}
template <class Format>
const void* extension(const char* id) noexcept {
  static constexpr fg_reader_rows rows{&decode};
  if (std::string_view(id) == FG_READER_ROWS) return &rows;
  if constexpr (requires { Format::extension(id); }) return Format::extension(id);
  else return nullptr;
}

}  // namespace detail

template <class Format>
struct ReaderOf {
  static constexpr std::string_view interface_id = FG_READER;
  static const void* table() noexcept { return &table_; }

 private:
  static int32_t probe(fg_plugin* p, const fg_probe* in) noexcept {
    int32_t score = 0;
    guard(nullptr, [&] {
      (void)p;
      score = Format::probe({in->uri, ByteView({in->head, in->head_size}, in->uri), in->file_size, in->job});
    });
    return score;
  }
  static fg_status open(fg_plugin* p, const fg_open* in, fg_reader** out, fg_error* e) noexcept {
    return guard(e, [&] {
      auto made = std::make_unique<detail::OpenReader>();
      made->uris.assign(in->files, in->files + in->file_count);
      made->sidecar_uris.assign(in->sidecars, in->sidecars + in->sidecar_count);
      made->reader = Format::open(detail::host_of(p),
                                  {made->uris, made->sidecar_uris, Values(in->opts, in->opt_count), in->job});
      *out = reinterpret_cast<fg_reader*>(made.release());
    });
  }
  static void close(fg_reader* r) noexcept { delete &detail::self(r); }
  static fg_status params(fg_reader* r, const fg_param_sink* s, fg_error* e) noexcept {
    return guard(e, [&] { detail::self(r).reader->parameters(Parameters(s)); });
  }
  static fg_status decoder(fg_reader* r, uint32_t mode, fg_decoder** out, fg_error* e) noexcept {
    return guard(e, [&] {
      require(mode == 0, FG_E_OUT_OF_RANGE, "mode ", mode, " does not exist; this reader has one");
      auto made = std::make_unique<detail::OpenDecoder>();
      made->decoder = detail::self(r).reader->decoder();
      *out = reinterpret_cast<fg_decoder*>(made.release());
    });
  }
  static void release(fg_decoder* d) noexcept { delete &detail::self(d); }

  static constexpr fg_reader_v1 table_{
      Format::id,  &probe,   &open,    &close,         &detail::list_files, &detail::clip,     &detail::mode,
      &params, &detail::metadata, &decoder, &release, &detail::frame,       &detail::decode, &detail::extension<Format>};
};

}  // namespace v1
}  // namespace fg
