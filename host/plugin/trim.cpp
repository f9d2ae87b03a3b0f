// SPDX-License-Identifier: Apache-2.0
//
// fg.reader.trim/1: the plugin's bytes on their way to whoever writes them.
#include "reader_raw.hpp"
#include "service_answer.hpp"

namespace filmgate {
namespace {

struct Sink { // what ctx points to
  TrimOutput& to;
  Status failed;
};

fg_status told(fg_error* e, const Error& error) {
  switch (error.trouble) {
    case Trouble::cancelled: return fail(e, FG_E_CANCELLED, error.message);
    case Trouble::bad_data: return fail(e, FG_E_TRUNCATED, error.message);
    case Trouble::internal: return fail(e, FG_E_INVALID_ARGUMENT, error.message);
    default: return fail(e, FG_E_IO, error.message);
  }
}

template <class Call>
fg_status pass(void* ctx, fg_error* e, const Call& call) noexcept {
  return answered(e, [&] {
    auto& sink = *static_cast<Sink*>(ctx);
    if (!sink.failed) return told(e, sink.failed.error()); // the plugin went on after a failure
    sink.failed = call(sink.to);
    return sink.failed ? FG_OK : told(e, sink.failed.error());
  });
}

std::span<const uint8_t> bytes_of(const void* bytes, uint64_t n) { return {static_cast<const uint8_t*>(bytes), bytes ? n : 0}; }

fg_status begin(void* ctx, const char* name, fg_error* e) noexcept {
  return pass(ctx, e, [&](TrimOutput& to) { return to.begin(bounded_text(name, 1024)); });
}
fg_status put(void* ctx, const void* bytes, uint64_t n, fg_error* e) noexcept {
  return pass(ctx, e, [&](TrimOutput& to) { return to.put(bytes_of(bytes, n)); });
}
fg_status copy(void* ctx, uint32_t file, uint64_t offset, uint64_t n, fg_error* e) noexcept {
  return pass(ctx, e, [&](TrimOutput& to) { return to.copy(file, offset, n); });
}
fg_status patch(void* ctx, uint64_t offset, const void* bytes, uint64_t n, fg_error* e) noexcept {
  return pass(ctx, e, [&](TrimOutput& to) { return to.patch(offset, bytes_of(bytes, n)); });
}

}  // namespace

bool ReaderClip::trims() const { return raw_->trim != nullptr; }

Result<FrameRange> ReaderClip::widen(FrameRange wanted) {
  FrameRange out = wanted;
  auto error = fresh_error();
  FILMGATE_CHECK(raw_->said(raw_->ask(raw_->trim->widen, raw_->reader, &out.first, &out.count, &error), error));
  const bool sound = out.first >= 0 && out.first <= wanted.first && out.count <= raw_->facts.frame_count && out.end() >= wanted.end() &&
                     out.end() <= raw_->facts.frame_count;
  if (!sound)
    return failure(Trouble::internal, "{}: widens frames {}-{} to {} frames from {}", raw_->plugin->id(), wanted.first, wanted.end() - 1, out.count, out.first);
  return out;
}

Status ReaderClip::trim(FrameRange frames, TrimOutput& to) {
  Sink ours{to, {}};
  const fg_trim_sink sink{sizeof(fg_trim_sink), &ours, &begin, &put, &copy, &patch};
  auto error = fresh_error();
  const auto status = raw_->ask(raw_->trim->trim, raw_->reader, frames.first, frames.count, &sink, &raw_->job, &error);
  if (!ours.failed) return ours.failed;
  return raw_->said(status, error);
}

}  // namespace filmgate
