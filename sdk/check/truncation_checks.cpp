// SPDX-License-Identifier: Apache-2.0
//
// Damaged copies of the sample. A cut file may be refused, reported or read in part, but what is given as a good frame must
// be the frame: other pixels without a word are the worst that a reader can do. The originals are only copied.
#include "checks.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <unistd.h>

namespace check {
namespace {

namespace fs = std::filesystem;

struct Seen { // of a clip, as far as it could be read
  int64_t frame_count = -1;
  bool complained = false;
  std::map<int64_t, size_t> pixels;
};

void look(const Plugin& plugin, const Case& subject, const std::vector<std::string>& files, Seen& out) {
  const Clip clip(plugin, subject.reader, files);
  out.frame_count = clip.info().frame_count;
  (void)clip.files();
  (void)clip.metadata(-1, 0);
  const auto frames = clip.some_frames(3);
  for (const int64_t index : frames) try {
      (void)clip.metadata(index, 1);
    } catch (const Refusal&) {
      out.complained = true;
    }
  if (!clip.decodes()) return;
  const Lane lane(clip);
  for (const int64_t index : frames) try {
      out.pixels[index] = std::hash<std::string>{}(lane.pixels(index, Edge::end));
    } catch (const Refusal&) {
      out.complained = true;
    }
}

Seen seen(const Plugin& plugin, const Case& subject, const std::vector<std::string>& files) {
  (void)plugin.host().take_reports();
  Seen out;
  try {
    look(plugin, subject, files, out);
  } catch (const Refusal&) {
    out.complained = true;
  }
  out.complained = plugin.host().took_an_error() || out.complained;
  return out;
}

// The clip's files with one of them replaced by a private copy.
std::vector<std::string> with_copy(const Case& subject, size_t which) {
  auto files = subject.files;
  const auto copy = fs::path(subject.scratch_folder) / fs::path(files[which]).filename();
  fs::copy_file(files[which], copy, fs::copy_options::overwrite_existing);
  fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
  files[which] = copy.string();
  return files;
}

std::vector<uint64_t> offsets(uint64_t size, size_t count, uint64_t seed) { // from the end, so that each is a cut of the one before
  std::vector<uint64_t> out{0, 1, size > 0 ? size - 1 : 0, size / 2};
  std::mt19937_64 random(seed);
  for (size_t i = 0; i < count / 2; ++i) out.push_back(random() % std::max<uint64_t>(size, 1));
  for (size_t i = 0; i < count / 2; ++i) out.push_back(random() % std::clamp<uint64_t>(size, 1, 16384)); // headers
  std::sort(out.rbegin(), out.rend());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

size_t trials(int level) { return level >= 10 ? 512 : level >= 7 ? 128 : 64; }

}  // namespace

void check_truncation(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const size_t which = subject.files.size() - 1; // a copy of a card most often breaks off in its last file
  const auto whole = seen(plugin, subject, subject.files);
  const auto files = with_copy(subject, which);
  const uint64_t size = fs::file_size(files[which]);
  for (const uint64_t cut : offsets(size, trials(subject.level), subject.seed)) {
    fs::resize_file(files[which], cut);
    page().now(fg::concat(files[which], " cut to ", cut, " bytes"));
    const auto now = seen(plugin, subject, files);
    for (const auto& [index, hash] : now.pixels)
      if (const auto at = whole.pixels.find(index); at != whole.pixels.end())
        expect(at->second == hash, "cut to ", cut, " of ", size, " bytes: frame ", index, " decodes to other pixels, without an error");
    expect(cut > 0 || now.complained, "an empty file is opened without an error");
  }
}

void check_damage(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const size_t which = subject.seed % subject.files.size();
  const auto files = with_copy(subject, which);
  const uint64_t size = fs::file_size(files[which]);
  if (size == 0) throw Skip{files[which] + ": is empty"};
  std::mt19937_64 random(subject.seed);
  std::fstream file(files[which], std::ios::binary | std::ios::in | std::ios::out);
  for (size_t trial = 0; trial < trials(subject.level); ++trial) {
    std::map<uint64_t, char> before;
    const uint64_t reach = trial % 4 == 0 ? size : std::min<uint64_t>(size, 4096); // mostly headers
    for (size_t flips = 1 + trial % 8; flips > 0; --flips) {
      const uint64_t at = random() % reach;
      char byte = 0;
      file.seekg(static_cast<std::streamoff>(at)).get(byte);
      before.emplace(at, byte);
      file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(byte ^ (1 << random() % 8)));
    }
    file.flush();
    page().now(fg::concat("trial ", trial, " of flipped bits (seed ", subject.seed, ")"));
    (void)seen(plugin, subject, files);
    for (const auto& [at, byte] : before) file.seekp(static_cast<std::streamoff>(at)).put(byte);
  }
}

}  // namespace check
