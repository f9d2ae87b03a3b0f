// SPDX-License-Identifier: Apache-2.0
//
// A reader that can make a shorter original of its clip: derive it from fg::Trimmer too, set FG_CAN_TRIM in its clip(), and
// give the format `static const void* extension(const char* id) { return fg::trim_extension(id); }`.
#pragma once
#include <filmgate/draft/trim.h>
#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/reader.hpp>

namespace fg {
inline namespace v1 {

struct FrameSpan {
  int64_t first = 0, count = 0;
};

template <class Unsigned>
void put_le(std::span<uint8_t> out, size_t at, Unsigned value) { // a number of a header that is written anew
  for (size_t i = 0; i < sizeof value; ++i) out[at + i] = static_cast<uint8_t>(value >> (8 * i));
}
template <class Unsigned>
void put_be(std::span<uint8_t> out, size_t at, Unsigned value) {
  for (size_t i = 0; i < sizeof value; ++i) out[at + i] = static_cast<uint8_t>(value >> (8 * (sizeof value - 1 - i)));
}

class TrimSink { // see fg_trim_sink; each call throws what the host answers
 public:
  explicit TrimSink(const fg_trim_sink* s) : sink_(s) {}
  // The name of `uri`, without its folder.
  void begin_as(std::string_view uri) const { begin(std::string(draft::file_name(uri))); }
  void begin(const std::string& name) const {
    pass([&](fg_error* e) { return sink_->begin(sink_->ctx, name.c_str(), e); });
  }
  void put(std::span<const uint8_t> bytes) const {
    pass([&](fg_error* e) { return sink_->put(sink_->ctx, bytes.data(), bytes.size(), e); });
  }
  void copy(uint32_t file, uint64_t offset, uint64_t bytes) const {
    pass([&](fg_error* e) { return sink_->copy(sink_->ctx, file, offset, bytes, e); });
  }
  void patch(uint64_t offset, std::span<const uint8_t> bytes) const {
    pass([&](fg_error* e) { return sink_->patch(sink_->ctx, offset, bytes.data(), bytes.size(), e); });
  }

 private:
  template <class Call>
  static void pass(const Call& call) {
    fg_error error{};
    error.struct_size = sizeof error;
    const fg_status status = call(&error);
    if (status != FG_OK) throw Failure(status, error.message);
  }
  const fg_trim_sink* sink_;
};

class Trimmer {
 public:
  virtual ~Trimmer() = default;
  virtual FrameSpan widen(FrameSpan wanted) { return wanted; }
  virtual void trim(FrameSpan frames, const TrimSink& out, const fg_job* job) = 0;
};

namespace detail {
inline Trimmer& trimmer(fg_reader* r) {
  auto* const out = dynamic_cast<Trimmer*>(self(r).reader.get());
  require(out != nullptr, FG_E_UNSUPPORTED, "this clip can not be trimmed");
  return *out;
}
inline fg_status widen(fg_reader* r, int64_t* first, int64_t* count, fg_error* e) noexcept {
  return guard(e, [&] {
    const auto span = trimmer(r).widen({*first, *count});
    *first = span.first, *count = span.count;
  });
}
inline fg_status trim(fg_reader* r, int64_t first, int64_t count, const fg_trim_sink* s, const fg_job* j, fg_error* e) noexcept {
  return guard(e, [&] { trimmer(r).trim({first, count}, TrimSink(s), j); });
}
}  // namespace detail

inline const void* trim_extension(std::string_view id) noexcept {
  static constexpr fg_reader_trim table{&detail::widen, &detail::trim};
  return id == FG_READER_TRIM ? &table : nullptr;
}

}  // namespace v1
}  // namespace fg
