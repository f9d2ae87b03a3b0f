// SPDX-License-Identifier: Apache-2.0
//
// What ARRI writes into the sets of an MXF file beside what ST 377-1 defines, and into the supplemental data of frames
// (RDD 55): JSON texts become a value for each of their members, what else there is goes by its label.
#pragma once
#include <filmgate/cpp/draft/mxf_metadata.hpp>
#include <filmgate/cpp/record.hpp>

namespace arriraw {

struct MxfValue {
  std::string key; // "arri.json.camera.serialNumber", "arri.supplemental.060e2b34…"
  fg::Value value;
};

// Sets of ARRI's private class (0e 17) that hold JSON: camera, lens, media, slate, frame lines, looks.
[[nodiscard]] std::vector<MxfValue> json_sets(const fg::draft::MxfMetadata& metadata, std::vector<std::string>& problems);
// One supplemental element; bytes when it is neither JSON nor sets.
[[nodiscard]] std::vector<MxfValue> supplemental_values(const fg::draft::MxfMetadata& metadata, const fg::ByteView& element);

}  // namespace arriraw
