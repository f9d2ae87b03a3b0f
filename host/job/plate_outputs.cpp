// SPDX-License-Identifier: Apache-2.0
#include "plate_outputs.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <utility>

namespace filmgate {
namespace {

constexpr size_t batch_limit = 256; // descriptors held open until their fsync
constexpr auto longest_wait = std::chrono::seconds(10); // a kill costs no more work than that

class ExrSink final : public FrameSink {
 public:
  ExrSink(PlateOutputs& outputs, PlateFrame frame, std::unique_ptr<ExrFile> file)
      : outputs_(outputs), frame_(std::move(frame)), file_(std::move(file)) {}

  struct Rows final : Encoded {
    EncodedRows rows;
  };
  Result<std::unique_ptr<Encoded>> encode(RowRange rows, std::span<uint8_t> packed) const override {
    FILMGATE_TRY(encoded, file_->encode(rows.first, packed));
    auto out = std::make_unique<Rows>();
    out->rows = std::move(encoded);
    return std::unique_ptr<Encoded>(std::move(out));
  }
  Status write(std::unique_ptr<Encoded> encoded) override {
    return outputs_.noted(file_->write(static_cast<Rows&>(*encoded).rows));
  }
  Status finish() override { return outputs_.noted(hand_over()); }

 private:
  Status hand_over() {
    FILMGATE_TRY(file, file_->finish());
    FILMGATE_TRY(hash, hash_of(file.fd(), file.path()));
    frame_.hash = hash;
    outputs_.take(std::move(frame_), std::move(file));
    return {};
  }
  PlateOutputs& outputs_;
  PlateFrame frame_;
  std::unique_ptr<ExrFile> file_;
};

// A link, a pipe or a folder of that name is no frame.
Result<FileHash> hash_of_regular(const Path& path, uint64_t bytes) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status {};
  if (!file.open() || ::fstat(file.fd(), &status) != 0) return system_failure(errno, path.display());
  if (!S_ISREG(status.st_mode) || static_cast<uint64_t>(status.st_size) != bytes)
    return failure(Trouble::found_wrong, "{}: not a file of {} bytes", path.display(), bytes);
  return hash_of(file.fd(), path);
}

}  // namespace

PlateOutputs::PlateOutputs(PlatePlace place, bool keep, std::function<Status()> still_true)
    : place_(std::move(place)), ledger_(place_.folder, place_.stem), still_true_(std::move(still_true)) {
  if (keep) ledger_.read();
  remove_abandoned(place_.folder, [this](std::string_view name) {
    return place_.naming.matches(name) || name == ledger_.manifest().name() || name == ledger_.recipe().name();
  });
}

bool PlateOutputs::keeps(PlateFrame& frame) const {
  const auto* expected = ledger_.find(std::string(frame.file.name()), frame.fingerprint);
  if (!expected) return false;
  const auto hash = hash_of_regular(frame.file, expected->bytes);
  if (!hash || hash->bytes != expected->bytes || hash->xxh128 != expected->xxh128) return false;
  frame.hash = *hash;
  return true;
}

Result<std::unique_ptr<FrameSink>> PlateOutputs::begin(PlateFrame frame, const ExrHeader& header) {
  const auto name = place_.naming.name(frame.number);
  frame.file = place_.folder / name;
  if (keeps(frame)) {
    const std::lock_guard lock(lock_);
    published_.push_back(std::move(frame));
    ++kept_;
    return std::unique_ptr<FrameSink>();
  }
  auto file = ExrFile::create(place_.folder / temporary_name(name, place_.attempt), header);
  if (!file) return tl::unexpected(noted(tl::unexpected(std::move(file.error()))).error());
  return std::unique_ptr<FrameSink>(std::make_unique<ExrSink>(*this, std::move(frame), std::move(*file)));
}

void PlateOutputs::take(PlateFrame frame, TemporaryFile file) {
  const std::lock_guard lock(lock_);
  pending_.push_back({std::move(file), frame.file});
  waiting_.push_back(std::move(frame));
  if (pending_.size() >= batch_limit || std::chrono::steady_clock::now() - published_at_ > longest_wait) publish_pending();
}

Status PlateOutputs::noted(Status status) {
  const std::lock_guard lock(lock_);
  if (!status && trouble_) trouble_ = status;
  return status;
}

Status PlateOutputs::trouble() const {
  const std::lock_guard lock(lock_);
  return trouble_;
}

void PlateOutputs::publish_all() {
  const std::lock_guard lock(lock_);
  publish_pending();
}

Status PlateOutputs::before_names(const std::vector<PlateFrame>& frames, const std::vector<Status>& safe) {
  FILMGATE_CHECK(still_true_());
  FILMGATE_CHECK(ledger_.withdraw_manifest());
  std::vector<LedgerEntry> entries;
  for (size_t i = 0; i < frames.size(); ++i)
    if (safe[i]) entries.push_back({std::string(frames[i].file.name()), frames[i].fingerprint, frames[i].hash});
  (void)ledger_.record(entries); // frames that stand in no journal are made again after a kill; nothing else is lost
  return {};
}

void PlateOutputs::publish_pending() {
  auto files = std::exchange(pending_, {});
  auto frames = std::exchange(waiting_, {});
  if (files.empty()) return;
  auto published = publish(std::move(files), place_.folder,
                           [&](const std::vector<Status>& safe) { return before_names(frames, safe); });
  for (size_t i = 0; i < frames.size(); ++i) {
    if (published.files[i]) published_.push_back(std::move(frames[i]));
    else if (trouble_) trouble_ = std::move(published.files[i]);
  }
  if (!published.folder && trouble_) trouble_ = std::move(published.folder);
  published_at_ = std::chrono::steady_clock::now();
}

Status PlateOutputs::publish_paper(const Path& final_name, const std::string& text) {
  if (const auto there = read_text(final_name, text.size()); there && *there == text) return {};
  FILMGATE_TRY(file, TemporaryFile::create(place_.folder / temporary_name(final_name.name(), place_.attempt)));
  FILMGATE_CHECK(file.append(text));
  std::vector<PendingFile> one;
  one.push_back({std::move(file), final_name});
  auto published = publish(std::move(one), place_.folder);
  FILMGATE_CHECK(std::move(published.files[0]));
  return std::move(published.folder);
}

Status PlateOutputs::publish_papers(const std::string& recipe, const std::string& manifest) {
  FILMGATE_CHECK(still_true_());
  FILMGATE_CHECK(publish_paper(ledger_.recipe(), recipe));
  FILMGATE_CHECK(publish_paper(ledger_.manifest(), manifest));
  ledger_.close();
  return {};
}

std::vector<PlateFrame> PlateOutputs::frames() const {
  const std::lock_guard lock(lock_);
  auto out = published_;
  std::sort(out.begin(), out.end(), [](const PlateFrame& a, const PlateFrame& b) { return a.frame < b.frame; });
  return out;
}

}  // namespace filmgate
