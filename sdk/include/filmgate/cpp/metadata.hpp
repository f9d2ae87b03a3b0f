// SPDX-License-Identifier: Apache-2.0
//
// Metadata in C++: list MetadataOf<YourKeys> in FG_PLUGIN. YourKeys has
//   static constexpr const char* id;
//   static void normalise(const Values& vendor, const Fields& out);    // pure
// and, when it reads sidecars or exports, also
//   static int probe(const Probe&);
//   static void extract(const Host&, const OpenFiles&, const Record&);
#pragma once
#include <filmgate/metadata.h>
#include <filmgate/cpp/reader.hpp>

namespace fg {
inline namespace v1 {

template <class Keys>
struct MetadataOf {
  static constexpr std::string_view interface_id = FG_METADATA;
  static const void* table() noexcept { return &table_; }

 private:
  static int32_t probe(fg_plugin*, const fg_probe* in) noexcept {
    int32_t score = 0;
    if constexpr (requires(const Probe& p) { Keys::probe(p); })
      guard(nullptr, [&] {
        score = Keys::probe(Probe{in->uri, ByteView({in->head, in->head_size}, in->uri), in->file_size, in->job});
      });
    return score;
  }
  static fg_status extract(fg_plugin* p, const fg_open* in, const fg_record_sink* s, fg_error* e) noexcept {
    return guard(e, [&] {
      if constexpr (requires(const Host& h, const OpenFiles& f, const Record& r) { Keys::extract(h, f, r); })
        Keys::extract(detail::host_of(p),
                      OpenFiles{{in->files, in->files + in->file_count},
                                {in->sidecars, in->sidecars + in->sidecar_count},
                                Values(in->opts, in->opt_count),
                                in->job},
                      Record(s, -1));
      else
        fail(FG_E_UNSUPPORTED, Keys::id, " reads no sidecars");
    });
  }
  static fg_status normalise(fg_plugin*, int64_t frame, const fg_kv* in, uint32_t n, const fg_field_sink* s,
                             const fg_job*, fg_error* e) noexcept {
    return guard(e, [&] { Keys::normalise(Values(in, n), Fields(s, frame)); });
  }
  static constexpr fg_metadata_v1 table_{Keys::id, &probe, &extract, &normalise};
};

}  // namespace v1
}  // namespace fg
