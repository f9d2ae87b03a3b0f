// SPDX-License-Identifier: Apache-2.0
//
// Timecodes of any base, from text and from numbers. Text that is read counts the same when it is written.
#include "base/timecode.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

namespace {

void look_at(const filmgate::Timecode& timecode) {
  const auto parts = filmgate::parts_of(timecode);
  const bool clock = parts.hours >= 0 && parts.hours < 24 && parts.minutes >= 0 && parts.minutes < 60 && parts.seconds >= 0 &&
                     parts.seconds < 60 && parts.frames >= 0 && parts.frames < std::max<int64_t>(timecode.fps(), 1);
  fuzz::promise(clock, "parts that no clock shows: " + timecode.text());
  (void)filmgate::packed_time_and_flags(timecode);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  static constexpr filmgate::Rational bases[]{{24, 1}, {25, 1}, {30000, 1001}, {60000, 1001}, {120000, 1001}};
  const auto base = in.flip() ? in.one_of(bases) : filmgate::Rational{in.number<int64_t>(), in.number<int64_t>()};
  const filmgate::Timecode any{in.number<int64_t>(), base, in.flip()};
  look_at(any);
  look_at(any.plus(in.number<int64_t>()));
  const auto read = filmgate::parse_timecode(in.rest(), base);
  if (!read) return 0;
  look_at(*read);
  const auto again = filmgate::parse_timecode(read->text(), base);
  fuzz::promise(again && again->frame == read->frame && again->drop == read->drop, "a timecode that changes when it is written: " + read->text());
  const auto next = read->plus(1), back = next.plus(-1);
  fuzz::promise(back.frame == read->frame, "one frame on and one back is another frame");
  return 0;
}
