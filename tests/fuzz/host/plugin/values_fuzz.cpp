// SPDX-License-Identifier: Apache-2.0
//
// Values across the boundary: what a plugin may lend becomes a typed value and crosses back as it was.
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"
#include "raw.hpp"

#include <cmath>

namespace {

struct Lent { // a value with what it points to
  fg_value value{};
  std::vector<uint64_t> words;
  fg_timecode timecode{};
};

void fill(Lent& out, fuzz::FuzzInput& in) {
  out.value.type = static_cast<uint32_t>(in.between(0, FG_V_TIMECODE + 1));
  const auto bytes = in.text();
  out.words.resize(bytes.size() / 8 + 2);
  std::memcpy(out.words.data(), bytes.data(), bytes.size());
  auto& v = out.value;
  v.count = 1, v.as.bytes = out.words.data();
  const auto size = static_cast<uint32_t>(bytes.size());
  if (v.type == FG_V_I64) v.as.i64 = in.number<int64_t>();
  else if (v.type == FG_V_F64) v.as.f64 = in.number<double>();
  else if (v.type == FG_V_RATIONAL) v.as.q = {in.number<int64_t>(), in.number<int64_t>()};
  else if (v.type == FG_V_BYTES) v.count = size;
  else if (v.type == FG_V_I64_ARRAY || v.type == FG_V_F64_ARRAY) v.count = size / 8;
  else if (v.type == FG_V_RATIONAL_ARRAY) v.count = size / 16;
  else if (v.type == FG_V_TIMECODE) out.timecode = {in.number<int64_t>(), {in.number<int64_t>(), in.number<int64_t>()}, in.number<uint32_t>(), 0}, v.as.tc = &out.timecode;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  for (int i = 0; i < 8 && !in.done(); ++i) {
    Lent lent;
    fill(lent, in);
    const auto typed = filmgate::typed(lent.value);
    (void)typed.value.dump();
    const filmgate::KeyValues back({{"key", typed}});
    fuzz::promise(back.size() == 1 && std::string_view(back.data()[0].key) == "key", "a value that did not cross");
    const auto again = filmgate::typed(back.data()[0].value);
    const auto& kind = typed.type;
    // What JSON can not hold, or text can not say, changes on the way: a number that is none, a rate that is unknown.
    const bool exact = kind == "integer" || kind == "text" || kind == "bytes" || kind == "integers" || (kind == "real" && typed.value.is_number());
    fuzz::promise(!exact || again == typed, "a value that changes when it crosses: " + typed.value.dump());
    const filmgate::ParameterFact fact{"key", "", "", typed, {}, {}, {}, {}};
    (void)filmgate::parse_parameter(fact, in.text());
  }
  return 0;
}
