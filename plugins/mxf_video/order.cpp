// SPDX-License-Identifier: Apache-2.0
//
// Flags of an entry: 80h decoding may start, 40h a sequence header, 30h what its picture leans on (00 nothing, 20 before, 10 behind, 30
// both). An open group's key has no 80h. What is shown as frame n lies in unit n + the temporal offset of entry n. (ST 377-1, 11.2.)
#include "order.hpp"

#include <coded_video/picture_order.hpp>

#include <algorithm>
#include <numeric>

namespace mxf_video {
namespace {

constexpr uint64_t first_look = 2048, second_look = 1 << 16; // of a packet, for the head of its first slice
constexpr uint8_t leans = 0x30, starts = 0x80;
constexpr size_t look_back = 32; // units; no codec reorders more

void find_keys(const std::vector<bool>& is_key, Order& out) {
  if (std::find(is_key.begin(), is_key.end(), false) == is_key.end()) return;
  out.keys.resize(is_key.size());
  for (uint32_t i = 0, last = 0; i < is_key.size(); ++i) out.keys[i] = last = is_key[i] ? i : last;
}

void count_waiting(Order& out) {
  for (size_t i = 0; i < out.ranks.size(); ++i) {
    uint32_t waiting = 0;
    for (size_t k = i > look_back ? i - look_back : 0; k < i; ++k) waiting += out.ranks[k] > out.ranks[i] ? 1 : 0;
    out.reorder = std::max(out.reorder, waiting);
  }
}

// units: of each frame.
void take_units(std::vector<uint32_t> units, Order& out) {
  if (std::is_sorted(units.begin(), units.end())) return;
  out.ranks.resize(units.size());
  for (size_t frame = 0; frame < units.size(); ++frame) out.ranks[units[frame]] = static_cast<int64_t>(frame);
  out.units = std::move(units);
  count_waiting(out);
}

// Nothing: the table tells no order, or one that shows a unit twice.
std::optional<Order> by_index(const fg::draft::MxfIndex& index, uint64_t count) {
  std::vector<uint32_t> units(count);
  std::vector<bool> is_key(count), taken(count);
  bool any_offset = false, any_leans = false, both = false;
  for (uint64_t i = 0; i < count; ++i) {
    const auto entry = index.at(static_cast<int64_t>(i));
    const int64_t unit = static_cast<int64_t>(i) + (entry ? entry->temporal : 0);
    if (!entry || unit < 0 || unit >= static_cast<int64_t>(count) || taken[static_cast<size_t>(unit)]) return {};
    taken[static_cast<size_t>(unit)] = true;
    units[i] = static_cast<uint32_t>(unit);
    is_key[i] = (entry->flags & leans) == 0;
    any_offset = any_offset || entry->temporal != 0, any_leans = any_leans || !is_key[i], both = both || (entry->flags & leans) == leans;
  }
  if (!any_leans || (both && !any_offset)) return {}; // nothing is said, or it can not be all
  is_key[0] = true;
  Order out;
  find_keys(is_key, out);
  take_units(std::move(units), out);
  return out;
}

using coded_video::PictureOrder;

std::optional<PictureOrder::Place> place_in(PictureOrder& reader, const fg::File& file, const fg::draft::MxfElement& element) {
  for (const uint64_t look : {first_look, second_look}) {
    const auto bytes = file.read_up_to(element.offset, std::min(look, element.bytes));
    if (auto place = reader.next(bytes.view()); place || element.bytes <= look) return place;
  }
  return {};
}

// Of some pictures at the beginning; what does not tell contradicts nothing.
bool streams_agree_that_intra(const PicturePackets& packets, const std::string& codec) {
  constexpr uint64_t looked_at = 8, look = 4096;
  PictureOrder reader(codec);
  for (uint64_t i = 0; i < std::min(packets.count(), looked_at); ++i) {
    const auto element = packets.find(i);
    if (!element) break;
    const auto bytes = packets.mxf().file().read_up_to(element->offset, std::min(look, element->bytes));
    if (const auto place = reader.next(bytes.view()); place && !place->key) return false;
  }
  return true;
}

std::optional<Order> by_stream(const PicturePackets& packets, const std::string& codec) {
  PictureOrder reader(codec);
  std::vector<PictureOrder::Place> places;
  std::vector<bool> is_key;
  for (uint64_t i = 0; i < packets.count(); ++i) {
    const auto element = packets.find(i);
    if (!element) break; // where the file ends
    const auto place = place_in(reader, packets.mxf().file(), *element);
    if (!place) {
      if (element->is_whole) return {};
      break;
    }
    places.push_back(*place);
    is_key.push_back(place->key);
  }
  if (places.empty() || !is_key[0]) return {};
  std::vector<uint32_t> units(places.size());
  std::iota(units.begin(), units.end(), 0u);
  std::stable_sort(units.begin(), units.end(), [&](uint32_t a, uint32_t b) {
    return places[a].group != places[b].group ? places[a].group < places[b].group : places[a].count < places[b].count;
  });
  for (uint64_t i = units.size(); i < packets.count(); ++i) units.push_back(static_cast<uint32_t>(i)), is_key.push_back(false);
  Order out;
  find_keys(is_key, out);
  take_units(std::move(units), out);
  return out;
}

}  // namespace

bool is_intra(const PicturePackets& packets, const std::string& codec) {
  const auto& essence = packets.mxf().essence();
  const auto& index = essence.index();
  if (index.count() == 0 || essence.found_count() > 0) return false;
  for (int64_t i = 0; i < index.count() && index.unit_bytes() == 0; ++i) { // units of one size lean on nothing
    const auto entry = index.at(i);
    if (!entry || (entry->flags & starts) == 0 || (entry->flags & leans) != 0 || entry->temporal != 0) return false;
  }
  return streams_agree_that_intra(packets, codec);
}

Order order_of(const PicturePackets& packets, const std::string& codec) {
  const auto& mxf = packets.mxf();
  constexpr uint64_t most = 1 << 24; // 77 hours at 60 frames a second
  fg::require(packets.count() <= most, FG_E_UNSUPPORTED, mxf.file().uri(), ": ", packets.count(), " frames that lean on each other; ", most, " are the most that is read");
  if (mxf.essence().is_indexed())
    if (auto out = by_index(mxf.essence().index(), packets.count())) return std::move(*out);
  if (auto out = by_stream(packets, codec)) return std::move(*out);
  fg::fail(FG_E_UNSUPPORTED, mxf.file().uri(), ": neither index table nor stream tell in which order its pictures are shown; wrap it again with a whole index");
}

}  // namespace mxf_video
