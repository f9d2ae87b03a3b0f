// SPDX-License-Identifier: Apache-2.0
#include "plate_outputs.hpp"

#include <algorithm>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr size_t batch_limit = 256; // descriptors held open until their fsync

class ExrSink final : public FrameSink {
 public:
  ExrSink(PlateOutputs& outputs, PlateFrame frame, Path temporary, std::unique_ptr<ExrFile> file)
      : outputs_(outputs), frame_(std::move(frame)), temporary_(std::move(temporary)), file_(std::move(file)) {}

  struct Rows final : Encoded {
    EncodedRows rows;
  };
  Result<std::unique_ptr<Encoded>> encode(RowRange rows, std::span<uint8_t> packed) const override {
    FILMGATE_TRY(encoded, file_->encode(rows.first, packed));
    auto out = std::make_unique<Rows>();
    out->rows = std::move(encoded);
    return std::unique_ptr<Encoded>(std::move(out));
  }
  Status write(std::unique_ptr<Encoded> encoded) override { return file_->write(static_cast<Rows&>(*encoded).rows); }
  Status finish() override {
    FILMGATE_TRY(open, file_->finish());
    PendingFile pending{temporary_, frame_.file, std::move(open)};
    auto hash = hash_of(pending.file.fd(), temporary_);
    if (!hash) {
      ::unlink(temporary_.c_str());
      return tl::unexpected(std::move(hash.error()));
    }
    frame_.hash = *hash;
    return outputs_.take(std::move(frame_), std::move(pending));
  }

 private:
  PlateOutputs& outputs_;
  PlateFrame frame_;
  Path temporary_;
  std::unique_ptr<ExrFile> file_;
};

}  // namespace

PlateOutputs::PlateOutputs(Path folder, FrameNaming naming, std::string attempt)
    : folder_(std::move(folder)), naming_(std::move(naming)), attempt_(std::move(attempt)) {}

PlateOutputs::~PlateOutputs() {
  for (const auto& file : pending_) ::unlink(file.temporary.c_str());
}

Result<std::unique_ptr<FrameSink>> PlateOutputs::begin(PlateFrame frame, const ExrHeader& header) {
  const auto name = naming_.name(frame.number);
  const Path temporary = folder_ / fmt::format(".{}.{}.part", name, attempt_);
  ::unlink(temporary.c_str()); // left by a killed run of this same attempt
  frame.file = folder_ / name;
  FILMGATE_TRY(file, ExrFile::create(temporary, header));
  return std::unique_ptr<FrameSink>(std::make_unique<ExrSink>(*this, std::move(frame), temporary, std::move(file)));
}

Status PlateOutputs::take(PlateFrame frame, PendingFile file) {
  const std::lock_guard lock(lock_);
  pending_.push_back(std::move(file));
  waiting_.push_back(std::move(frame));
  return pending_.size() < batch_limit ? Status{} : publish_pending();
}

Status PlateOutputs::publish_all() {
  const std::lock_guard lock(lock_);
  return publish_pending();
}

Status PlateOutputs::publish_pending() {
  auto files = std::move(pending_);
  auto frames = std::move(waiting_);
  pending_.clear();
  waiting_.clear();
  if (files.empty()) return {};
  FILMGATE_CHECK(publish(std::move(files), folder_));
  std::move(frames.begin(), frames.end(), std::back_inserter(published_));
  return {};
}

std::vector<PlateFrame> PlateOutputs::frames() const {
  const std::lock_guard lock(lock_);
  auto out = published_;
  std::sort(out.begin(), out.end(), [](const PlateFrame& a, const PlateFrame& b) { return a.frame < b.frame; });
  return out;
}

}  // namespace filmgate
