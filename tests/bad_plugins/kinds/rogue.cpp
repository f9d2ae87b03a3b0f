// SPDX-License-Identifier: Apache-2.0
//
// The reader: clips of three frames of 32 x 32 samples of 8 bits behind the four bytes "DEED". What it does when the
// bundle's kind is a lie stands where the truth would be said.
#include "deed.hpp"

#include <filmgate/cpp/metadata.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <dlfcn.h>
#include <limits>
#include <thread>

namespace rogue {
namespace {

constexpr uint32_t width = 32, height = 32;
constexpr uint64_t header_bytes = 4, frame_bytes = uint64_t{width} * height;
constexpr int64_t frames = 3, most_gain = 10;

std::string& identity() {
  static std::string id;
  return id;
}

fg::ImageDesc desc() {
  fg::ImageDesc out;
  out.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
  return out;
}

struct Clip {
  fg::Host host;
  std::vector<std::string> files;
  mutable int64_t asked = 0;
  bool hides_missing = is("hides_missing_files");
};

class Lane final : public fg::Decoder {
 public:
  explicit Lane(const Clip& clip) : clip_(clip) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    at("frame");
    const int64_t gain = gain_of(request);
    fg::require(request.frame >= 0 && request.frame < frames, FG_E_OUT_OF_RANGE, "frame ", request.frame, " is not among ", frames);
    if (!clip_.hides_missing) (void)clip_.host.open(clip_.files[0]);
    fg::FrameInfo info;
    info.desc = desc();
    if (is("frame_disagrees")) info.desc.size(width, height / 2);
    info.sensor.emplace().black_level(0).white_level(255).neutral_rgb(1, 1, 1);
    if (is("lies_about_numbers")) info.sensor->white_level(std::numeric_limits<double>::quiet_NaN());
    if (!is("hides_parameters")) info.effective = {{"gain", gain}};
    return info;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    at("decode");
    if (is("answers_late") && clip_.host.cancelled(request.job)) std::this_thread::sleep_for(std::chrono::milliseconds(450));
    (void)gain_of(request);
    fg::require(request.frame >= 0 && request.frame < frames, FG_E_OUT_OF_RANGE, "frame ", request.frame, " is not among ", frames);
    std::vector<uint8_t> pixels(frame_bytes);
    const uint64_t start = header_bytes + static_cast<uint64_t>(request.frame) * frame_bytes;
    if (clip_.hides_missing) {
    } else if (is("hides_truncation")) {
      const auto held = clip_.host.open(clip_.files[0]).read_up_to(start, frame_bytes);
      std::copy(held.view().bytes().begin(), held.view().bytes().end(), pixels.begin());
    } else {
      clip_.host.open(clip_.files[0]).read_into(start, pixels);
    }
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
      const auto row = fg::row_bytes(out, y, width);
      const size_t count = is("leaves_pixels") ? width - 1 : width;
      std::copy_n(pixels.begin() + static_cast<ptrdiff_t>(y) * width, count, row.begin());
    }
    spoil(out, drawn_);
  }

 private:
  static int64_t gain_of(const fg::Request& request) {
    if (!is("ignores_unknown_parameters")) request.parameters.allow_only({"gain"});
    const auto* given = request.parameters.find("gain");
    if (!given) return 1;
    fg::require(given->type == FG_V_I64, FG_E_INVALID_ARGUMENT, "gain: a whole number is wanted");
    const bool allowed = given->as.i64 >= 0 && given->as.i64 <= most_gain;
    fg::require(allowed || is("ignores_limits"), FG_E_INVALID_ARGUMENT, "gain ", given->as.i64, ": 0 .. ", most_gain, " is allowed");
    return given->as.i64;
  }
  const Clip& clip_;
  Drawn drawn_;
};

class Reader final : public fg::Reader {
 public:
  explicit Reader(Clip clip) : clip_(std::move(clip)) {}
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = is("lies_about_frames") ? int64_t{1} << 60 : frames;
    info.rate = {24, 1};
    info.native = desc();
    if (is("lies_about_size")) info.native.width = info.native.height = 4'000'000'000u;
    return info;
  }
  void parameters(const fg::Parameters& out) override {
    out.put({.key = "gain", .label = "Gain", .dflt = int64_t{1}, .min = fg::Value(int64_t{0}), .max = fg::Value(most_gain)});
  }
  void metadata(const fg::Record& record) override {
    at("metadata");
    record.put("rogue.kind", identity());
    if (is("metadata_changes")) record.put("rogue.asked", ++clip_.asked);
  }
  void frame_metadata(const fg::Record& record) override { record.put("rogue.frame", record.frame()); }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

 private:
  Clip clip_;
};

struct Format {
  static constexpr const char* id = "rogue";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("DEED") || is("claims_noise") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    at("open");
    if (is("hides_missing_files")) return std::make_unique<Reader>(Clip{host, files.files});
    const auto file = host.open(files.files.at(0));
    const auto head = file.read(0, header_bytes);
    fg::require(head.view().starts_with("DEED"), FG_E_NOT_THIS_FORMAT, is("gives_no_reason") ? std::string() : file.uri() + ": does not begin with DEED");
    const uint64_t needed = header_bytes + static_cast<uint64_t>(frames) * frame_bytes;
    if (file.size() < needed && !is("hides_truncation"))
      host.report(files.job, FG_SEVERITY_ERROR, "truncated", fg::concat(file.uri(), ": has ", file.size(), " of ", needed, " bytes"));
    return std::make_unique<Reader>(Clip{host, files.files});
  }
};

struct Keys {
  static constexpr const char* id = "rogue";
  static void normalise(const fg::Values& vendor, const fg::Fields& out) {
    static int64_t asked = 0;
    if (const auto* kind = vendor.find("rogue.kind")) out.put("cameraModel", fg::own(*kind), "rogue.kind");
    if (is("fields_change")) out.put("isoSpeed", static_cast<double>(++asked), "rogue.kind");
  }
};

// Past the C++ layer, whose trampolines would save us.
template <class R, class... A>
auto raw(R (*function)(A...)) { return reinterpret_cast<R (*)(A...) noexcept>(function); }

fg_status throwing_decode(fg_decoder*, const fg_decode_request*, const fg_image*, fg_error*) {
  at("decode");
  return FG_OK;
}
fg_status boundless_metadata(fg_reader*, int64_t, int64_t, const fg_record_sink* sink, const fg_job*, fg_error*) noexcept {
  fg_value value{FG_V_F64_ARRAY, 0xffffffff, {}};
  static const double few[2] = {1, 2};
  value.as.f64s = few;
  return sink->put(sink->ctx, -1, "rogue.lie", nullptr, &value) == 0 ? FG_OK : FG_E_STOPPED;
}
fg_status whole_struct_clip(fg_reader* reader, fg_clip_info* out, fg_error* error) noexcept {
  out->struct_size = sizeof *out; // as if the host were as new as we are
  return fg::detail::clip(reader, out, error);
}
const void* plain_extension(const char*) noexcept { return nullptr; }

const fg_reader_v1* reader_table() {
  static const fg_reader_v1 made = [] {
    auto out = *static_cast<const fg_reader_v1*>(fg::ReaderOf<Format>::table());
    if (is("throws_across")) out.decode = raw(&throwing_decode), out.extension = &plain_extension;
    if (is("lies_about_counts")) out.metadata = &boundless_metadata;
    if (is("ignores_struct_size")) out.clip = &whole_struct_clip;
    if (is("lacks_a_function")) out.params = nullptr;
    return out;
  }();
  return &made;
}

const void* get(const char* interface_id, uint32_t index) noexcept {
  const std::string_view wanted = interface_id;
  if (wanted == FG_READER && (index == 0 || is("has_no_last_table"))) return reader_table();
  if (wanted == FG_METADATA && index == 0) return fg::MetadataOf<Keys>::table();
  return nullptr;
}

fg_status create(const fg_host* host, const char* folder, fg_plugin** out, fg_error* error) noexcept {
  at("create");
  static fg_plugin* only = nullptr;
  if (is("is_one_only") && only) return *out = only, FG_OK;
  const auto status = fg::detail::create(host, folder, out, error);
  only = *out;
  return status;
}
void destroy(fg_plugin* plugin) noexcept {
  if (!is("is_one_only")) fg::detail::destroy(plugin);
}

}  // namespace

bool is(std::string_view kind) {
  const std::string_view id = identity();
  return id.size() > kind.size() && id.ends_with(kind) && id[id.size() - kind.size() - 1] == '.';
}

}  // namespace rogue

extern "C" __attribute__((visibility("default"))) fg_entry filmgate_entry_v1;
fg_entry filmgate_entry_v1 = {sizeof(fg_entry), FG_ABI_MAJOR, FG_TARGET_ABI_MINOR, "", "1.0.0", FG_SDK_VERSION, &rogue::create, &rogue::destroy, &rogue::get, nullptr};

namespace {
__attribute__((constructor)) void who_am_i() {
  Dl_info self{};
  ::dladdr(&filmgate_entry_v1, &self);
  std::string folder = self.dli_fname ? self.dli_fname : "";
  folder.erase(std::min(folder.rfind('/'), folder.size()));
  folder.erase(0, folder.rfind('/') + 1);
  if (folder.ends_with(".fgplugin")) folder.erase(folder.size() - 9);
  rogue::identity() = folder;
  filmgate_entry_v1.id = rogue::identity().c_str();
  rogue::at("constructor");
}
}  // namespace
