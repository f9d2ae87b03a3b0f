// SPDX-License-Identifier: Apache-2.0
#include "vertical.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace reframe {
namespace {

constexpr double lobes = 3;

double sinc(double x) { return x == 0 ? 1 : std::sin(x * std::numbers::pi) / (x * std::numbers::pi); }
double lanczos(double x) { return std::fabs(x) < lobes ? sinc(x) * sinc(x / lobes) : 0; }

// The row that stands for a place which may lie outside the picture.
int64_t mirrored(int64_t row, int64_t count) {
  if (row < 0)
    row = -1 - row;
  else if (row >= count)
    row = 2 * count - 1 - row;
  return std::clamp<int64_t>(row, 0, count - 1);
}

// Sums in a fixed order without fused operations, so that every processor gives the same bits. Blocks stay in L1.
[[gnu::always_inline]] inline void weigh(std::span<const float* const> rows, std::span<const float> weights,
                                         std::span<float> out) {
  constexpr size_t block = 1024;
  for (size_t begin = 0; begin < out.size(); begin += block) {
    const size_t count = std::min(block, out.size() - begin);
    float* __restrict sum = out.data() + begin;
    const float* __restrict first = rows[0] + begin;
    for (size_t i = 0; i < count; ++i) sum[i] = weights[0] * first[i];
    for (size_t tap = 1; tap < rows.size(); ++tap) {
      const float* __restrict row = rows[tap] + begin;
      const float weight = weights[tap];
      for (size_t i = 0; i < count; ++i) sum[i] += weight * row[i];
    }
  }
}
__attribute__((target("avx2"))) void weigh_avx2(std::span<const float* const> rows, std::span<const float> weights,
                                                std::span<float> out) {
  weigh(rows, weights, out);
}

}  // namespace

Vertical::Vertical(const Axis& axis) {
  if (axis.is_copy()) {
    weights_.push_back(1);
    for (uint32_t i = 0; i < axis.output; ++i)
      places_.push_back({static_cast<int32_t>(axis.begin) + static_cast<int32_t>(i), 1, 0});
    return;
  }
  const double squash = std::min(axis.scale(), 1.0);  // the filter widens when the picture shrinks
  const auto reach = static_cast<int64_t>(std::ceil(lobes / squash));
  std::vector<double> row_weights;
  for (uint32_t i = 0; i < axis.output; ++i) {
    const double centre = (i + 0.5) / axis.scale() + axis.begin;
    const auto begin = static_cast<int64_t>(std::floor(centre - static_cast<double>(reach) + 0.5));
    int64_t first = axis.input, last = 0;
    double total = 0;
    for (int64_t row = begin; row < begin + 2 * reach; ++row) {
      total += lanczos((static_cast<double>(row) + 0.5 - centre) * squash);
      const int64_t seen = mirrored(row, axis.input);
      first = std::min(first, seen), last = std::max(last, seen);
    }
    row_weights.assign(static_cast<size_t>(last - first + 1), 0);
    for (int64_t row = begin; row < begin + 2 * reach; ++row)
      row_weights[static_cast<size_t>(mirrored(row, axis.input) - first)] +=
          lanczos((static_cast<double>(row) + 0.5 - centre) * squash) / total;
    places_.push_back({static_cast<int32_t>(first), static_cast<uint32_t>(row_weights.size()), weights_.size()});
    for (const double weight : row_weights) weights_.push_back(static_cast<float>(weight));
    most_taps_ = std::max(most_taps_, static_cast<int32_t>(row_weights.size()));
  }
}

void add_weighted(std::span<const float* const> rows, std::span<const float> weights, std::span<float> out) {
  static const bool avx2 = __builtin_cpu_supports("avx2");
  avx2 ? weigh_avx2(rows, weights, out) : weigh(rows, weights, out);
}

}  // namespace reframe
