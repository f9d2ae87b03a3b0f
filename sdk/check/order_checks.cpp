// SPDX-License-Identifier: Apache-2.0
//
// Frames in any order and on many lanes: a decoder has no memory of what it did before.
#include "checks.hpp"

#include <algorithm>
#include <exception>
#include <random>
#include <thread>

namespace check {
namespace {

constexpr int64_t most_frames = 24;

std::vector<int64_t> frames_of(const Clip& clip, const Case& subject) {
  if (!clip.decodes()) throw Skip{subject.files.front() + ": is inspected and not decoded"};
  std::vector<int64_t> out;
  const int64_t count = clip.info().frame_count, most = subject.level >= 8 ? 4 * most_frames : most_frames;
  const int64_t step = std::max<int64_t>(1, count / most);
  for (int64_t i = 0; i < count; i += step) out.push_back(i);
  if (out.empty()) throw Skip{subject.files.front() + ": has no frame"};
  return out;
}

size_t hash_of(const Lane& lane, int64_t index) { // a refusal is a result too
  try {
    return std::hash<std::string>{}(lane.pixels(index));
  } catch (const Refusal& refusal) {
    return std::hash<std::string>{}(refusal.text.substr(0, refusal.text.find(": ")));
  }
}

std::map<int64_t, size_t> forwards(const Clip& clip, const std::vector<int64_t>& frames) {
  const Lane lane(clip);
  std::map<int64_t, size_t> out;
  for (const int64_t index : frames) out[index] = hash_of(lane, index);
  return out;
}

}  // namespace

void check_order(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  auto frames = frames_of(clip, subject);
  const auto expected = forwards(clip, frames);
  const auto go = [&](const Lane& lane, const char* how) {
    for (const int64_t index : frames)
      expect(hash_of(lane, index) == expected.at(index), "frame ", index, ": other pixels ", std::string_view(how), " than forwards (seed ", subject.seed, ")");
  };
  const Lane lane(clip);
  go(lane, "at the second time");
  std::reverse(frames.begin(), frames.end());
  go(lane, "backwards");
  std::mt19937_64 random(subject.seed);
  for (int round = 0; round < (subject.level >= 8 ? 4 : 1); ++round) {
    std::shuffle(frames.begin(), frames.end(), random);
    go(lane, "at random");
    go(Lane(clip), "at random on a fresh lane");
  }
  for (const int64_t index : frames) expect(hash_of(Lane(clip), index) == expected.at(index), "frame ", index, ": other pixels by itself than forwards");
}

void check_lanes(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  const auto frames = frames_of(clip, subject);
  const auto expected = forwards(clip, frames);
  const uint32_t wish = subject.level >= 8 ? 8 : 4, limit = clip.info().max_lanes;
  std::vector<std::thread> threads;
  std::mutex turn;
  std::string first_finding;
  const auto work = [&](uint32_t number) {
    try {
      const Lane lane(clip);
      for (size_t i = 0; i < frames.size() * 2; ++i) {
        const int64_t index = frames[(i + number) % frames.size()];
        expect(hash_of(lane, index) == expected.at(index), "frame ", index, ": other pixels when several lanes work at once");
      }
    } catch (const Finding& finding) {
      const std::lock_guard hold(turn);
      if (first_finding.empty()) first_finding = finding.text;
    } catch (const Refusal& refusal) {
      const std::lock_guard hold(turn);
      if (first_finding.empty()) first_finding = refusal.text;
    }
  };
  for (uint32_t i = 0; i < (limit > 0 ? std::min(limit, wish) : wish); ++i) threads.emplace_back(work, i);
  for (auto& thread : threads) thread.join();
  if (!first_finding.empty()) found(first_finding);
}

}  // namespace check
