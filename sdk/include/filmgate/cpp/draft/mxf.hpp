// SPDX-License-Identifier: Apache-2.0
//
// Draft. An open MXF file: its partitions, its header metadata, and the elements of its edit units.
//   MxfFile mxf(host.open(uri));   for (auto& element : mxf.essence().elements(frame)) …
// The file is read as far as it goes; problems() says what it promises and has not.
#pragma once
#include <filmgate/cpp/draft/mxf_essence.hpp>
#include <filmgate/cpp/draft/mxf_tracks.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

class MxfFile {
 public:
  explicit MxfFile(File file) : file_(std::make_unique<const File>(std::move(file))), partitions_(*file_), essence_(*file_, partitions_) {
    read_metadata();
    const auto& name = file_->uri();
    if (partitions_.is_broken_off()) problems_.push_back(concat(name, ": no footer partition: the file is cut off, or was never closed"));
    if (essence_.index().is_cut()) problems_.push_back(concat(name, ": the index table is cut off"));
    if (!essence_.is_indexed() && essence_.unit_count() > 0) problems_.push_back(concat(name, ": no index table; ", essence_.unit_count(), " frames were found by their keys"));
    if (essence_.is_indexed() && essence_.found_count() > 0)
      problems_.push_back(concat(name, ": the index table ends after ", essence_.index().count(), " frames; ", essence_.found_count(), " more were found by their keys"));
    const auto units = essence_.unit_count();
    if (units > 0 && essence_.is_indexed() && (!essence_.place_of(units - 1) || !is_whole(units - 1)))
      problems_.push_back(concat(name, ": ", units, " frames are promised; the file has ", whole_units(), " of them"));
  }

  const File& file() const { return *file_; }
  const MxfPartitions& partitions() const { return partitions_; }
  const MxfMetadata& metadata() const { return metadata_; }
  const MxfEssence& essence() const { return essence_; }
  const std::vector<std::string>& problems() const { return problems_; }
  bool is_whole(int64_t unit) const {
    const auto elements = essence_.elements(unit);
    return !elements.empty() && elements.back().is_whole;
  }

 private:
  void read_metadata() {
    // The one written last is the best informed; that of an open header is a guess made before the recording.
    const auto& all = partitions_.all();
    const auto rank = [](const MxfPartition& p) { return (p.is_closed ? 2 : 0) + (p.is_complete ? 1 : 0); };
    const MxfPartition* best = nullptr;
    for (const auto& partition : all)
      if (partition.header_bytes > 0 && (!best || rank(partition) > rank(*best) || (rank(partition) == rank(*best) && !best->is_closed))) best = &partition;
    if (best) metadata_ = MxfMetadata(*file_, *best);
    if (metadata_.sets().empty()) problems_.push_back(concat(file_->uri(), ": offset ", all.front().offset, ": no header metadata"));
    if (metadata_.is_cut()) problems_.push_back(concat(file_->uri(), ": offset ", best->pack_end, ": the header metadata are cut off"));
  }
  // A file is cut at one place: the units before it are whole.
  int64_t whole_units() const {
    int64_t low = 0, high = essence_.unit_count();
    while (low < high) {
      const int64_t middle = low + (high - low) / 2;
      if (is_whole(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  std::unique_ptr<const File> file_; // at one place, however this is moved
  MxfPartitions partitions_;
  MxfEssence essence_;
  MxfMetadata metadata_;
  std::vector<std::string> problems_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
