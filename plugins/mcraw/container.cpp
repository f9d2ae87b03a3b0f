// SPDX-License-Identifier: Apache-2.0
#include "container.hpp"

#include <algorithm>
#include <charconv>

namespace mcraw {
namespace {

constexpr uint64_t header_bytes = 8, item_header = 8, tail_bytes = 24, most_json_bytes = 8u << 20;
constexpr uint32_t index_magic = 0x8A905612;
constexpr int64_t most_frames = 1'000'000;
constexpr int most_items_walked = 400'000, most_items_to_audio = 4096;
constexpr size_t most_gaps_named = 8;

}  // namespace

const fg::Value* JsonRecord::find(std::string_view key) const {
  const auto at = std::find_if(values_.begin(), values_.end(), [&](const auto& one) { return one.key == key; });
  return at == values_.end() ? nullptr : &at->value;
}

std::optional<int64_t> JsonRecord::integer(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  if (const auto* integer = std::get_if<int64_t>(value)) return *integer;
  const auto* text = std::get_if<std::string>(value);
  int64_t out = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), out).ptr != text->data() + text->size()) return std::nullopt;
  return text->empty() ? std::nullopt : std::optional(out);
}

std::optional<double> JsonRecord::number(std::string_view key) const {
  const auto* value = find(key);
  const auto* real = value ? std::get_if<double>(value) : nullptr;
  if (real) return *real;
  const auto whole = integer(key);
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::vector<double> JsonRecord::numbers(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return {};
  if (const auto* reals = std::get_if<std::vector<double>>(value)) return *reals;
  if (const auto* integers = std::get_if<std::vector<int64_t>>(value)) return {integers->begin(), integers->end()};
  return {};
}

std::string JsonRecord::text(std::string_view key) const {
  const auto* value = find(key);
  const auto* held = value ? std::get_if<std::string>(value) : nullptr;
  return held ? *held : std::string();
}

Container::Container(const fg::Host& host, const std::string& uri) : file_(host.open(uri)) {
  const auto head = file_.read_up_to(0, header_bytes);
  fg::require(head.view().starts_with("MOTION "), FG_E_NOT_THIS_FORMAT, uri, ": offset 0: no MotionCam header");
  fg::require(head.size() == header_bytes, FG_E_TRUNCATED, uri, ": ends within its header");
  fg::require(head.view().u8(7) == 3, FG_E_UNSUPPORTED, uri, ": offset 7: container version ", static_cast<int>(head.view().u8(7)),
              "; only version 3 is published");
  const auto first = item(header_bytes);
  fg::require(first.type == item_metadata, FG_E_CORRUPT, uri, ": offset ", header_bytes, ": item of type ", first.type,
              ", the camera's values are wanted");
  camera_ = json(first, "mcraw.");
  if (!read_index()) walk();
  std::stable_sort(frames_.begin(), frames_.end(), [](const FrameEntry& a, const FrameEntry& b) { return a.time < b.time; });
  find_audio();
  measure();
}

Container::Item Container::item(uint64_t offset) const {
  const auto head = file_.read(offset, item_header);
  const Item out{head.view().u32le(0), offset + item_header, head.view().u32le(4)};
  fg::require(out.bytes <= file_.size() - out.offset, FG_E_TRUNCATED, uri(), ": offset ", offset, ": item of ", out.bytes,
              " bytes, the file ends at ", file_.size());
  return out;
}

JsonRecord Container::json(const Item& from, const char* prefix) const {
  fg::require(from.bytes <= most_json_bytes, FG_E_CORRUPT, uri(), ": offset ", from.offset, ": ", from.bytes, " bytes of JSON; ",
              most_json_bytes, " are the most that is read");
  return JsonRecord(fg::draft::JsonValues(file_.read(from.offset, from.bytes).view()).under(prefix));
}

const FrameEntry& Container::entry(int64_t frame) const {
  fg::require(frame >= 0 && static_cast<size_t>(frame) < frames_.size(), FG_E_OUT_OF_RANGE, uri(), ": frame ", frame,
              " is not among its ", frames_.size());
  return frames_[static_cast<size_t>(frame)];
}

Coded Container::coded(int64_t frame) const {
  const auto& at = entry(frame);
  const auto buffer = item(static_cast<uint64_t>(at.offset));
  fg::require(buffer.type == item_buffer, FG_E_CORRUPT, uri(), ": offset ", at.offset, ": frame ", frame, ": item of type ", buffer.type,
              ", a frame's buffer is wanted");
  return {buffer.offset, buffer.bytes};
}

JsonRecord Container::frame(int64_t frame) const {
  const auto buffer = coded(frame);
  const auto behind = item(buffer.offset + buffer.bytes);
  fg::require(behind.type == item_metadata, FG_E_CORRUPT, uri(), ": offset ", buffer.offset + buffer.bytes, ": frame ", frame,
              ": item of type ", behind.type, ", the frame's values are wanted");
  return json(behind, "mcraw.frame.");
}

// False, with the reason among the problems: the file ends before its index.
bool Container::read_index() {
  const uint64_t size = file_.size();
  const auto tail = file_.read_up_to(size < tail_bytes ? 0 : size - tail_bytes, tail_bytes);
  const auto view = tail.view();
  const auto lost = [&](const auto&... why) { return problems_.push_back(fg::concat(uri(), ": ", why...)), false; };
  if (!view.has(0, tail_bytes) || view.u32le(0) != item_index || view.u32le(8) != index_magic)
    return lost("its end with the index is missing; the frames were found one by one, copy the file again");
  const int64_t count = view.get<int32_t>(12, fg::Order::little), at = view.i64le(16);
  const uint64_t bytes = static_cast<uint64_t>(std::clamp<int64_t>(count, 0, most_frames)) * 16;
  if (count < 0 || count > most_frames || at < 0 || static_cast<uint64_t>(at) > size || bytes > size - static_cast<uint64_t>(at))
    return lost("offset ", size - tail_bytes, ": an index of ", count, " frames at ", at, " is not within the file; the frames were found one by one");
  const auto table = file_.read(static_cast<uint64_t>(at), bytes);
  frames_.reserve(static_cast<size_t>(count));
  for (uint64_t i = 0; i < bytes; i += 16) {
    const FrameEntry one{table.view().i64le(i), table.view().i64le(i + 8)};
    if (one.offset < 0) problems_.push_back(fg::concat(uri(), ": offset ", static_cast<uint64_t>(at) + i, ": a frame at ", one.offset));
    else frames_.push_back(one);
    if (problems_.size() > 16) break;
  }
  return true;
}

void Container::walk() try {
  auto at = item(header_bytes);
  for (int seen = 0; seen < most_items_walked; ++seen) {
    const uint64_t next = at.offset + at.bytes;
    if (next == file_.size()) return;
    const auto here = item(next);
    if (here.type == item_metadata && at.type == item_buffer) {
      frames_.push_back({static_cast<int64_t>(at.offset - item_header), json(here, "").integer("timestamp").value_or(0)});
    }
    if (here.type > item_audio_time) return problems_.push_back(fg::concat(uri(), ": offset ", next, ": an unknown item of type ", here.type));
    at = here;
  }
} catch (const fg::Failure& end) { // what was found before it stands
  problems_.emplace_back(end.what());
}

void Container::find_audio() try {
  uint64_t at = 0;
  for (const auto& frame : frames_) at = std::max(at, static_cast<uint64_t>(frame.offset));
  for (int seen = 0; at > 0 && seen < most_items_to_audio && at + item_header <= file_.size(); ++seen) {
    const auto here = item(at);
    if (here.type == item_audio_index) {
      const auto head = file_.read(here.offset, 16);
      audio_ = Audio{head.view().i64le(0), head.view().i64le(8)};
      return;
    }
    if (here.type == item_index || here.type > item_audio_time) return;
    at = here.offset + here.bytes;
  }
} catch (const fg::Failure& end) {
  problems_.emplace_back(end.what());
}

void Container::measure() {
  std::vector<uint64_t> between;
  for (size_t i = 1; i < frames_.size(); ++i)
    if (frames_[i].time > frames_[i - 1].time) between.push_back(static_cast<uint64_t>(frames_[i].time) - static_cast<uint64_t>(frames_[i - 1].time));
  if (between.empty()) return;
  const auto middle = between.begin() + static_cast<ptrdiff_t>(between.size() / 2);
  std::nth_element(between.begin(), middle, between.end());
  interval_ = static_cast<int64_t>(std::min<uint64_t>(*middle, INT64_MAX));
}

std::string gaps_of(const Container& container) {
  std::string out;
  size_t named = 0;
  const auto& frames = container.frames();
  const auto usual = static_cast<double>(container.interval());
  for (size_t i = 1; usual > 0 && i < frames.size(); ++i) {
    const double passed = static_cast<double>(frames[i].time) - static_cast<double>(frames[i - 1].time);
    if (passed < 1.5 * usual) continue;
    if (++named == most_gaps_named) return out + " and more";
    out += fg::concat(out.empty() ? "" : ", ", "frame ", i, " (", static_cast<int64_t>(std::min(passed / usual + 0.5, 1e9)) - 1, ")");
  }
  return out;
}

}  // namespace mcraw
