// SPDX-License-Identifier: Apache-2.0
//
// A found clip, opened: which reader was chosen, and why it and no other. Private to this folder.
#pragma once
#include "attachments.hpp"
#include "clip/finder.hpp"
#include "clip/record.hpp"
#include "job/request.hpp"
#include "plugin/metadata.hpp"
#include "plugin/reader.hpp"

namespace filmgate {

struct ClipSession {
  LoadedPlugin* plugin = nullptr;
  std::string reader;
  std::unique_ptr<ReaderClip> clip;
  std::string passed_over; // a reader that was not asked, since its licence keeps it out; with the reason
};

struct ReaderWish {
  std::string wanted;          // a reader or plugin id: overrides content and name
  std::set<std::string> avoid; // plugin ids that did not recognise this clip, and whose licence keeps another out
};

// Asks at most three readers, best first, and opens the surest.
[[nodiscard]] Result<ClipSession> open_session(const FoundClip& found, const ReaderWish& wish, PluginShelf& shelf,
                                               const JobHandle& job);
// The bundles of the readers that open_session may ask.
[[nodiscard]] std::vector<const Bundle*> bundles_to_ask(const FoundClip& found, const ReaderWish& wish);

inline constexpr const char* licence_conflict = "licence-conflict"; // the problem's code

enum class Ranges {
  none,
  read_anyway, // of sidecars and exports, which are read whole to find their clips
  all,         // also of frames that the reader must be asked for, one after the other
};
struct RecordWish {
  bool frames = false;     // per-frame values too
  Ranges ranges = Ranges::none; // what frames say, as ranges
  bool parameters = false; // what decoding can be told
  const Attachments* attachments = nullptr; // NULL: none
};
// All that can be said of the clip; problems are in the record, never thrown away.
[[nodiscard]] ClipRecord record_of(ClipSession& session, const FoundClip& found, const RecordWish& wish, PluginShelf& shelf,
                                   const Catalog& catalog, const JobHandle& job);

// The fields and problems of one frame alone; empty when the reader has none for frames.
[[nodiscard]] ClipRecord record_of_frame(ClipSession& session, int64_t frame, PluginShelf& shelf, const Catalog& catalog,
                                         const JobHandle& job);

[[nodiscard]] Problem problem_of(const PluginReport& said);
[[nodiscard]] Json event(const char* type);
[[nodiscard]] Json problem_event(const Problem& problem, int64_t frame = -1);

}  // namespace filmgate
