// SPDX-License-Identifier: Apache-2.0
//
// A reader in C++: derive from Reader and Decoder, and list ReaderOf<YourFormat> in FG_PLUGIN. YourFormat has
//   static constexpr const char* id;
//   static int probe(const Probe&);                                    // 0 no .. 100 certain
//   static std::unique_ptr<Reader> open(const Host&, const OpenFiles&);
// Everything may throw Failure; nothing thrown crosses the boundary.
#pragma once
#include <filmgate/reader.h>
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/image.hpp>
#include <filmgate/cpp/plugin.hpp>
#include <filmgate/cpp/record.hpp>

#include <memory>

namespace fg {
inline namespace v1 {

struct Probe {
  std::string_view uri;
  ByteView head; // at least 4096 bytes, or the whole file
  uint64_t file_size = 0;
  const fg_job* job = nullptr;
};

struct OpenFiles {
  std::vector<std::string> files, sidecars;
  Values options;
  const fg_job* job;
};

struct ClipInfo {
  uint32_t capabilities = FG_CAN_DECODE;
  int64_t frame_count = 0;
  fg_rational rate{0, 0}, capture_rate{0, 0};
  fg_timecode start{-1, {0, 0}, 0, 0};
  uint32_t segments_found = 1, segments_expected = 1, max_lanes = 0;
  uint32_t row_granularity = 1;
  uint32_t base_align = 1, row_align = 1, tail_bytes = 0; // what decode_rows() needs of its image, bytes
  ImageDesc native; // as recorded and as decoded
};

struct FrameInfo {
  uint32_t state = FG_FRAME_OK;
  fg_timecode timecode{-1, {0, 0}, 0, 0};
  ImageDesc desc;
  std::optional<Sensor> sensor;
  std::vector<std::pair<std::string, Value>> effective; // every parameter as it takes effect
};

struct Request {
  int64_t frame;
  Values parameters;
  const fg_job* job;
};

class Decoder { // one lane: used by one thread at a time
 public:
  virtual ~Decoder() = default;
  virtual FrameInfo frame(const Request&) = 0;
  // Fills every row of out.window; the window spans the raster's width.
  virtual void decode_rows(const Request&, const fg_image& out) = 0;
};

class Reader {
 public:
  virtual ~Reader() = default;
  virtual ClipInfo clip() = 0;
  virtual void files(const Files&) {} // beyond what was opened: missing or belonging files
  virtual void parameters(const Parameters&) {}
  virtual void metadata(const Record&) {}       // the clip's own values
  virtual void frame_metadata(const Record&) {} // those of record.frame()
  virtual std::unique_ptr<Decoder> decoder() = 0;
};

}  // namespace v1
}  // namespace fg

#include <filmgate/cpp/reader_table.hpp> // ReaderOf
