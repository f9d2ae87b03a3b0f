// SPDX-License-Identifier: Apache-2.0
//
// Markers and rows of a JPEG file by libjpeg, from the host's file. Rows follow one another: those before the last one that was
// read are reached by beginning anew. What libjpeg warns of while it reads markers is told; in coded pixels it is an error.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/image.hpp>

#include <memory>

namespace images {

struct JpegMarker {
  uint8_t code = 0; // E0 .. EF: APP0 .. APP15, FE: a comment
  std::vector<uint8_t> bytes;
};

struct JpegHeader {
  uint32_t width = 0, height = 0, components = 0, precision = 0;
  bool progressive = false, is_decoded = false; // is_decoded: grey, YCbCr or RGB
  std::string colour, sampling;                 // "YCCK"; "2x2 1x1 1x1"
  uint64_t scan_offset = 0;                     // where coded bytes begin
  std::vector<JpegMarker> markers;              // in the file's order
  std::vector<std::string> warnings;
};

struct JpegReading;

class JpegRows {
 public:
  explicit JpegRows(const fg::File& file); // which must outlive this
  ~JpegRows();
  JpegRows(const JpegRows&) = delete;
  [[nodiscard]] JpegHeader header(); // begins anew
  void read(const fg_image& out);    // RGB of 8 bits, every row of the window

 private:
  void begin();
  [[noreturn]] void fail();

  const fg::File& file_;
  std::unique_ptr<JpegReading> reading_;
};

}  // namespace images
