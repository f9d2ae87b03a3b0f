// SPDX-License-Identifier: Apache-2.0
#include "crx_picture.hpp"

#include <libraw/libraw.h>
#include <omp.h>

#include <cmath>

namespace canon {
namespace {

using ByteList = std::vector<uint8_t>;

void add(ByteList& out, uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<uint8_t>(number >> (8 * i)));
}
void add(ByteList& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }
void add(ByteList& out, const ByteList& more) { out.insert(out.end(), more.begin(), more.end()); }
ByteList box(std::string_view type, const ByteList& body) {
  ByteList out;
  add(out, 8 + body.size(), 4), add(out, type), add(out, body);
  return out;
}
ByteList joined(std::initializer_list<ByteList> parts) {
  ByteList out;
  for (const auto& part : parts) add(out, part);
  return out;
}

// A big-endian TIFF of two texts.
ByteList camera_tiff(const std::string& make, const std::string& model) {
  ByteList out;
  add(out, "MM"), add(out, 42, 2), add(out, 8, 4), add(out, 2, 2);
  uint64_t at = 8 + 2 + 2 * 12 + 4;
  const auto entry = [&](uint16_t tag, const std::string& text) {
    add(out, tag, 2), add(out, 2, 2), add(out, text.size() + 1, 4), add(out, at, 4);
    at += text.size() + 1;
  };
  entry(271, make), entry(272, model);
  add(out, 0, 4), add(out, make), add(out, 0, 1), add(out, model), add(out, 0, 1);
  return out;
}

// A CR3 of one picture: what LibRaw 0.20 looks for, and nothing else.
ByteList file_of(const CodedPicture& picture, std::span<const uint8_t> coded, const std::string& make, const std::string& model) {
  ByteList cmp1(picture.head.begin(), picture.head.end());
  cmp1.resize(52);
  ByteList entry(82);
  add(entry, box("CMP1", cmp1));
  const auto described = joined({ByteList(4), {0, 0, 0, 1}, box("CRAW", entry)});
  ByteList handler(8);
  add(handler, "vide"), handler.resize(25);
  const auto uuid_of_canon = ByteList{0x85, 0xc0, 0xb6, 0x87, 0x82, 0x0f, 0x11, 0xe0, 0x81, 0x11, 0xf4, 0xce, 0x46, 0x2b, 0x6a, 0x48};
  const auto moov = [&](uint64_t offset) {
    ByteList sizes(4), chunks(4);
    add(sizes, coded.size(), 4), add(sizes, 1, 4);
    add(chunks, 1, 4), add(chunks, offset, 8);
    const auto table = box("stbl", joined({box("stsd", described), box("stsz", sizes), box("co64", chunks)}));
    const auto track = box("trak", box("mdia", joined({box("hdlr", handler), box("minf", table)})));
    return box("moov", joined({box("uuid", joined({uuid_of_canon, box("CMT1", camera_tiff(make, model))})), track}));
  };
  ByteList brands;
  add(brands, "crx "), add(brands, 1, 4), add(brands, "crx isom");
  auto out = box("ftyp", brands);
  const uint64_t begin = out.size() + moov(0).size() + 8;
  add(out, moov(begin)), add(out, 8 + coded.size(), 4), add(out, "mdat");
  out.insert(out.end(), coded.begin(), coded.end());
  constexpr size_t least = 4096; // a shorter file is none to it, and neither is one that ends in no box
  if (out.size() < least) add(out, box("free", ByteList(least - out.size())));
  return out;
}

// The host's threads are the only ones: one picture is one thread's work.
class OneThread {
 public:
  OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
  ~OneThread() { omp_set_num_threads(before_); }
  OneThread(const OneThread&) = delete;

 private:
  int before_;
};

void count_error(void* count, const char*, int) { ++*static_cast<int*>(count); }

}  // namespace

struct CrxPicture::Decoded {
  LibRaw raw;
  int errors = 0;
  uint32_t width = 0, height = 0;
};

CrxPicture::CrxPicture(const CodedPicture& picture, const fg::ByteView& coded) : decoded_(std::make_unique<Decoded>()) {
  const OneThread alone;
  auto& raw = decoded_->raw;
  raw.set_dataerror_handler(count_error, &decoded_->errors);
  const auto refused = [&](const char* what, int code) {
    fg::fail(code == LIBRAW_UNSUFFICIENT_MEMORY ? FG_E_NO_MEMORY : FG_E_CORRUPT, coded.name(), ": offset ", coded.base(),
             ": LibRaw can not ", what, " the picture: ", libraw_strerror(code));
  };
  auto file = file_of(picture, coded.bytes(), "Canon", "Canon EOS"); // a camera of which it knows no exceptions
  if (const int code = raw.open_buffer(file.data(), file.size())) refused("open", code);
  const auto& sizes = raw.imgdata.sizes;
  fg::require(sizes.raw_width == picture.width && sizes.raw_height == picture.height, FG_E_INTERNAL, coded.name(), ": LibRaw sees ",
              sizes.raw_width, " x ", sizes.raw_height, " pixels, there are ", picture.width, " x ", picture.height);
  if (const int code = raw.unpack()) refused("decode", code);
  fg::require(decoded_->errors == 0, FG_E_CORRUPT, coded.name(), ": offset ", coded.base(), ": the coded picture is damaged");
  fg::require(raw.imgdata.rawdata.raw_image && sizes.raw_pitch >= picture.width * 2, FG_E_INTERNAL, coded.name(),
              ": LibRaw gave no mosaic");
  decoded_->width = picture.width, decoded_->height = picture.height;
}

CrxPicture::~CrxPicture() = default;

std::span<const uint16_t> CrxPicture::row(uint32_t y) const {
  fg::require(y < decoded_->height, FG_E_OUT_OF_RANGE, "row ", y, " of ", decoded_->height);
  const auto& data = decoded_->raw.imgdata;
  return {data.rawdata.raw_image + size_t{y} * (data.sizes.raw_pitch / 2), decoded_->width};
}

std::optional<std::array<double, 9>> daylight_matrix_of(const std::string& make, const std::string& model) {
  constexpr size_t longest = 63; // of LibRaw's own
  if (make != "Canon" || model.empty() || model.size() > longest) return std::nullopt;
  for (const char c : model)
    if (c < 0x20 || c > 0x7E) return std::nullopt;
  const OneThread alone;
  CodedPicture any; // never decoded
  any.head = {0xFF, 0, 0, 0x30, 1, 0, 0, 0, 0, 0, 0x18, 0, 0, 0, 0x10, 0, 0, 0, 0x18, 0, 0, 0, 0x10, 0, 14, 0x40, 0, 0, 0, 0, 0, 0x70};
  auto file = file_of(any, ByteList(4096), make, model);
  const auto raw = std::make_unique<LibRaw>();
  if (raw->open_buffer(file.data(), file.size()) != LIBRAW_SUCCESS) return std::nullopt;
  std::array<double, 9> out{};
  double sum = 0;
  for (size_t i = 0; i < 9; ++i) out[i] = static_cast<double>(raw->imgdata.color.cam_xyz[i / 3][i % 3]), sum += std::abs(out[i]);
  return sum > 0 ? std::optional(out) : std::nullopt;
}

}  // namespace canon
