// SPDX-License-Identifier: Apache-2.0
//
// The structure of an .mcraw file, version 3, all little-endian:
//   0 "MOTION " · 7 u8 version · then items: u32 type, u32 size, the content
//   first item METADATA: the camera's JSON · a frame: BUFFER, then METADATA: its JSON · sound: AUDIO_DATA
//   behind the last frame: AUDIO_INDEX: i64 count, i64 start in ms
//   the last 24 bytes: BUFFER_INDEX: u32 8A905612h, i32 count, i64 offset of the index: count x (i64 offset, i64 time in ns)
// Source: mirsadm/motioncam-decoder. A file whose end is missing is walked item by item.
#pragma once
#include <filmgate/cpp/draft/json_values.hpp>
#include <filmgate/cpp/host.hpp>

#include <optional>

namespace mcraw {

enum : uint32_t { item_index = 0, item_index_data, item_buffer, item_metadata, item_audio_index, item_audio_data, item_audio_time };

class JsonRecord { // one JSON object of the file, its values under "mcraw." or "mcraw.frame."
 public:
  JsonRecord() = default;
  explicit JsonRecord(std::vector<fg::draft::KeyedValue> values) : values_(std::move(values)) {}

  [[nodiscard]] const std::vector<fg::draft::KeyedValue>& values() const { return values_; }
  [[nodiscard]] std::optional<int64_t> integer(std::string_view key) const; // a text of digits is one
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  [[nodiscard]] std::vector<double> numbers(std::string_view key) const;  // empty: no array of numbers
  [[nodiscard]] std::string text(std::string_view key) const;

 private:
  [[nodiscard]] const fg::Value* find(std::string_view key) const;
  std::vector<fg::draft::KeyedValue> values_;
};

struct FrameEntry { int64_t offset = 0, time = 0; }; // of its BUFFER item; nanoseconds
struct Audio { int64_t chunks = 0, start_ms = 0; };
struct Coded { uint64_t offset = 0, bytes = 0; };    // the content of a BUFFER

class Container {
 public:
  Container(const fg::Host& host, const std::string& uri); // FG_E_NOT_THIS_FORMAT, FG_E_UNSUPPORTED, FG_E_CORRUPT, FG_E_TRUNCATED

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] const std::string& uri() const { return file_.uri(); }
  [[nodiscard]] const JsonRecord& camera() const { return camera_; }
  [[nodiscard]] const std::vector<FrameEntry>& frames() const { return frames_; } // in order of time
  [[nodiscard]] const std::optional<Audio>& audio() const { return audio_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
  [[nodiscard]] int64_t interval() const { return interval_; } // the median of the times between frames; 0: unknown

  [[nodiscard]] Coded coded(int64_t frame) const;
  [[nodiscard]] JsonRecord frame(int64_t frame) const;

 private:
  struct Item { uint32_t type = 0; uint64_t offset = 0, bytes = 0; }; // of its content
  [[nodiscard]] Item item(uint64_t offset) const; // FG_E_TRUNCATED when it is not whole
  [[nodiscard]] JsonRecord json(const Item& from, const char* prefix) const;
  [[nodiscard]] const FrameEntry& entry(int64_t frame) const;
  bool read_index();
  void walk();
  void find_audio();
  void measure();

  fg::File file_;
  JsonRecord camera_;
  std::vector<FrameEntry> frames_;
  std::optional<Audio> audio_;
  std::vector<std::string> problems_;
  int64_t interval_ = 0;
};

// "frame 12 (1), frame 40 (3)": where more time passes than between other frames, and how many would fit; "": nowhere.
[[nodiscard]] std::string gaps_of(const Container& container);

}  // namespace mcraw
