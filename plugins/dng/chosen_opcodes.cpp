// SPDX-License-Identifier: Apache-2.0
//
// Which opcodes are applied. Those that bend the picture are not: a plate is wanted as the lens drew it, and lens work is
// done later and elsewhere. What can not be applied and may not be skipped makes the pixels unreadable, until the user
// says to ignore opcodes.
#include "corrections.hpp"

#include "dng/tags.hpp"

#include <algorithm>

namespace dng {
namespace {

constexpr size_t most_bad_pixel_lists = 4; // each needs rows around

bool bends(uint32_t id) {
  switch (static_cast<OpcodeId>(id)) {
    case OpcodeId::warp_rectilinear: case OpcodeId::warp_fisheye: case OpcodeId::warp_rectilinear_2: case OpcodeId::trim_bounds: return true;
    default: return false;
  }
}

bool is_gain(const Correction& correction) {
  if (const auto* map = std::get_if<GainMap>(&correction)) return map->area.row_pitch == 1 && map->area.column_pitch == 1;
  if (const auto* lines = std::get_if<PerLine>(&correction)) return lines->scale && lines->area.row_pitch == 1 && lines->area.column_pitch == 1;
  return std::holds_alternative<FixVignette>(correction);
}

bool applies(const Correction& correction, int list, bool mosaic) {
  if (std::holds_alternative<std::monostate>(correction)) return false;
  if (std::holds_alternative<FixBadConstant>(correction)) return list == 1; // a code stands for no linear value
  if (list == 3 && mosaic) return is_gain(correction);
  return list != 3 || !std::holds_alternative<FixBadList>(correction);
}

// From the active area's corner to the raster's; nothing of an area lies outside the active one.
void move_to_raster(Correction& correction, const fg_rect& active) {
  const auto down = static_cast<uint32_t>(active.y), right = static_cast<uint32_t>(active.x);
  std::visit([&](auto& one) {
    if constexpr (requires { one.area; }) {
      one.area.top += down, one.area.left += right;
      one.area.bottom = std::min(one.area.bottom + down, down + static_cast<uint32_t>(active.h));
      one.area.right = std::min(one.area.right + right, right + static_cast<uint32_t>(active.w));
    }
    if constexpr (requires { one.rectangles; }) {
      for (auto& pixel : one.pixels) pixel.y += active.y, pixel.x += active.x;
      for (auto& r : one.rectangles) r = {r.top + active.y, r.left + active.x, r.bottom + active.y, r.right + active.x};
    }
  }, correction);
}

void choose(std::vector<Opcode> opcodes, int list, const RawImage& raw, Corrections& out) {
  auto& chosen = list == 1 ? out.on_codes : list == 2 ? out.on_linear : out.on_picture;
  const bool mosaic = raw.desc.layout == FG_LAYOUT_CFA;
  for (auto& opcode : opcodes) {
    const auto where = fg::concat(opcode.name(), " of OpcodeList", list);
    if (bends(opcode.id)) {
      out.notes.push_back({FG_SEVERITY_WARNING, "opcode-not-applied", where + " bends or trims the picture; a plate keeps it as recorded"});
    } else if (applies(opcode.correction, list, mosaic)) {
      out.notes.push_back({FG_SEVERITY_INFO, "opcode-applied", where + (list == 3 && mosaic ? " is applied before demosaicing" : " is applied")});
      if (list != 1) move_to_raster(opcode.correction, raw.desc.active);
      chosen.push_back(std::move(opcode.correction));
    } else if (opcode.may_be_skipped()) {
      out.notes.push_back({FG_SEVERITY_WARNING, "opcode-not-applied", where + " is not applied; the file allows to skip it"});
    } else if (out.refusal.empty()) {
      out.refusal = where + " can not be applied, and the file does not allow to skip it";
    }
  }
}

}  // namespace

Corrections read_corrections(const DngTags& tags, const RawImage& raw) {
  Corrections out;
  int list = 1;
  for (const uint16_t wanted : {tag::opcode_list_1, tag::opcode_list_2, tag::opcode_list_3}) {
    if (const auto* entry = tags.raw().find(wanted)) {
      try {
        const auto bytes = tags.tiff().raw_bytes(*entry);
        choose(read_opcodes({bytes, tags.uri(), entry->offset}), list, raw, out);
      } catch (const fg::Failure& failure) {
        if (out.refusal.empty()) out.refusal = failure.what();
      }
    }
    ++list;
  }
  if (out.halo() > static_cast<int32_t>(most_bad_pixel_lists) * 8) out.refusal = "its opcodes fix bad pixels over and over";
  if (!out.refusal.empty()) {
    out.notes.push_back({FG_SEVERITY_ERROR, "opcode-not-applied", out.refusal + "; set the decode parameter opcodes to ignore"});
    out.on_codes.clear(), out.on_linear.clear(), out.on_picture.clear();
  }
  return out;
}

}  // namespace dng
