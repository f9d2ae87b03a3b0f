// SPDX-License-Identifier: Apache-2.0
//
// two_plugins BUNDLE CLIP [BUNDLE CLIP]…: loads plugins that other compilers built into this one process and decodes their
// clips on threads at once. Samples must be those of the template's make_sample, and what a plugin throws (frame 3) must
// arrive as its words.
#include "plugin/reader.hpp"

#include <cstdio>
#include <cstring>
#include <thread>

using namespace filmgate;

namespace {

constexpr int rounds = 25, lanes_each = 2;
constexpr int32_t width = 64, height = 48;
std::atomic<int> wrong_things{0};

void wrong(const std::string& what) {
  if (wrong_things++ < 20) std::fprintf(stderr, "%s\n", what.c_str());
}

struct Clip {
  LoadedPlugin* plugin;
  std::unique_ptr<ReaderClip> clip;
};

void check_rows(const std::vector<uint8_t>& bytes, int64_t frame, const std::string& who) {
  for (int32_t y = 0; y < height; ++y)
    for (int32_t x = 0; x < width; ++x)
      for (int32_t c = 0; c < 3; ++c) {
        uint16_t code = 0;
        std::memcpy(&code, bytes.data() + ((static_cast<size_t>(y) * width + static_cast<size_t>(x)) * 3 + static_cast<size_t>(c)) * 2, 2);
        if (code != (16 * x + 3 * y + 100 * c + 7 * frame) % 1024) return wrong(fmt::format("{}: frame {}: wrong sample at {},{}", who, frame, x, y));
      }
}

void decode_all(const Clip& clip, Lane& lane) {
  const auto& who = clip.plugin->id();
  std::vector<uint8_t> bytes(size_t{width} * height * 6);
  for (int round = 0; round < rounds; ++round)
    for (int64_t frame = 0; frame < clip.clip->facts().frame_count; ++frame) {
      const auto facts = lane.frame(frame, {});
      if (frame == 3) {
        if (facts || facts.error().message.find("frame 3.5") == std::string::npos) wrong(who + ": frame 3 throws nothing");
        continue;
      }
      if (!facts) return wrong(facts.error().message);
      std::fill(bytes.begin(), bytes.end(), uint8_t{0xA5});
      const RowsView view{{0, height}, {bytes.data(), nullptr, nullptr, nullptr}, bytes.size(), int64_t{width} * 6};
      if (const auto status = lane.rows(frame, {}, *facts, view); !status) return wrong(status.error().message);
      check_rows(bytes, frame, who);
    }
}

}  // namespace

int main(int count, char** words) {
  static const std::atomic<bool> never{false};
  const JobHandle job{never, [](const PluginReport& said) { wrong(said.plugin + ": " + said.text); }};
  PluginShelf shelf;
  std::vector<Clip> clips;
  for (int i = 1; i + 1 < count; i += 2) {
    const auto bundle = read_bundle(Path(words[i]));
    if (!bundle) return std::fprintf(stderr, "%s\n", bundle.error().message.c_str()), 1;
    const auto plugin = shelf.load(*bundle);
    if (!plugin) return std::fprintf(stderr, "%s\n", plugin.error().message.c_str()), 1;
    auto clip = ReaderClip::open(**plugin, "example-camera", {Path(words[i + 1])}, {}, job);
    if (!clip) return std::fprintf(stderr, "%s\n", clip.error().message.c_str()), 1;
    if ((*clip)->facts().frame_count != 8) wrong("8 frames were expected");
    clips.push_back({*plugin, std::move(*clip)});
  }
  if (clips.size() < 2) return std::fprintf(stderr, "usage: two_plugins BUNDLE CLIP BUNDLE CLIP…\n"), 64;
  {
    std::vector<std::jthread> threads;
    for (const auto& clip : clips)
      for (int i = 0; i < lanes_each; ++i) {
        auto lane = clip.clip->lane();
        if (!lane) return std::fprintf(stderr, "%s\n", lane.error().message.c_str()), 1;
        threads.emplace_back([&clip, lane = std::move(*lane)] { decode_all(clip, *lane); });
      }
  }
  return wrong_things == 0 ? 0 : 1;
}
