// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an MXF file: partitions, sets, tracks, index tables and the elements of units.
#include "fuzz/sdk/draft/file_in_memory.hpp"

#include <filmgate/cpp/draft/mxf.hpp>

namespace {

using namespace fg::draft;

void visit_metadata(const MxfFile& mxf) {
  for (const auto& set : mxf.metadata().sets()) {
    for (const auto& item : set.items) (void)utf8_of_utf16be(item.value), (void)set.labels(item.tag), (void)set.rational(item.tag), (void)set.number(item.tag);
    (void)mxf.metadata().of(set.id);
  }
  const auto packages = mxf_packages(mxf.metadata());
  (void)mxf_picture_descriptor(mxf.metadata());
  const auto start = mxf_start(packages);
  fuzz::promise(start.frame < 0 || (start.base.num > 0 && start.base.den > 0), "a timecode without a rate");
  for (const auto& package : packages)
    for (const auto& track : package.tracks) (void)mxf_later(start, 1000, track.rate);
}

void visit_essence(const MxfFile& mxf, size_t size) {
  const auto& essence = mxf.essence();
  const auto units = essence.unit_count();
  fuzz::promise(units >= 0, "a negative number of units");
  for (const int64_t unit : {int64_t{-1}, int64_t{0}, int64_t{1}, units / 2, units - 1, units}) {
    const auto elements = essence.elements(unit);
    fuzz::promise(elements.empty() || (unit >= 0 && unit < units), "elements of a unit that is none");
    for (const auto& element : elements) fuzz::promise(element.offset <= size && element.bytes <= size - element.offset, "an element past the end");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (!partition_start(fg::ByteView({data, std::min<size_t>(size, 65552)}, "/clip/a.mxf"))) return 0; // refused as no MXF file
  fuzz::MemoryHost host;
  host.files.push_back({"/clip/a.mxf", {data, size}});
  try {
    const MxfFile mxf(fg::Host(&host).open("/clip/a.mxf"));
    visit_metadata(mxf);
    visit_essence(mxf, size);
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    fuzz::promise(status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED, std::to_string(status) + ": " + failure.what());
    fuzz::promise(std::string_view(failure.what()).find("/clip/a.mxf") != std::string_view::npos, std::string("a failure without its file: ") + failure.what());
  }
  fuzz::promise(host.open_files == 0, "the file is left open");
  return 0;
}
