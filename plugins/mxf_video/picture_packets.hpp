// SPDX-License-Identifier: Apache-2.0
//
// The coded picture of each edit unit: the element of the picture's track. Private to this folder.
#pragma once
#include <filmgate/cpp/draft/mxf.hpp>

namespace mxf_video {

class PicturePackets {
 public:
  // track: bytes 12 .. 15 of the picture elements' keys; 0 when no track tells.
  PicturePackets(std::shared_ptr<const fg::draft::MxfFile> mxf, uint32_t track) : mxf_(std::move(mxf)), track_(track) {}
  [[nodiscard]] const fg::draft::MxfFile& mxf() const { return *mxf_; }
  [[nodiscard]] uint64_t count() const { return static_cast<uint64_t>(mxf_->essence().unit_count()); }
  [[nodiscard]] std::optional<fg::draft::MxfElement> find(uint64_t unit) const {
    std::optional<fg::draft::MxfElement> first;
    for (const auto& element : mxf_->essence().elements(static_cast<int64_t>(unit))) {
      if (track_ != 0 && element.track_number() == track_) return element;
      const uint8_t kind = element.key[12];
      if (!first && (kind == 0x15 || kind == 0x05 || kind == 0x18)) first = element; // of generic, D-10 and compound kind
    }
    return first;
  }
  // FG_E_TRUNCATED
  [[nodiscard]] fg::draft::MxfElement at(uint64_t unit) const {
    const auto element = find(unit);
    fg::require(element && element->is_whole && element->bytes > 0, FG_E_TRUNCATED, mxf_->file().uri(), ": the picture of edit unit ", unit, " is not whole; the file ends at ", mxf_->file().size());
    return *element;
  }

 private:
  std::shared_ptr<const fg::draft::MxfFile> mxf_;
  uint32_t track_;
};

}  // namespace mxf_video
