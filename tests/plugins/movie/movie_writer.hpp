// SPDX-License-Identifier: Apache-2.0
//
// Boxes by hand, put into a movie that FFmpeg wrote with its index at the end, where nothing behind it moves.
#pragma once
#include <catch2/catch.hpp>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace movie_test {

inline std::string be16(uint32_t v) { return {static_cast<char>(v >> 8), static_cast<char>(v)}; }
inline std::string be32(uint32_t v) { return be16(v >> 16) + be16(v & 0xffff); }
inline std::string box(const std::string& type, const std::string& body) { return be32(static_cast<uint32_t>(body.size() + 8)) + type + body; }

inline std::string bytes_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}
inline uint32_t number_at(const std::string& bytes, size_t at) {
  uint32_t out = 0;
  for (size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return out;
}

// `more` as the last boxes of moov, which must be the last box of the file.
inline std::string with_in_movie(const std::string& path, const std::string& more) {
  auto bytes = bytes_of(path);
  const auto at = bytes.rfind("moov");
  REQUIRE(at != std::string::npos);
  const auto size = number_at(bytes, at - 4);
  REQUIRE(at - 4 + size == bytes.size());
  bytes.replace(at - 4, 4, be32(static_cast<uint32_t>(size + more.size())));
  return bytes + more;
}

struct Key { std::string name; uint32_t type; std::string value; };
inline std::string meta_box(const std::vector<Key>& keys) { // as QuickTime has it, without version
  std::string names = be32(0) + be32(static_cast<uint32_t>(keys.size())), values;
  for (size_t i = 0; i < keys.size(); ++i) {
    names += be32(static_cast<uint32_t>(keys[i].name.size() + 8)) + "mdta" + keys[i].name;
    values += box(be32(static_cast<uint32_t>(i + 1)), box("data", be32(keys[i].type) + be32(0) + keys[i].value));
  }
  return box("meta", box("hdlr", be32(0) + be32(0) + "mdta" + std::string(13, '\0')) + box("keys", names) + box("ilst", values));
}

}  // namespace movie_test
