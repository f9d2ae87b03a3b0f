// SPDX-License-Identifier: Apache-2.0
#include "png_frame.hpp"

namespace images {
namespace {

using fg::concat;

constexpr uint64_t densest = 1100, unchecked_bytes = 1 << 20; // deflate makes at most 1032 bytes of one

}  // namespace

PngFrame::PngFrame(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), rows_(file_) {
  const auto header = read_png_header(file_);
  describe(header);
  put_png_values(file_, header, *this);
  if (!header.missing.empty()) notes.push_back({FG_SEVERITY_ERROR, "truncated", header.missing + "; copy it again"});
  if (header.has("acTL")) notes.push_back({FG_SEVERITY_INFO, "animated", "of its frames the still one is the picture"});
}

void PngFrame::describe(const PngHeader& header) {
  const auto side = [](uint32_t count) { return count >= 1 && count <= 65535; };
  fg::require(side(header.width) && side(header.height), FG_E_CORRUPT, file_.uri(), ": offset 16: ", header.width, " x ", header.height,
              " pixels are outside 1 .. 65535");
  const bool alpha = header.colour == 4 || header.colour == 6 || header.has("tRNS");
  desc.size(header.width, header.height), desc.layout = alpha ? FG_LAYOUT_RGBA : FG_LAYOUT_RGB;
  if (header.bits == 16)
    desc.samples(FG_SAMPLE_U16, 16);
  else
    desc.samples(FG_SAMPLE_U8, 8);
  const uint64_t bytes = uint64_t{desc.width} * desc.height * header.bits / 8; // of one channel, at least
  fg::require(bytes <= unchecked_bytes || bytes / densest <= file_.size(), FG_E_CORRUPT, file_.uri(), ": ", desc.width, " x ", desc.height,
              " pixels can not be held by ", file_.size(), " bytes");
}

}  // namespace images
