// SPDX-License-Identifier: Apache-2.0
//
// A clip opened by a reader plugin, and its decoding lanes.
#pragma once
#include "plugin/frame.hpp"
#include "plugin/job_handle.hpp"
#include "plugin/loader.hpp"
#include "plugin/parameters.hpp"
#include "plugin/trim_output.hpp"

namespace filmgate {

struct ImageRoom { // what decode() needs of its image
  uint32_t base_align = 1, row_align = 1; // powers of two, bytes
  uint32_t tail_bytes = 0;                // behind the last row of each plane
};

struct ClipFacts {
  int64_t frame_count = 0; // -1: still growing
  Rational rate, capture_rate;
  Timecode start;
  bool decodes = false;
  uint32_t segments_found = 1, segments_expected = 1;
  uint32_t max_lanes = 0; // 0: no limit
  uint32_t row_granularity = 1; // rows decode together
  ImageRoom room;
  Shape shape;
};

struct FileFact { std::string kind; Path path; bool present; };
struct NativeEntry { int64_t frame; std::string key, unit; TypedValue value; };

class Lane { // one thread at a time
 public:
  struct Raw;
  explicit Lane(std::unique_ptr<Raw> raw);
  ~Lane();
  [[nodiscard]] Result<FrameFacts> frame(int64_t index, const ParameterValues& parameters);
  [[nodiscard]] bool decodes_rows() const; // else only decode() of the whole raster
  [[nodiscard]] Status rows(int64_t index, const ParameterValues& parameters, const FrameFacts& facts, const RowsView& out);
  // Rows lent by the plugin until give_back(); only when lends_rows().
  [[nodiscard]] bool lends_rows() const;
  [[nodiscard]] Result<RowsView> borrow(int64_t index, const ParameterValues& parameters, RowRange rows);
  void give_back();

 private:
  std::unique_ptr<Raw> raw_;
};

class ReaderClip {
 public:
  struct Raw;
  explicit ReaderClip(std::unique_ptr<Raw> raw);
  ~ReaderClip();
  // How sure the plugin is, 0 .. 100, from the first bytes of the first file.
  [[nodiscard]] static int probe(LoadedPlugin& plugin, const std::string& reader, const Path& file, const JobHandle& job);
  [[nodiscard]] static Result<std::unique_ptr<ReaderClip>> open(LoadedPlugin& plugin, const std::string& reader,
                                                                const std::vector<Path>& files,
                                                                const std::vector<Path>& sidecars, const JobHandle& job);
  [[nodiscard]] const ClipFacts& facts() const;
  [[nodiscard]] Result<std::vector<FileFact>> files();
  [[nodiscard]] Result<std::vector<ParameterFact>> parameters();
  // first -1: the clip's own values. What came before an error is kept in `out`.
  [[nodiscard]] Status metadata(int64_t first, int64_t count, std::vector<NativeEntry>& out);
  [[nodiscard]] Result<std::unique_ptr<Lane>> lane();
  // A shorter original. `widen`: to what the format can cut; then `trim` that.
  [[nodiscard]] bool trims() const;
  [[nodiscard]] Result<FrameRange> widen(FrameRange wanted);
  [[nodiscard]] Status trim(FrameRange frames, TrimOutput& to);

 private:
  std::unique_ptr<Raw> raw_;
};

}  // namespace filmgate
