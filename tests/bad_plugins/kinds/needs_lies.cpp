// SPDX-License-Identifier: Apache-2.0
//
// A transform for planar float RGB that looks at the row below, and says that it needs none.
#include <filmgate/cpp/transform.hpp>

#include <cstring>

namespace {

class Blur final : public fg::Stage {
 public:
  explicit Blur(const fg_image_desc& in) : out_(in) { out_.active = out_.display = {0, 0, static_cast<int32_t>(in.width), static_cast<int32_t>(in.height)}; }
  const fg::ImageDesc& output() const noexcept override { return out_; }
  void process(const fg_image& in, const fg_frame_info&, const fg_image& out, void*, const fg_job*) const override {
    const uint64_t bytes = uint64_t{out_.width} * sizeof(float);
    for (uint32_t plane = 0; plane < 3; ++plane)
      for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
        const int32_t below = std::min(y + 1, in.window.y + in.window.h - 1);
        std::memcpy(fg::row_bytes(out, y, bytes, plane).data(), fg::row_bytes(in, below, bytes, plane).data(), bytes);
      }
  }

 private:
  fg::ImageDesc out_;
};

struct Lies {
  static constexpr const char* id = "lies";
  static void parameters(const fg::Parameters&) {}
  static std::unique_ptr<fg::Stage> create(const fg::Host&, const fg_image_desc& in, const fg_frame_info&, const fg::Values& parameters) {
    parameters.allow_only({});
    fg::require(in.layout == FG_LAYOUT_RGB && in.planar && in.sample == FG_SAMPLE_F32, FG_E_UNSUPPORTED, "planar float RGB is wanted");
    return std::make_unique<Blur>(in);
  }
};

}  // namespace

FG_PLUGIN(fg::TransformOf<Lies>)
