// SPDX-License-Identifier: Apache-2.0
//
// What makes a frame the frame that was asked for: the bytes that go in, the plugins and parameters that work on them,
// and the header that is written. Two frames of one fingerprint are the same file, bit for bit. Private to this folder.
#pragma once
#include "plate_outputs.hpp"
#include "plugin/loader.hpp"

namespace filmgate {

class FrameIdentity {
 public:
  // `sources`: what every frame may depend on. The plugins' libraries and manifests are hashed, since a plugin that was
  // built anew may give other pixels under the same version.
  [[nodiscard]] static Result<FrameIdentity> make(const Json& recipe, const std::vector<const LoadedPlugin*>& plugins,
                                                  const std::vector<FileHash>& sources);
  // `own`: the frame's own file in a sequence, else null.
  [[nodiscard]] std::string fingerprint(const PlateFrame& frame, const ExrHeader& header, const FileHash* own) const;

 private:
  explicit FrameIdentity(std::string common) : common_(std::move(common)) {}
  std::string common_;
};

}  // namespace filmgate
