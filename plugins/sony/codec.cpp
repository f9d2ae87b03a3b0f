// SPDX-License-Identifier: Apache-2.0
#include "codec.hpp"

namespace sony {
namespace {

using fg::draft::Label;

bool is_sony(const Label& label) { return label[8] == 0x0e && label[9] == 0x06; } // Sony's private branch of the register

Codec raw(std::string name) {
  auto why = fg::concat("its pictures are ", name, ", whose coding is not published; decoding needs a plugin made with the Sony SDK");
  return {std::move(name), std::move(why), true};
}

}  // namespace

std::optional<Codec> raw_codec_of(const Label& container, const Label& coding, const std::string& sidecar) {
  const auto says = [&](const char* word) { return sidecar.find(word) != std::string::npos; };
  if (says("X-OCN")) return raw("X-OCN");
  if (says("RAW")) return raw("Sony RAW");
  if (is_sony(container) || is_sony(coding)) return raw("Sony RAW or X-OCN");
  return {};
}

}  // namespace sony
