// SPDX-License-Identifier: Apache-2.0
//
// The frames of a plate on their way to disk: each under the attempt's temporary name, hashed when whole, published in
// batches. A frame that an earlier run has made is kept. What is not published removes itself. Private to this folder.
#pragma once
#include "chain/chain_run.hpp"
#include "frame_naming.hpp"
#include "plate_ledger.hpp"
#include "write/exr_file.hpp"
#include "write/publish.hpp"

#include <chrono>
#include <mutex>

namespace filmgate {

struct PlateFrame { // one finished output
  int64_t frame = 0, number = 0; // in the clip; in the file's name
  Path file;
  Timecode timecode;
  ParameterValues effective; // decode parameters
  FileHash hash;
  std::string fingerprint; // of what was asked for: FrameIdentity
};

struct PlatePlace {
  Path folder;
  FrameNaming naming;
  std::string stem, attempt; // of the papers' names; of temporary names
};

class PlateOutputs {
 public:
  // keep: frames of earlier runs. still_true: asked before any frame gets its name.
  PlateOutputs(PlatePlace place, bool keep, std::function<Status()> still_true);
  PlateOutputs(const PlateOutputs&) = delete;
  PlateOutputs& operator=(const PlateOutputs&) = delete;
  // NULL: it is there already.
  [[nodiscard]] Result<std::unique_ptr<FrameSink>> begin(PlateFrame frame, const ExrHeader& header);
  void publish_all();
  // The first failure of the output itself, which the next frame would meet too.
  [[nodiscard]] Status trouble() const;
  // Recipe, then manifest: where the manifest is, the plate is whole. One that is there already is not touched.
  [[nodiscard]] Status publish_papers(const std::string& recipe, const std::string& manifest);
  // Published and kept frames, in order.
  [[nodiscard]] std::vector<PlateFrame> frames() const;
  [[nodiscard]] int64_t kept() const { return kept_; }
  [[nodiscard]] const PlatePlace& place() const { return place_; }
  // What a sink hands over when its file is whole.
  void take(PlateFrame frame, TemporaryFile file);
  [[nodiscard]] Status noted(Status status); // the same, remembered as trouble

 private:
  [[nodiscard]] bool keeps(PlateFrame& frame) const; // completes it with its hash
  void publish_pending(); // with the lock held
  [[nodiscard]] Status before_names(const std::vector<PlateFrame>& frames, const std::vector<Status>& safe);
  [[nodiscard]] Status publish_paper(const Path& final_name, const std::string& text);
  PlatePlace place_;
  PlateLedger ledger_;
  std::function<Status()> still_true_;
  mutable std::mutex lock_;
  std::vector<PendingFile> pending_;
  std::vector<PlateFrame> waiting_, published_;
  std::chrono::steady_clock::time_point published_at_ = std::chrono::steady_clock::now();
  int64_t kept_ = 0;
  Status trouble_;
};

}  // namespace filmgate
