// SPDX-License-Identifier: Apache-2.0
#include "two_decodes.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int32_t rows_at_once = 64;

Result<SourceRows> rows_of(const TwoDecodes::Side& side) {
  FILMGATE_TRY(lane, side.clip.lane());
  return SourceRows(side.shape, side.clip.facts(), std::move(lane), side.parameters, rows_at_once);
}

}  // namespace

Result<TwoDecodes> TwoDecodes::open(const Side& a, const Side& b) {
  FILMGATE_TRY(one, rows_of(a));
  FILMGATE_TRY(other, rows_of(b));
  return TwoDecodes(std::move(one), std::move(other));
}

Status TwoDecodes::visit(int64_t index_of_a, int64_t index_of_b, const Both& facts, Rows rows, const Visit& each) {
  for (int32_t done = 0; done < rows.count; done += rows_at_once) {
    const auto count = std::min(rows_at_once, rows.count - done);
    FILMGATE_TRY(a, a_.rows(index_of_a, facts.a, {rows.a + done, count}));
    auto b = b_.rows(index_of_b, facts.b, {rows.b + done, count});
    const auto seen = b ? each(a, rows.a + done, *b, rows.b + done, count) : Status(tl::unexpected(std::move(b.error())));
    a_.give_back();
    b_.give_back();
    if (!seen) return seen;
  }
  return {};
}

}  // namespace filmgate
