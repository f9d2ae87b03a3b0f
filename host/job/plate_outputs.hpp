// SPDX-License-Identifier: Apache-2.0
//
// The frames of a plate on their way to disk: each under the attempt's temporary name, hashed when whole, published in
// batches. What is not published removes itself. Private to this folder.
#pragma once
#include "chain/chain_run.hpp"
#include "frame_naming.hpp"
#include "write/exr_file.hpp"
#include "write/file_hash.hpp"
#include "write/publish.hpp"

#include <mutex>

namespace filmgate {

struct PlateFrame { // one finished output
  int64_t frame = 0, number = 0; // in the clip; in the file's name
  Path file;
  Timecode timecode;
  ParameterValues effective; // decode parameters
  FileHash hash;
};

class PlateOutputs {
 public:
  PlateOutputs(Path folder, FrameNaming naming, std::string attempt);
  ~PlateOutputs();
  PlateOutputs(const PlateOutputs&) = delete;
  PlateOutputs& operator=(const PlateOutputs&) = delete;
  [[nodiscard]] Result<std::unique_ptr<FrameSink>> begin(PlateFrame frame, const ExrHeader& header);
  [[nodiscard]] Status publish_all();
  // Published frames, in order.
  [[nodiscard]] std::vector<PlateFrame> frames() const;
  [[nodiscard]] const Path& folder() const { return folder_; }
  [[nodiscard]] const FrameNaming& naming() const { return naming_; }
  // What a sink hands over when its file is whole.
  [[nodiscard]] Status take(PlateFrame frame, PendingFile file);

 private:
  [[nodiscard]] Status publish_pending(); // with the lock held
  Path folder_;
  FrameNaming naming_;
  std::string attempt_;
  mutable std::mutex lock_;
  std::vector<PendingFile> pending_;
  std::vector<PlateFrame> waiting_, published_;
};

}  // namespace filmgate
