// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of Magic Lantern's .MLV clips, and the meaning of their values.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

namespace mlv {

// 59.940 as a camera writes it is 60000/1001; 0/0 when it is no rate.
[[nodiscard]] fg_rational rate_of(int64_t numerator, int64_t denominator);

struct Format {
  static constexpr const char* id = "mlv";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct Keys {
  static constexpr const char* id = "mlv";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace mlv
