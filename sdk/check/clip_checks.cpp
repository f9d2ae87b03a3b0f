// SPDX-License-Identifier: Apache-2.0
//
// Opening: what is said of a clip, what is recognised, and what is refused.
#include "checks.hpp"
#include "damaged_copy.hpp"
#include "recognition.hpp"

namespace check {
namespace {

fg_status open_status(const Plugin& plugin, const std::string& reader, const std::string& file, fg_error* error) {
  const auto& table = plugin.table<fg_reader_v1>(FG_READER, reader);
  const char* names[] = {file.c_str()};
  fg_open ask{};
  ask.struct_size = sizeof ask;
  ask.file_count = 1, ask.files = names, ask.job = plugin.host().job();
  fg_reader* opened = nullptr;
  const auto status = call("open of " + file, table.open, plugin.raw(), &ask, &opened, error);
  if (status == FG_OK && opened) call("close", table.close, opened);
  return status;
}

}  // namespace

void check_opens(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  if (clip.decodes())
    for (uint32_t i = 0; i < clip.info().mode_count; ++i) (void)clip.mode(i);
  (void)clip.parameters();
  size_t known = 0;
  for (const auto& file : clip.files())
    for (const auto& own : subject.files) known += file.uri == own;
  expect(known >= subject.files.size(), "files: names ", known, " of the ", subject.files.size(), " files that the clip was opened with");
}

void check_probe(const Case& subject) {
  const Plugin plugin(subject.bundle);
  check_recognition(plugin, plugin.table<fg_reader_v1>(FG_READER, subject.reader).probe, subject.files.front(), "/noise/a.bin", subject.seed);
}

void check_errors(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const auto noise = subject.scratch_folder + "/noise";
  write_noise(noise, 8192, subject.seed);
  for (const auto& file : {noise, subject.scratch_folder + "/absent", subject.scratch_folder}) {
    auto error = no_error();
    const auto status = open_status(plugin, subject.reader, file, &error);
    expect(status != FG_OK, "open: FG_OK for ", file, ", which is no clip");
    expect(error.message[0] != 0, "open of ", file, ": ", status_name(status), " without a message; say what failed, on which file and where");
    (void)open_status(plugin, subject.reader, file, nullptr); // an error record is optional
  }
  const Clip clip(plugin, subject.reader, subject.files);
  if (!clip.decodes() || clip.info().frame_count < 1) return;
  const Lane lane(clip);
  for (const int64_t index : {clip.info().frame_count, int64_t{-1}, INT64_MAX, INT64_MIN}) try {
      (void)lane.frame(index);
      found("frame: FG_OK for frame ", index, " of ", clip.info().frame_count);
    } catch (const Refusal&) {
    }
}

void check_missing_files(const Case& subject) {
  const Plugin plugin(subject.bundle);
  auto files = subject.files;
  const size_t gone = subject.seed % files.size();
  files[gone] = subject.scratch_folder + "/" + std::filesystem::path(files[gone]).filename().string();
  const auto reported = [&] {
    if (plugin.host().took_an_error()) return true;
    const Clip clip(plugin, subject.reader, files);
    for (const auto& file : clip.files())
      if (file.uri == files[gone] && !file.present) return true;
    if (plugin.host().took_an_error()) return true;
    if (!clip.decodes()) return false;
    const Lane lane(clip);
    bool missed = false;
    for (int64_t i = 0; i < clip.info().frame_count && !missed; ++i) missed = lane.frame(i).state != FG_FRAME_OK;
    return missed;
  };
  try {
    if (reported()) return;
  } catch (const Refusal& refusal) {
    const auto name = std::filesystem::path(files[gone]).filename().string();
    expect(refusal.text.find(name) != refusal.text.npos, refusal.text, ": the message does not name the missing file ", name);
    return;
  }
  found(files[gone], " is not there, and nothing said so: neither open nor files() nor a report nor a frame");
}

}  // namespace check
