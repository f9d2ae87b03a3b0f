// SPDX-License-Identifier: Apache-2.0
//
// A metadata plugin whose licence keeps proprietary readers out of its worker.
#include <filmgate/cpp/metadata.hpp>

namespace {

struct Keys {
  static constexpr const char* id = "keys";
  static void normalise(const fg::Values&, const fg::Fields& out) { out.put("reelName", "by GPL keys", "neutral.word"); }
};

}  // namespace

FG_PLUGIN(fg::MetadataOf<Keys>)
