// SPDX-License-Identifier: Apache-2.0
//
// CRX through LibRaw, which is seen here alone. LibRaw never sees a camera's file: it is given a file of one picture, made in
// memory of what was checked and of the coded bytes, so that none of its parsers of makers' data runs on foreign bytes. Its raw
// samples are taken as they come out of its codec; nothing that it processes is.
#pragma once
#include "coded_picture.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace canon {

class CrxPicture {
 public:
  // coded was checked by check_coded(). FG_E_CORRUPT when LibRaw meets bits that are none. Threads are not started.
  CrxPicture(const CodedPicture& picture, const fg::ByteView& coded);
  ~CrxPicture();
  [[nodiscard]] std::span<const uint16_t> row(uint32_t y) const;

 private:
  struct Decoded;
  std::unique_ptr<Decoded> decoded_;
};

// XYZ to camera RGB for daylight of 6500 K, row by row, from LibRaw's table of cameras; nothing when it has none for this name.
[[nodiscard]] std::optional<std::array<double, 9>> daylight_matrix_of(const std::string& make, const std::string& model);

}  // namespace canon
