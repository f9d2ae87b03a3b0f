// SPDX-License-Identifier: Apache-2.0
//
// Shorter originals: what was asked for is in them, frame by frame, and a host that cannot write is heard.
#include "checks.hpp"
#include "trimmed_files.hpp"

#include <algorithm>
#include <iterator>

namespace check {
namespace {

namespace fs = std::filesystem;

struct Span {
  int64_t first, count;
  bool operator==(const Span&) const = default;
};
std::string text_of(Span span) { return fg::concat("frames ", span.first, " .. ", span.first + span.count - 1); }

std::vector<Span> spans_of(int64_t frames) {
  std::vector<Span> out{{0, frames}, {0, 1}, {frames - 1, 1}, {frames / 2, 1}, {frames / 3, std::max<int64_t>(1, frames / 3)}};
  std::vector<Span> different;
  for (const auto& span : out)
    if (std::find(different.begin(), different.end(), span) == different.end()) different.push_back(span);
  return different;
}

class Cut { // of one clip
 public:
  Cut(const Case& subject, const Clip& clip, const fg_reader_trim& table) : subject_(subject), clip_(clip), table_(table) {}

  Span widen(Span wanted) const {
    auto error = no_error();
    Span out = wanted;
    const auto step = "widen of " + text_of(wanted);
    succeed(step, call(step, table_.widen, clip_.raw(), &out.first, &out.count, &error), error);
    return out;
  }
  fg_status trim(Span span, TrimmedFiles& files, fg_error& error) const {
    const auto sink = files.sink();
    return call("trim to " + text_of(span), table_.trim, clip_.raw(), span.first, span.count, &sink, clip_.plugin().host().job(), &error);
  }
  TrimmedFiles files(const std::string& name, uint64_t most = UINT64_MAX) const { return {fs::path(subject_.scratch_folder) / name, subject_.files, most}; }
  // Those that the reader opens; the rest came with the clip.
  std::vector<std::string> clip_files(const std::vector<fs::path>& all) const {
    const auto& readers = subject_.bundle.readers;
    const auto reader = std::find_if(readers.begin(), readers.end(), [&](const auto& one) { return one.id == subject_.reader; });
    std::vector<std::string> out;
    for (const auto& file : all)
      if (has_extension(reader->extensions, file)) out.push_back(file.string());
    return out.empty() && !all.empty() ? std::vector<std::string>{all.front().string()} : out; // known by magic alone
  }

 private:
  const Case& subject_;
  const Clip& clip_;
  const fg_reader_trim& table_;
};

void check_widened(const Cut& cut, Span wanted, Span widened, int64_t frames) {
  const auto what = fg::concat("widen of ", text_of(wanted), ": gives ", text_of(widened));
  expect(widened.first >= 0 && widened.count > 0 && widened.count <= frames && widened.first <= frames - widened.count, what, ", which the clip does not have");
  expect(widened.first <= wanted.first && widened.first + widened.count >= wanted.first + wanted.count, what, ", which is less");
  expect(cut.widen(widened) == widened, what, ", and widens that again");
}

size_t hash_or_state(const Lane& lane, int64_t index) {
  try {
    return std::hash<std::string>{}(lane.pixels(index));
  } catch (const Refusal& refusal) {
    return static_cast<size_t>(refusal.status);
  }
}

void compare_frames(const Clip& original, const Clip& shorter, Span span) {
  const Lane before(original), after(shorter);
  const int64_t step = std::max<int64_t>(1, span.count / 16);
  for (int64_t i = 0; i < span.count; i += step) {
    const auto what = fg::concat("the clip trimmed to ", text_of(span), ": frame ", i);
    const auto was = before.frame(span.first + i), is = after.frame(i);
    expect(was.state == is.state && was.desc_text == is.desc_text && was.sensor_text == is.sensor_text, what, " has another state, form or sensor than frame ",
           span.first + i, " of the original");
    expect(was.timecode.frame == is.timecode.frame, what, " has another timecode than frame ", span.first + i, " of the original");
    if (was.state == FG_FRAME_OK) expect(hash_or_state(before, span.first + i) == hash_or_state(after, i), what, " has other pixels than frame ", span.first + i, " of the original");
  }
}

std::string bytes_of(const std::vector<fs::path>& files) {
  std::string out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    out += file.filename().string() + '\0' + std::string(std::istreambuf_iterator<char>(in), {});
  }
  return out;
}

// False when the reader says that this clip cannot be trimmed.
bool trim_once(const Cut& cut, const Clip& clip, const Case& subject, Span span, int number) {
  auto files = cut.files(fg::concat("trim", number));
  auto error = no_error();
  const auto status = cut.trim(span, files, error);
  if (files.wrong()) found("trim to ", text_of(span), ": ", *files.wrong());
  if (status == FG_E_UNSUPPORTED) {
    expect(error.message[0] != 0, "trim to ", text_of(span), ": refused without a message; say what is missing");
    return false;
  }
  succeed("trim to " + text_of(span), status, error);
  expect(files.refused() == FG_OK, "trim to ", text_of(span), ": the sink answered ", status_name(files.refused()), ", and the call gave FG_OK");
  const auto made = files.files();
  expect(!made.empty(), "trim to ", text_of(span), ": wrote no file");
  const Clip shorter(clip.plugin(), subject.reader, cut.clip_files(made));
  expect(shorter.info().frame_count == span.count, "the clip trimmed to ", text_of(span), " has ", shorter.info().frame_count, " frames instead of ", span.count);
  if (clip.decodes()) compare_frames(clip, shorter, span);
  auto again = cut.files(fg::concat("trim", number, "again"));
  succeed("trim to " + text_of(span) + " again", cut.trim(span, again, error), error);
  expect(bytes_of(made) == bytes_of(again.files()), "trim to ", text_of(span), ": other bytes at the second time");
  return true;
}

void check_full_disk(const Cut& cut, Span span) {
  for (const uint64_t most : {uint64_t{0}, uint64_t{1000}}) {
    auto files = cut.files(fg::concat("full", most), most);
    auto error = no_error();
    const auto status = cut.trim(span, files, error);
    if (files.refused() == FG_OK) continue; // it was enough
    expect(status == files.refused(), "trim to ", text_of(span), ": the sink answered ", status_name(files.refused()), " (a full disk), the call gave ", status_name(status));
  }
}

}  // namespace

void check_trim(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  if ((clip.info().capabilities & FG_CAN_TRIM) == 0) throw Skip{subject.files.front() + ": its reader does not say that it can be trimmed"};
  const auto* table = static_cast<const fg_reader_trim*>(clip.table().extension ? call("extension", clip.table().extension, FG_READER_TRIM) : nullptr);
  expect(table != nullptr, "clip: FG_CAN_TRIM, and extension(\"", FG_READER_TRIM, "\") is NULL");
  if (clip.info().frame_count < 1) throw Skip{subject.files.front() + ": has no frame"};
  const Cut cut(subject, clip, *table);
  int number = 0;
  Span last{};
  for (const auto& wanted : spans_of(clip.info().frame_count)) {
    last = cut.widen(wanted);
    check_widened(cut, wanted, last, clip.info().frame_count);
    if (!trim_once(cut, clip, subject, last, number++)) throw Skip{subject.files.front() + ": can not be trimmed, and says so"};
  }
  check_full_disk(cut, last);
}

}  // namespace check
