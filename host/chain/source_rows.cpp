// SPDX-License-Identifier: Apache-2.0
#include "chain/source_rows.hpp"

#include <algorithm>

namespace filmgate {
namespace {

uint64_t round_up(uint64_t bytes, uint64_t align) { return (bytes + align - 1) / align * align; }

// Planes one after another; between rows and planes only what a reader asked for.
struct PlaneLayout {
  uint64_t stride, plane_bytes;
  PlaneLayout(const Shape& shape, const ImageRoom& room, uint64_t rows)
      : stride(round_up(shape.row_bytes, room.row_align)),
        plane_bytes(round_up(rows * stride + room.tail_bytes, std::max(room.base_align, room.row_align))) {}
};

uint64_t source_bytes(const Shape& shape, const ClipFacts& clip, bool by_rows, int32_t most_rows) {
  const uint64_t granularity = clip.row_granularity;
  const uint64_t rows = by_rows ? std::min<uint64_t>(static_cast<uint64_t>(shape.height),
                                                     static_cast<uint64_t>(most_rows) + 2 * granularity)
                                : static_cast<uint64_t>(shape.height);
  return PlaneLayout(shape, clip.room, rows).plane_bytes * shape.planes;
}

RowsView rows_in(AlignedBuffer& buffer, const Shape& shape, RowRange rows, const ImageRoom& room) {
  const PlaneLayout layout(shape, room, static_cast<uint64_t>(rows.count));
  RowsView out;
  out.rows = rows;
  out.stride = static_cast<int64_t>(layout.stride);
  out.plane_bytes = layout.plane_bytes;
  for (uint32_t i = 0; i < shape.planes; ++i) out.plane[i] = buffer.data() + i * out.plane_bytes;
  return out;
}

}  // namespace

SourceRows::SourceRows(const Shape& shape, const ClipFacts& clip, std::unique_ptr<Lane> decoder, ParameterValues parameters, int32_t most_rows)
    : shape_(shape), clip_(clip), decoder_(std::move(decoder)), parameters_(std::move(parameters)),
      held_(decoder_->lends_rows() ? 0 : source_bytes(shape, clip, decoder_->decodes_rows(), most_rows),
            std::max(clip.room.base_align, clip.room.row_align)) {}

Result<RowsView> SourceRows::rows(int64_t index, const FrameFacts& facts, RowRange rows) {
  if (decoder_->lends_rows()) return decoder_->borrow(index, parameters_, rows);
  if (!decoder_->decodes_rows()) {
    auto whole = rows_in(held_, shape_, {0, shape_.height}, clip_.room);
    if (whole_frame_held_ != index) {
      whole_frame_held_ = -1;
      FILMGATE_CHECK(decoder_->rows(index, parameters_, facts, whole));
      whole_frame_held_ = index;
    }
    return whole;
  }
  const auto unit = static_cast<int32_t>(clip_.row_granularity);
  const int32_t first = rows.first / unit * unit;
  const int32_t end = static_cast<int32_t>(std::min<int64_t>(shape_.height, (int64_t{rows.end()} + unit - 1) / unit * unit));
  const auto view = rows_in(held_, shape_, {first, end - first}, clip_.room);
  FILMGATE_CHECK(decoder_->rows(index, parameters_, facts, view));
  return view;
}

void SourceRows::give_back() {
  if (decoder_->lends_rows()) decoder_->give_back();
}

}  // namespace filmgate
