// SPDX-License-Identifier: Apache-2.0
//
// Draft. Where the samples of a movie's track lie, from the boxes of its 'stbl' (all big-endian, each after u32 version
// and flags):
//   stsz  u32 size of all, u32 count, and when the size is 0: count × u32     (stz2 is not read)
//   stco  u32 count, count × u32 offset of a chunk · co64: u64 offsets
//   stsc  u32 count, count × (u32 first chunk from 1, u32 samples a chunk, u32 description)
//   stts  u32 count, count × (u32 samples, u32 duration of each) · stss  u32 count, count × u32 key sample from 1
// Source: ISO/IEC 14496-12. Tables stay as compact as they are in the file, however many samples a file claims.
#pragma once
#include <filmgate/cpp/draft/boxes.hpp>

#include <algorithm>

namespace fg {
inline namespace v1 {
namespace draft {

struct Sample {
  uint64_t offset = 0, bytes = 0;
  int64_t time = 0, duration = 0; // in units of the track's time scale
};

class SampleTable {
 public:
  SampleTable(const Boxes& boxes, const Box& stbl) : name_(boxes.file().uri()) {
    for (const auto& box : boxes.children(stbl)) {
      if (box.type == "stsz") sizes(boxes.read(box, most_table));
      else if (box.type == "stco" || box.type == "co64") chunks(boxes.read(box, most_table), box.type == "co64");
      else if (box.type == "stsc") runs(boxes.read(box, most_table));
      else if (box.type == "stts") times(boxes.read(box, most_table));
      else if (box.type == "stss") keys(boxes.read(box, most_table));
    }
    place_runs();
  }
  uint64_t count() const { return count_; } // what stsz claims; at() refuses those that the other tables do not place
  bool every_sample_is_key() const { return keys_.empty(); }
  uint64_t key_at_or_before(uint64_t index) const {
    const auto next = std::upper_bound(keys_.begin(), keys_.end(), index + 1);
    return keys_.empty() ? index : next == keys_.begin() ? 0 : *(next - 1) - 1;
  }
  int64_t duration() const { return times_.empty() ? 0 : times_.back().time + int64_t{times_.back().each} * times_.back().samples; }

  Sample at(uint64_t index) const {
    require(index < count_, FG_E_OUT_OF_RANGE, name_, ": sample ", index, " of ", count_);
    auto run = std::upper_bound(runs_.begin(), runs_.end(), index, [](uint64_t i, const Run& r) { return i < r.first_sample; });
    require(run != runs_.begin(), FG_E_CORRUPT, name_, ": sample ", index, " lies in no chunk");
    --run;
    const uint64_t within = index - run->first_sample, chunk = run->first_chunk + within / run->samples;
    require(chunk < chunks_.size(), FG_E_CORRUPT, name_, ": sample ", index, " lies in chunk ", chunk + 1, " of ", chunks_.size());
    Sample out;
    out.offset = chunks_[chunk];
    out.offset += start_of(index) - start_of(index - within % run->samples);
    out.bytes = start_of(index + 1) - start_of(index);
    const auto time = std::upper_bound(times_.begin(), times_.end(), index, [](uint64_t i, const Time& t) { return i < t.first_sample; });
    if (time != times_.begin()) {
      const auto& t = *(time - 1);
      const uint64_t within_time = index - t.first_sample; // past the last entry: at its end, and without a length
      out.time = t.time + static_cast<int64_t>(std::min<uint64_t>(within_time, t.samples)) * t.each;
      out.duration = within_time < t.samples ? t.each : 0;
    }
    return out;
  }

 private:
  static constexpr uint64_t most_table = 256u << 20;
  struct Run { uint64_t first_chunk, samples, first_sample; };
  struct Time { uint64_t first_sample; uint32_t samples, each; int64_t time; };

  // Bytes of all samples before this one.
  uint64_t start_of(uint64_t index) const { return same_size_ ? index * same_size_ : starts_[index]; }
  // The entries that are really there, whatever the count says.
  static uint64_t entries(const ByteView& table, uint64_t count_at, uint64_t entry_bytes) {
    const uint64_t claimed = table.u32be(count_at), first = count_at + 4;
    return std::min(claimed, (table.size() - first) / entry_bytes);
  }
  void sizes(const Bytes& bytes) {
    const auto table = bytes.view();
    same_size_ = table.u32be(4);
    count_ = table.u32be(8);
    if (same_size_ != 0) return;
    count_ = entries(table, 8, 4);
    starts_.reserve(count_ + 1);
    starts_.push_back(0);
    for (uint64_t i = 0; i < count_; ++i) starts_.push_back(starts_.back() + table.u32be(12 + 4 * i));
  }
  void chunks(const Bytes& bytes, bool wide) {
    const auto table = bytes.view();
    const uint64_t count = entries(table, 4, wide ? 8 : 4);
    chunks_.reserve(count);
    for (uint64_t i = 0; i < count; ++i) chunks_.push_back(wide ? table.u64be(8 + 8 * i) : table.u32be(8 + 4 * i));
  }
  void runs(const Bytes& bytes) {
    const auto table = bytes.view();
    for (uint64_t i = 0, count = entries(table, 4, 12); i < count; ++i) {
      const uint64_t chunk = table.u32be(8 + 12 * i), samples = table.u32be(12 + 12 * i);
      require(chunk > 0 && samples > 0 && (runs_.empty() || chunk - 1 > runs_.back().first_chunk), FG_E_CORRUPT, name_,
              ": offset ", table.base() + 8 + 12 * i, ": chunks are not in order");
      runs_.push_back({chunk - 1, samples, 0});
    }
  }
  void place_runs() { // chunk numbers are below 2^32 and so are samples a chunk: no overflow
    for (size_t i = 1; i < runs_.size(); ++i) {
      const auto& before = runs_[i - 1];
      const uint64_t samples = (runs_[i].first_chunk - before.first_chunk) * before.samples;
      require(samples <= UINT64_MAX - before.first_sample, FG_E_CORRUPT, name_, ": more samples than can be counted");
      runs_[i].first_sample = before.first_sample + samples;
    }
  }
  void times(const Bytes& bytes) {
    const auto table = bytes.view();
    uint64_t sample = 0;
    int64_t time = 0;
    for (uint64_t i = 0, count = entries(table, 4, 8); i < count; ++i) {
      const uint32_t samples = table.u32be(8 + 8 * i), each = table.u32be(12 + 8 * i);
      const uint64_t span = uint64_t{samples} * each;
      require(span <= static_cast<uint64_t>(INT64_MAX - time), FG_E_CORRUPT, name_, ": offset ", table.base() + 8 + 8 * i, ": longer than can be counted");
      times_.push_back({sample, samples, each, time});
      sample += samples;
      time += static_cast<int64_t>(span);
    }
  }
  void keys(const Bytes& bytes) {
    const auto table = bytes.view();
    for (uint64_t i = 0, count = entries(table, 4, 4); i < count; ++i) keys_.push_back(std::max(1u, table.u32be(8 + 4 * i)));
    std::sort(keys_.begin(), keys_.end());
  }
  std::string name_;
  uint64_t count_ = 0, same_size_ = 0;
  std::vector<uint64_t> starts_, chunks_, keys_;
  std::vector<Run> runs_;
  std::vector<Time> times_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
