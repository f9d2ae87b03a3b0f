// SPDX-License-Identifier: Apache-2.0
#include "told.hpp"

#include <utility>

namespace check {
namespace {

constexpr size_t most_items = 4'000'000;

int32_t answer(Told& out) {
  if (out.items.size() > out.stop_after) ++out.after_stop;
  return out.items.size() >= out.stop_after || out.items.size() >= most_items ? 1 : 0;
}

struct Telling { // what a sink is told
  Told out;
  bool open = false;    // between begin and end
  bool unnamed = false; // the first values were of no clip in particular; that one needs no end
};
Telling& telling(void* ctx) { return *static_cast<Telling*>(ctx); }

int32_t begin(void* ctx, const char* clip, const char* reel, const fg_timecode* start) noexcept {
  auto& self = telling(ctx);
  if (std::exchange(self.open, true) && !std::exchange(self.unnamed, false)) self.out.wrongs.push_back("begin, and the clip before was not ended");
  auto& one = self.out.clips.emplace_back();
  one.name = clip ? clip : "", one.reel = reel ? reel : "";
  if (start) one.start = fg::concat(start->frame, " at ", start->base.num, "/", start->base.den, ", ", start->flags);
  if (start && (start->frame < 0 || start->base.num < 1 || start->base.den < 1)) self.out.wrongs.push_back("begin: a start of " + one.start);
  self.out.items.push_back({-1, "", "", one.name + " | " + one.reel + " | " + one.start, "", 0});
  return answer(self.out);
}

int32_t put(void* ctx, int64_t frame, const char* key, const char* unit, const fg_value* value) noexcept {
  auto& self = telling(ctx);
  auto& wrongs = self.out.wrongs;
  if (!self.open && !self.out.clips.empty()) return wrongs.push_back("put: behind the end of a clip, and no other was begun"), 1;
  if (!self.open) self.out.clips.emplace_back(), self.open = self.unnamed = true; // told of the one clip that the file lies beside
  if (!key || !*key || !value) return wrongs.push_back("put: a value without a key, or a key without a value"), 1;
  const auto text = text_of(*value);
  if (is_wrong(text)) wrongs.push_back(fg::concat("'", std::string_view(key), "': ", text.substr(2)));
  else self.out.clips.back().values[frame].put(key, *value);
  if (frame < -1) wrongs.push_back(fg::concat("'", std::string_view(key), "': frame ", frame));
  self.out.items.push_back({frame, key, unit ? unit : "", text, "", 0});
  return answer(self.out);
}

int32_t end(void* ctx) noexcept {
  auto& self = telling(ctx);
  if (!std::exchange(self.open, false)) self.out.wrongs.push_back("end, and no clip was begun");
  return 0;
}

}  // namespace

Told extract(const Plugin& plugin, const std::string& metadata, const std::string& file, size_t stop_after) {
  const auto& table = plugin.table<fg_metadata_v1>(FG_METADATA, metadata);
  Telling telling;
  telling.out.stop_after = stop_after;
  const fg_record_sink sink{sizeof(fg_record_sink), &telling, &begin, &put, &end};
  const char* const name = file.c_str();
  fg_open ask{};
  ask.struct_size = sizeof ask;
  ask.file_count = 1, ask.files = &name, ask.job = plugin.host().job();
  auto error = no_error();
  const auto step = "extract of " + file;
  telling.out.status = call(step, table.extract, plugin.raw(), &ask, &sink, &error);
  telling.out.message = error.message;
  if (!telling.out.wrongs.empty()) found(step, ": ", telling.out.wrongs.front());
  expect(telling.out.status != FG_OK || !telling.open || telling.unnamed, step, ": FG_OK, and the last clip was not ended");
  return std::move(telling.out);
}

Told told_of(const Plugin& plugin, const std::string& metadata, const std::string& file) {
  auto out = extract(plugin, metadata, file);
  auto error = no_error();
  out.message.copy(error.message, sizeof error.message - 1);
  succeed("extract of " + file, out.status, error);
  return out;
}

}  // namespace check
