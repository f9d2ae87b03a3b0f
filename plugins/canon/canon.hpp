// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of Canon's CR3 stills and Cinema RAW Light clips, and the meaning of their values.
#pragma once
#include <filmgate/cpp/reader.hpp>

namespace canon {

struct Format {
  static constexpr const char* id = "canon";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
};

struct Keys {
  static constexpr const char* id = "canon";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

struct NamedValue {
  std::string key; // without "canon."
  fg::Value value;
  const char* unit = nullptr;
};
using NamedValues = std::vector<NamedValue>;

}  // namespace canon
