// SPDX-License-Identifier: Apache-2.0
//
// A decoded picture: samples of YCbCr, RGB or grey as the codec left them, of 8 to 16 bits, and what the stream said of
// them. It shares FFmpeg's buffer and never changes.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

struct AVFrame;

namespace coded_video {

// Codes of ITU-T H.273 (ISO 23091-2); 2 is "unspecified" in each of them.
struct ColourCodes {
  uint8_t primaries = 2, transfer = 2, matrix = 2;
};
enum class Range : uint8_t { unknown, legal, full }; // legal: 16 .. 235 and 16 .. 240 of 255

class Picture {
 public:
  enum class Model : uint8_t { ycbcr, rgb, grey };

  Picture() = default;
  // FG_E_UNSUPPORTED when its samples are of a kind that is not read; `about` names frame and file for the message.
  Picture(std::shared_ptr<const AVFrame> frame, const std::string& about);
  explicit operator bool() const { return frame_ != nullptr; }

  [[nodiscard]] uint32_t width() const;
  [[nodiscard]] uint32_t height() const;
  [[nodiscard]] Model model() const { return model_; }
  [[nodiscard]] uint32_t bits() const { return bits_; }
  [[nodiscard]] bool alpha() const { return alpha_; }
  [[nodiscard]] uint32_t log2_sub_w() const { return sub_w_; }
  [[nodiscard]] uint32_t log2_sub_h() const { return sub_h_; }
  [[nodiscard]] bool interlaced() const; // two fields woven: rows of one parity belong together
  [[nodiscard]] ColourCodes colour() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] uint64_t bytes() const; // about what it keeps in memory
  [[nodiscard]] const AVFrame& frame() const { return *frame_; } // for this library

 private:
  std::shared_ptr<const AVFrame> frame_;
  Model model_ = Model::grey;
  uint32_t bits_ = 0, sub_w_ = 0, sub_h_ = 0;
  bool alpha_ = false;
};

}  // namespace coded_video
