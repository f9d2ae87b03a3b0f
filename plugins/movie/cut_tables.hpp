// SPDX-License-Identifier: Apache-2.0
//
// The sample table of a shorter track. Its bytes stay in the pieces in which they lie in the original, each a chunk.
#pragma once
#include "box_writer.hpp"
#include "cut_plan.hpp"

namespace movie {

struct Piece { // bytes that lie together and go to the shorter movie together
  size_t track = 0;
  uint64_t first_sample = 0, samples = 0; // of the original's
  uint64_t offset = 0, bytes = 0;              // where it lies in the original
  uint64_t place = 0;                          // and in the shorter movie, when that is known
};

class CutTables {
 public:
  // FG_E_UNSUPPORTED: the track says of its samples what is not understood here and would be wrong.
  CutTables(const Clip& clip, size_t track, const CutTrack& cut);
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] int64_t duration() const { return duration_; } // in the track's scale
  // One box of the table instead of the original's. `placed`: this track's pieces, in its order. Nothing of those that it replaces by others.
  void write(const fg::draft::Boxes& boxes, const fg::draft::Box& original, const std::vector<Piece>& placed, BoxWriter& out) const;

 private:
  void read();
  void write_times(BoxWriter& out) const;
  void write_sizes(BoxWriter& out) const;
  void write_groups(const fg::ByteView& original, BoxWriter& out) const;
  void write_chunks(const std::vector<Piece>& placed, BoxWriter& out) const;

  struct Run { uint32_t samples; int64_t value; };
  static void append(std::vector<Run>& runs, int64_t value);

  const Track& track_;
  size_t index_;
  const CutTrack& cut_;
  std::vector<Piece> pieces_;
  std::vector<Run> times_, shifts_, sizes_;
  std::vector<uint32_t> keys_;
  int64_t duration_ = 0;
};

}  // namespace movie
