// SPDX-License-Identifier: Apache-2.0
//
// NonRealTimeMeta, the XML beside a clip (C0001M01.XML). Each value goes by the path of its elements below the root; what has
// a name goes by that name:
//   <Duration value="588"/>                                  sony.xml.Duration
//   <VideoFormat><VideoFrame videoCodec="…"/></VideoFormat>  sony.xml.VideoFormat.VideoFrame.videoCodec
//   <Group name="A"><Item name="B" value="…"/></Group>       sony.xml.AcquisitionRecord.A.B
#pragma once
#include <filmgate/cpp/host.hpp>

namespace sony {

struct SidecarValue {
  std::string key, text;
};

// FG_E_CORRUPT when it is not XML, FG_E_NOT_THIS_FORMAT when it is of another kind, FG_E_UNSUPPORTED when it is larger than any.
[[nodiscard]] std::vector<SidecarValue> read_sidecar(const fg::File& file);

}  // namespace sony
