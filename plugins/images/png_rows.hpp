// SPDX-License-Identifier: Apache-2.0
//
// Rows of a PNG file by libpng, from the host's file. Rows follow one another: those before the last one that was read are
// reached by beginning anew, and an interlaced picture is held whole.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/image.hpp>

#include <memory>

namespace images {

struct PngReading;

class PngRows {
 public:
  explicit PngRows(const fg::File& file); // which must outlive this
  ~PngRows();
  PngRows(const PngRows&) = delete;
  // Fills the window's rows with RGB or RGBA, 8 or 16 bits as desc has them.
  void read(const fg_image_desc& desc, const fg_image& out);

 private:
  void begin(const fg_image_desc& desc);
  [[noreturn]] void fail();

  const fg::File& file_;
  std::unique_ptr<PngReading> reading_;
};

}  // namespace images
