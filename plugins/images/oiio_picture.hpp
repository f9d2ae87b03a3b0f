// SPDX-License-Identifier: Apache-2.0
//
// A file's picture through OpenImageIO, which sees the host's file and nothing else: no path is ever given to it. It is
// opened when rows are first wanted, by the format's own name, so that no other of its readers is tried.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/image.hpp>

#include <OpenImageIO/filesystem.h>
#include <OpenImageIO/imageio.h>

#include <memory>

namespace images {

class HostFileProxy;

class OiioPicture {
 public:
  // format: OpenImageIO's name for it; file must outlive this.
  OiioPicture(const fg::File& file, std::string format);
  ~OiioPicture();
  OiioPicture(const OiioPicture&) = delete;

  [[nodiscard]] const OIIO::ImageSpec& spec(); // opens
  // Fills the window's rows with samples as desc has them: the first three or four channels, or one thrice.
  void read_rows(const fg_image_desc& desc, const fg_image& out);

 private:
  void open();
  [[noreturn]] void fail_reading();
  void be_at(int row);
  void hold(int rows, uint64_t row);
  void fetch_lines(int first, int end, int channels, uint64_t row); // recorded rows into scratch_
  void fetch_tiles(int first, int end, uint64_t row);

  const fg::File& file_;
  std::string format_;
  std::unique_ptr<HostFileProxy> proxy_; // outlives input_
  OIIO::ImageInput::unique_ptr input_;
  std::vector<uint8_t> scratch_, tile_;
  int next_row_ = 0; // of those that are decoded one behind the other
};

}  // namespace images
