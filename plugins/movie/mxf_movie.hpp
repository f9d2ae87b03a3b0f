// SPDX-License-Identifier: Apache-2.0
//
// Movies in MXF (SMPTE ST 377-1) of any maker: what the SDK's draft/mxf.hpp reads of the file, and pictures as any other movie's.
#pragma once
#include <filmgate/cpp/reader.hpp>

namespace movie {

struct MxfFormat {
  static constexpr const char* id = "movie-mxf";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
};

}  // namespace movie
