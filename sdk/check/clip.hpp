// SPDX-License-Identifier: Apache-2.0
//
// A clip that the plugin opened, and a decoding lane of it, with what it said checked against the ABI's rules.
#pragma once
#include "picture.hpp"
#include "plugin.hpp"
#include "sinks.hpp"

#include <filmgate/draft/map.h>
#include <filmgate/draft/rows.h>
#include <filmgate/reader.h>

#include <map>

namespace check {

constexpr uint8_t usual_poison = 0xA5;

struct Frame { // a copy that outlives the lane's next call
  uint32_t state = 0;
  fg_timecode timecode{};
  fg_image_desc desc{};
  std::string encoding, desc_text, sensor_text;
  std::map<std::string, std::string> effective;
  bool operator==(const Frame& other) const {
    return state == other.state && timecode.frame == other.timecode.frame && desc_text == other.desc_text && sensor_text == other.sensor_text &&
           effective == other.effective;
  }
};

class Clip {
 public:
  Clip(const Plugin& plugin, const std::string& reader, std::vector<std::string> files);
  ~Clip() noexcept(false);
  Clip(const Clip&) = delete;
  const Plugin& plugin() const { return plugin_; }
  const fg_reader_v1& table() const { return table_; }
  fg_reader* raw() const { return reader_; }
  const fg_clip_info& info() const { return info_; } // native belongs to the reader
  bool decodes() const { return (info_.capabilities & FG_CAN_DECODE) != 0; }
  fg_decode_mode mode(uint32_t index) const;
  std::vector<ParameterFact> parameters() const;
  std::vector<FileFact> files() const;
  // first -1: the clip's own. Throws a Finding for what is wrong with a value.
  Kept<Entry> metadata(int64_t first, int64_t count) const;
  // The first frames, one in the middle and the last, no more than `most`.
  std::vector<int64_t> some_frames(size_t most = 4) const;

 private:
  void ask_info();
  const Plugin& plugin_;
  const fg_reader_v1& table_;
  std::vector<std::string> files_;
  fg_reader* reader_ = nullptr;
  fg_clip_info info_{};
};

class Lane {
 public:
  explicit Lane(const Clip& clip, uint32_t mode = 0);
  ~Lane() noexcept(false);
  Lane(const Lane&) = delete;
  Frame frame(int64_t index, const Values& parameters = {}) const;
  // The whole raster of `desc` into a picture of its own; with an edge it is checked for what was written outside.
  Picture decode(int64_t index, const fg_image_desc& desc, uint8_t poison = usual_poison, Edge edge = Edge::none, const Values& parameters = {}) const;
  std::string pixels(int64_t index, Edge edge = Edge::none) const; // of the whole raster; frame() is asked first
  std::string band(int64_t index, const fg_image_desc& desc, int32_t first, int32_t rows, uint8_t poison = usual_poison, Edge edge = Edge::none) const;
  std::string lent(int64_t index, const fg_image_desc& desc, int32_t first, int32_t rows) const; // through the draft map
  const fg_reader_rows* rows_table() const;
  const fg_reader_map* map_table() const;
  const fg_decode_mode& mode() const { return mode_; }
  fg_decode_request request(int64_t index, const Values& parameters) const;
  Room room() const { return {mode_.base_align, mode_.row_align, mode_.tail_bytes}; }
  fg_decoder* raw() const { return decoder_; }
  uint32_t mode_index() const { return mode_index_; }

 private:
  const Clip& clip_;
  uint32_t mode_index_;
  fg_decode_mode mode_;
  fg_decoder* decoder_ = nullptr;
};

}  // namespace check
