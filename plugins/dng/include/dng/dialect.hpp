// SPDX-License-Identifier: Apache-2.0
//
// What a maker's DNGs have beyond DNG: a codec and values of their own, and the name that goes before their keys. Shared by the lanes
// of one clip, so what it holds that changes must be locked.
#pragma once
#include "dng/raw_image.hpp"

#include <filmgate/cpp/host.hpp>

#include <memory>

namespace dng {

struct TagValue {
  std::string key;
  const char* unit = nullptr;
  fg::Value value;
};

class CodedRows { // of one frame, for one lane
 public:
  virtual ~CodedRows() = default;
  // Fills every row of out.window, which spans the raster's width, with U16 samples.
  virtual void read(const fg::Host& host, const fg_job* job, const fg_image& out) = 0;
};

class Dialect { // as it stands: plain DNG
 public:
  virtual ~Dialect() = default;
  [[nodiscard]] virtual std::string prefix() const { return "dng."; }
  [[nodiscard]] virtual bool decodes(uint64_t /*compression*/) const { return false; }
  // For what it decodes: says in raw.desc what the samples are, 16 bits each but for their significant ones. Returns why they can not
  // be decoded, or nothing.
  [[nodiscard]] virtual std::string describe_coded(const DngTags& /*tags*/, RawImage& /*raw*/) const { return {}; }
  // file and raw outlive the rows.
  [[nodiscard]] virtual std::unique_ptr<CodedRows> rows(int64_t /*frame*/, const fg::File& /*file*/, const RawImage& /*raw*/) const {
    return nullptr;
  }
  // Keys without the prefix.
  [[nodiscard]] virtual std::vector<TagValue> values(const DngTags& /*tags*/) const { return {}; }
};

}  // namespace dng
