// SPDX-License-Identifier: Apache-2.0
//
// Damaged copies of the sample. A cut file may be refused, reported or read in part, but what is given as a good frame must
// be the frame: other pixels without a word are the worst that a reader can do. The originals are only copied.
#include "checks.hpp"
#include "damaged_copy.hpp"

namespace check {
namespace {

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

// The clip's files, one of them replaced by its copy.
std::vector<std::string> with_copy(const Case& subject, size_t which, const DamagedCopy& copy) {
  auto files = subject.files;
  files[which] = copy.file();
  return files;
}

}  // namespace

void check_truncation(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const size_t which = subject.files.size() - 1; // a copy of a card most often breaks off in its last file
  const auto whole = seen(plugin, subject, subject.files);
  const DamagedCopy copy(subject.files[which], subject.scratch_folder);
  const auto files = with_copy(subject, which, copy);
  for (const uint64_t cut : copy.cuts(trials(subject.level), subject.seed)) {
    copy.cut(cut);
    page().now(fg::concat(copy.file(), " cut to ", cut, " bytes"));
    const auto now = seen(plugin, subject, files);
    for (const auto& [index, hash] : now.pixels)
      if (const auto at = whole.pixels.find(index); at != whole.pixels.end())
        expect(at->second == hash, "cut to ", cut, " of ", copy.size(), " bytes: frame ", index, " decodes to other pixels, without an error");
    expect(cut > 0 || now.complained, "an empty file is opened without an error");
  }
}

void check_damage(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const size_t which = subject.seed % subject.files.size();
  const DamagedCopy copy(subject.files[which], subject.scratch_folder);
  const auto files = with_copy(subject, which, copy);
  copy.flip_bits(trials(subject.level), subject.seed, [&] { (void)seen(plugin, subject, files); });
}

}  // namespace check
