// SPDX-License-Identifier: Apache-2.0
//
// What GPR adds to DNG, as a dialect of it: VC-5 pictures and GPMF.
#pragma once
#include "vc5_picture.hpp"

#include <dng/dialect.hpp>
#include <filmgate/cpp/draft/shared_pictures.hpp>

namespace gopro {

constexpr uint64_t vc5_compression = 9;
constexpr const char* prefix = "gopro.";

class Still : public dng::Dialect {
 public:
  [[nodiscard]] std::string prefix() const override { return gopro::prefix; }
  [[nodiscard]] bool decodes(uint64_t compression) const override { return compression == vc5_compression; }
  [[nodiscard]] std::string describe_coded(const dng::DngTags& tags, dng::RawImage& raw) const override;
  [[nodiscard]] std::unique_ptr<dng::CodedRows> rows(int64_t frame, const fg::File& file, const dng::RawImage& raw) const override;
  [[nodiscard]] std::vector<dng::TagValue> values(const dng::DngTags& tags) const override;

 private:
  mutable fg::draft::SharedPictures<Vc5Picture> pictures_;
};

}  // namespace gopro
