// SPDX-License-Identifier: Apache-2.0
#include "horizontal.hpp"

#include "processor.hpp"

#include <zimg.h>
#include <cstring>

namespace reframe {
namespace {

constexpr uint64_t round_up(uint64_t bytes) { return (bytes + 63) / 64 * 64; }

[[noreturn]] void zimg_failed(fg_status status) {
  char text[256] = "";
  zimg_get_last_error(text, sizeof text);
  fg::fail(status, "zimg: ", std::string_view(text));
}

zimg_filter_graph* build(const Axis& axis, unsigned rows) {
  zimg_image_format in, out;
  zimg_image_format_default(&in, ZIMG_API_VERSION);
  in.width = axis.input, in.height = rows;
  in.pixel_type = ZIMG_PIXEL_FLOAT;
  in.active_region.left = axis.begin, in.active_region.width = axis.length;
  zimg_image_format_default(&out, ZIMG_API_VERSION);
  out.width = axis.output, out.height = rows, out.pixel_type = ZIMG_PIXEL_FLOAT;
  zimg_graph_builder_params params;
  zimg_graph_builder_params_default(&params, ZIMG_API_VERSION);
  params.resample_filter = ZIMG_RESIZE_LANCZOS, params.filter_param_a = 3;
  // Never what else the processor offers: the same pixels with AVX-512 and without.
  const bool avx2 = has_avx2_and_f16c() && __builtin_cpu_supports("fma");
  params.cpu_type = avx2 ? ZIMG_CPU_X86_AVX2 : ZIMG_CPU_NONE;
  auto* graph = zimg_filter_graph_build(&in, &out, &params);
  if (!graph) zimg_failed(FG_E_UNSUPPORTED);
  return graph;
}

}  // namespace

void Horizontal::Free::operator()(zimg_filter_graph* graph) const { zimg_filter_graph_free(graph); }

Horizontal::Horizontal(const Axis& axis)
    : axis_(axis), in_stride_(round_up(uint64_t{axis.input} * 4)), out_stride_(round_up(uint64_t{axis.output} * 4)) {
  if (axis.is_copy()) return;
  graph_.reset(build(axis, block_rows));
  size_t bytes = 0;
  if (zimg_filter_graph_get_tmp_size(graph_.get(), &bytes) != ZIMG_ERROR_SUCCESS) zimg_failed(FG_E_INTERNAL);
  temporary_bytes_ = round_up(bytes);
}

void Horizontal::run(const uint8_t* in, uint8_t* out, void* temporary) const {
  if (!graph_) {
    const auto begin = static_cast<uint64_t>(axis_.begin) * 4;
    for (uint64_t row = 0; row < block_rows; ++row)
      std::memcpy(out + row * out_stride_, in + row * in_stride_ + begin, uint64_t{axis_.output} * 4);
    return;
  }
  zimg_image_buffer_const from{};
  zimg_image_buffer to{};
  from.version = to.version = ZIMG_API_VERSION;
  from.plane[0] = {in, static_cast<ptrdiff_t>(in_stride_), ZIMG_BUFFER_MAX};
  to.plane[0] = {out, static_cast<ptrdiff_t>(out_stride_), ZIMG_BUFFER_MAX};
  if (zimg_filter_graph_process(graph_.get(), &from, &to, temporary, nullptr, nullptr, nullptr, nullptr) !=
      ZIMG_ERROR_SUCCESS)
    zimg_failed(FG_E_INTERNAL);
}

}  // namespace reframe
