// SPDX-License-Identifier: Apache-2.0
//
// Two readers of one format. "TWIN ", 8 bytes with a deed's name: the point in which twin-b reads otherwise. Both give three
// frames of 8 x 4 codes of 12 bits; the code of frame f at x, y is 100 f + 8 y + x. A parameter adds to all codes.
#include <filmgate/cpp/metadata.hpp>
#include <filmgate/cpp/reader.hpp>

#include <cmath>
#include <cstring>

namespace {

constexpr uint32_t width = 8, height = 4, border = 1; // around the picture, where the deed "border" is done
constexpr int64_t frame_count = 3;
constexpr int64_t most_added = 1000;

struct Twin {
  std::string deed; // "same" of twin-a
  [[nodiscard]] bool does(std::string_view what) const { return deed == what; }

  [[nodiscard]] fg::ImageDesc picture() const {
    fg::ImageDesc out;
    const uint32_t more = does("border") ? 2 * border : 0;
    out.size(does("size") ? width / 2 : width + more, height + more).samples(FG_SAMPLE_U16, does("bits") ? 16 : 12).bayer(does("mosaic") ? "GRBG" : "RGGB");
    if (more > 0) out.active = {border, border, width, height}, out.bayer("BGGR"); // the same sites, seen from the border's corner
    if (does("layout")) out.layout = FG_LAYOUT_RGB, out.samples(FG_SAMPLE_F16, 16), out.planar = 1, out.cfa_w = out.cfa_h = 0;
    if (does("float")) out.samples(FG_SAMPLE_F32, 32);
    if (does("packed")) out.samples(FG_SAMPLE_PACKED, 12, FG_PACK_MSB);
    out.encoding = does("encoding") ? "linear.ap0" : "linear.camera";
    return out;
  }
  [[nodiscard]] uint16_t code(int64_t frame, int64_t x, int64_t y, int64_t added) const {
    const auto plain = 100 * frame + 8 * y + x + added;
    return static_cast<uint16_t>(does("pixel") && frame == 1 && x == 5 && y == 2 ? plain + 3 : plain);
  }
};

struct Lane final : fg::Decoder {
  Twin twin;
  explicit Lane(Twin of) : twin(std::move(of)) {}
  static int64_t added(const fg::Request& request) {
    request.parameters.allow_only({"add"});
    const double out = request.parameters.number("add", 0);
    fg::require(out >= 0 && out <= most_added, FG_E_INVALID_ARGUMENT, "add: ", out, " is not among 0 .. ", most_added);
    return static_cast<int64_t>(out);
  }
  fg::FrameInfo frame(const fg::Request& request) override {
    fg::require(request.frame >= 0 && request.frame < frame_count, FG_E_OUT_OF_RANGE, "frame ", request.frame, " is not among ", frame_count);
    fg::FrameInfo info;
    info.desc = twin.picture();
    info.timecode = {request.frame + (twin.does("timecode") ? 1 : 0), {24, 1}, 0, 0};
    info.sensor.emplace().black_level(twin.does("black") ? 64 : 0).white_level(4095).neutral_rgb(1, 1, 1);
    info.effective = {{"add", added(request)}};
    return info;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    fg::require(!twin.does("fails") || request.frame != 1, FG_E_CORRUPT, "take.twin: frame 1: its picture is damaged");
    const auto add = added(request);
    const int64_t corner = twin.does("border") ? border : 0;
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      for (uint32_t x = 0; x < out.desc->width; ++x) put(out, x, y, twin.code(request.frame, static_cast<int64_t>(x) - corner, y - corner, add));
  }
  void put(const fg_image& out, uint32_t x, int32_t y, uint16_t code) const {
    if (twin.does("layout")) {
      for (uint32_t plane = 0; plane < 3; ++plane) std::memset(fg::row_bytes(out, y, width * 2, plane).data() + x * 2, 0, 2);
    } else if (twin.does("float")) {
      const float value = x == 0 && y == 0 ? NAN : static_cast<float>(code) / 4095.0f;
      std::memcpy(fg::row_bytes(out, y, width * 4).data() + x * 4, &value, 4);
    } else if (twin.does("packed")) {
      auto* pair = fg::row_bytes(out, y, width * 3 / 2).data() + x / 2 * 3;
      if (x % 2 == 0) pair[0] = static_cast<uint8_t>(code >> 4), pair[1] = static_cast<uint8_t>(code << 4);
      else pair[1] = static_cast<uint8_t>(pair[1] | code >> 8), pair[2] = static_cast<uint8_t>(code);
    } else {
      if (twin.does("bits")) code = static_cast<uint16_t>(code * 65535 / 4095);
      std::memcpy(fg::row_bytes(out, y, out.desc->width * 2).data() + x * 2, &code, 2);
    }
  }
};

class Reader final : public fg::Reader {
 public:
  explicit Reader(Twin twin) : twin_(std::move(twin)) {}
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = frame_count;
    info.rate = {twin_.does("rate") ? 25 : 24, 1};
    info.native = twin_.picture();
    return info;
  }
  void parameters(const fg::Parameters& out) override {
    out.put({.key = "add", .label = "Added to each code", .dflt = int64_t{0}, .min = int64_t{0}, .max = most_added});
  }
  void metadata(const fg::Record& record) override {
    record.put("twin.iso", twin_.does("iso") ? 400 : 800);
    if (twin_.does("lens")) record.put("twin.lens", "a lens");
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(twin_); }

 private:
  Twin twin_;
};

int probe_of(const fg::Probe& probe) { return probe.head.starts_with("TWIN ") ? 100 : 0; }

std::string deed_of(const fg::Host& host, const fg::OpenFiles& files) {
  const auto file = host.open(files.files.at(0));
  const auto head = file.read(0, 13);
  fg::require(head.view().starts_with("TWIN "), FG_E_NOT_THIS_FORMAT, file.uri(), ": does not begin with TWIN");
  auto deed = head.view().text(5, 8);
  deed.erase(deed.find_last_not_of(' ') + 1);
  return deed;
}

struct A {
  static constexpr const char* id = "twin-a";
  static int probe(const fg::Probe& probe) { return probe_of(probe); }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    (void)deed_of(host, files);
    return std::make_unique<Reader>(Twin{"same"});
  }
};

struct B {
  static constexpr const char* id = "twin-b";
  static int probe(const fg::Probe& probe) { return probe_of(probe); }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    return std::make_unique<Reader>(Twin{deed_of(host, files)});
  }
};

struct Keys {
  static constexpr const char* id = "twin";
  static void normalise(const fg::Values& vendor, const fg::Fields& out) {
    if (const auto* iso = vendor.find("twin.iso")) out.put("isoSpeed", fg::number(*iso), "twin.iso");
    if (const auto* lens = vendor.find("twin.lens")) out.put("lensModel", fg::own(*lens), "twin.lens");
  }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<A>, fg::ReaderOf<B>, fg::MetadataOf<Keys>)
