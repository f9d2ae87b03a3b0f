// SPDX-License-Identifier: Apache-2.0
//
// A transform in C++: derive from Stage, and list TransformOf<YourTransform> in FG_PLUGIN. YourTransform has
//   static constexpr const char* id;
//   static void parameters(const Parameters&);
//   static std::unique_ptr<Stage> create(const Host&, const fg_image_desc& in, const fg_frame_info& first,
//                                        const Values& parameters);
#pragma once
#include <filmgate/transform.h>
#include <filmgate/cpp/image.hpp>
#include <filmgate/cpp/plugin.hpp>
#include <filmgate/cpp/record.hpp>

namespace fg {
inline namespace v1 {

class Stage { // immutable once made; every member function is const and may run on many threads
 public:
  virtual ~Stage() = default;
  virtual const ImageDesc& output() const noexcept = 0; // lives as long as the stage
  virtual uint32_t flags() const noexcept { return 0; } // FG_T_*
  virtual uint64_t scratch_bytes() const noexcept { return 0; } // enough for any tile of whole rows
  virtual fg_rect needs(fg_rect out_tile) const noexcept { return out_tile; }
  virtual void process(const fg_image& in, const fg_frame_info& frame, const fg_image& out, void* scratch,
                       const fg_job* job) const = 0;
};

template <class Transform>
struct TransformOf {
  static constexpr std::string_view interface_id = FG_TRANSFORM;
  static const void* table() noexcept { return &table_; }

 private:
  static const Stage& self(const fg_stage* s) { return *reinterpret_cast<const Stage*>(s); }
  static fg_status params(fg_plugin*, const fg_param_sink* s, fg_error* e) noexcept {
    return guard(e, [&] { Transform::parameters(Parameters(s)); });
  }
  static fg_status create(fg_plugin* p, const fg_image_desc* in, const fg_frame_info* first, const fg_kv* params,
                          uint32_t n, fg_stage** out, const fg_image_desc** out_desc, fg_stage_info* info,
                          fg_error* e) noexcept {
    return guard(e, [&] {
      std::unique_ptr<Stage> made = Transform::create(detail::host_of(p), *in, *first, Values(params, n));
      *out_desc = &made->output();
      if (FG_HAS(info, flags)) info->flags = made->flags();
      if (FG_HAS(info, frames_after)) info->frames_before = info->frames_after = 0;
      if (FG_HAS(info, scratch_bytes)) info->scratch_bytes = made->scratch_bytes();
      *out = reinterpret_cast<fg_stage*>(made.release());
    });
  }
  static void destroy(fg_stage* s) noexcept { delete reinterpret_cast<Stage*>(s); }
  static fg_rect needs(const fg_stage* s, fg_rect tile) noexcept { return self(s).needs(tile); }
  static fg_status process(const fg_stage* s, const fg_image* const* in, const fg_frame_info* const* frames,
                           const fg_image* out, void* scratch, const fg_job* job, fg_error* e) noexcept {
    return guard(e, [&] { self(s).process(*in[0], *frames[0], *out, scratch, job); });
  }
  static constexpr fg_transform_v1 table_{Transform::id, &params, &create, &destroy, &needs, &process};
};

}  // namespace v1
}  // namespace fg
