// SPDX-License-Identifier: Apache-2.0
//
// What the frames of a clip say, frame by frame or as ranges. Reading it may cost as much as reading the clip, so that it is
// decided here when it is worth it. Private to this folder.
#pragma once
#include "clip_session.hpp"

namespace filmgate {

struct Normaliser { LoadedPlugin* plugin; std::string metadata; };

// Every metadata interface whose manifest claims a prefix of one of the keys.
[[nodiscard]] std::vector<Normaliser> normalisers_for(const std::vector<NativeEntry>& natives, PluginShelf& shelf, const Catalog& catalog, ClipRecord& record);
struct SaidField { FieldEntry field; std::string plugin; };
// What the entries, all of one frame or of the clip, mean.
[[nodiscard]] std::vector<SaidField> meaning_of(const std::vector<NativeEntry>& entries, const std::vector<Normaliser>& normalisers, const JobHandle& job, ClipRecord& record);
[[nodiscard]] FieldStatus status_of(FieldOrigin origin);

struct FrameSources {
  ClipSession& session;
  const std::vector<Normaliser>& normalisers; // of the reader's own values
  const std::vector<Attachment>& attached;
};
// The reader's own first, so that they win where an export says otherwise.
void add_frames(const FrameSources& sources, const RecordWish& wish, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job, ClipRecord& record);

}  // namespace filmgate
