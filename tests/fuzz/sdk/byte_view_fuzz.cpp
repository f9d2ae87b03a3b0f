// SPDX-License-Identifier: Apache-2.0
//
// Any read at any offset of any view: the bytes that are there, or FG_E_TRUNCATED.
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

#include <filmgate/cpp/byte_view.hpp>

namespace {

template <class Read>
void attempt(const fg::ByteView& view, uint64_t offset, uint64_t count, Read read) {
  bool done = false;
  try {
    read();
    done = true;
  } catch (const fg::Failure& failure) {
    fuzz::promise(failure.status() == FG_E_TRUNCATED && failure.what()[0] == 'n', failure.what());
  }
  fuzz::promise(done == (offset <= view.size() && count <= view.size() - offset), "a read that should have failed, or should not");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto any = [&] { return in.flip() ? static_cast<uint64_t>(in.between(0, 80)) : in.number<uint64_t>(); };
  const uint64_t offset = any(), count = any();
  const fg::ByteView view({data, std::min<size_t>(size, 64)}, "n", in.number<uint64_t>());
  attempt(view, offset, count, [&] { fuzz::promise(view.bytes(offset, count).size() == count, "another size"); });
  attempt(view, offset, count, [&] { fuzz::promise(view.sub(offset, count).base() == view.base() + offset, "another place"); });
  attempt(view, offset, count, [&] { fuzz::promise(view.text(offset, count).size() <= count, "a longer text"); });
  attempt(view, offset, 0, [&] { fuzz::promise(view.from(offset).size() == view.size() - offset, "another rest"); });
  attempt(view, offset, 2, [&] { fuzz::promise(view.u16be(offset) == view.u8(offset) * 256 + view.u8(offset + 1), "another number"); });
  attempt(view, offset, 4, [&] { (void)view.f32le(offset); });
  attempt(view, offset, 8, [&] { (void)view.u64be(offset); });
  (void)view.starts_with("II*", offset);
  return 0;
}
