// SPDX-License-Identifier: Apache-2.0
#include "reader.hpp"

#include <algorithm>

#include "clip_facts.hpp"

namespace arriraw {
namespace {

struct Clip {
  fg::Host host;
  std::vector<std::string> files;
  Header first;
};

struct OpenFrame {
  OpenFrame(const Clip& clip, int64_t number)
      : index(number), file(clip.host.open(clip.files[static_cast<size_t>(number)])), header(Header::read(file)) {
    fg::require(header.width() == clip.first.width() && header.height() == clip.first.height(), FG_E_CORRUPT,
                file.uri(), ": offset ", at::width, ": ", header.width(), " x ", header.height(),
                " photosites, the clip's first frame has ", clip.first.width(), " x ", clip.first.height());
  }
  int64_t index;
  fg::File file;
  Header header;
};

void require_whole(const Header& header) {
  fg::require(header.file_size() >= header.reach(), FG_E_TRUNCATED, header.file(), ": offset ", header.pixel_offset(),
              ": need ", header.reach() - header.pixel_offset(), " bytes of image, the file has ", header.file_size());
}

// A word of packed samples must not span two rows, or rows could not be read singly.
void require_row_words(const Header& header, const Reading& reading) {
  const uint32_t group = reading.packing == FG_PACK_LSB ? 2 : 8;
  fg::require(header.width() % group == 0, FG_E_UNSUPPORTED, header.file(), ": offset ", at::width, ": rows of ",
              header.width(), " photosites do not fill whole words of ", packing_name(reading), " 12-bit packing");
}

class AriDecoder : public fg::Decoder {
 public:
  explicit AriDecoder(const Clip& clip) : clip_(clip) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    const auto& header = at_frame(request.frame).header;
    const auto reading = reading_of(header, request.parameters);
    if (const auto why = header.undecodable(); !why.empty()) fg::fail(FG_E_UNSUPPORTED, why);
    require_row_words(header, reading);
    require_whole(header);
    fg::FrameInfo info;
    info.timecode = header.timecode();
    info.desc = desc_of(header, reading);
    info.sensor = sensor_of(header);
    info.effective = {{"packing", std::string(packing_name(reading))}, {"cfa", reading.mosaic}};
    return info;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    const auto& [index, file, header] = at_frame(request.frame);
    if (const auto why = header.undecodable(); !why.empty()) fg::fail(FG_E_UNSUPPORTED, why);
    require_row_words(header, reading_of(header, request.parameters));
    const auto& window = out.window;
    const auto height = static_cast<int32_t>(header.height());
    fg::require(window.x == 0 && window.w == static_cast<int32_t>(header.width()) && window.y >= 0 && window.h > 0 &&
                    window.h <= height && window.y <= height - window.h,
                FG_E_OUT_OF_RANGE, header.file(), ": rows ", window.y, " .. ", int64_t{window.y} + window.h,
                " are not whole rows of the raster");
    const uint64_t row = header.row_bytes();
    uint64_t offset = header.pixel_offset() + row * static_cast<uint64_t>(window.y);
    if (static_cast<uint64_t>(out.plane[0].row_stride) == row) {  // as recorded: one read for the band
      file.read_into(offset, fg::row_bytes(out, window.y, row * static_cast<uint64_t>(window.h)));
      return;
    }
    for (int32_t y = window.y; y < window.y + window.h; ++y, offset += row)
      file.read_into(offset, fg::row_bytes(out, y, row));
  }

 private:
  const OpenFrame& at_frame(int64_t index) {
    if (open_ && open_->index == index) return *open_;
    fg::require(index >= 0 && index < static_cast<int64_t>(clip_.files.size()), FG_E_OUT_OF_RANGE, "frame ", index,
                " is not in this clip of ", clip_.files.size());
    open_.reset();
    return open_.emplace(clip_, index);
  }

  const Clip& clip_;
  std::optional<OpenFrame> open_;  // the frame asked for last
};

class AriReader : public fg::Reader, public fg::Trimmer {
 public:
  explicit AriReader(Clip clip) : clip_(std::move(clip)) {}

  fg::ClipInfo clip() override {
    const auto& header = clip_.first;
    const auto view = header.view();
    fg::ClipInfo info;
    info.capabilities = FG_CAN_TRIM | (header.undecodable().empty() ? FG_CAN_DECODE : 0);
    info.frame_count = static_cast<int64_t>(clip_.files.size());
    info.rate = header.project_rate();
    info.capture_rate = rate_of_thousandths(view.u32le(at::sensor_rate));
    info.start = header.timecode();
    if (info.rate.den == 0) info.rate = info.start.base;
    info.native = desc_of(header, reading_of(header, fg::Values(nullptr, 0)));
    return info;
  }

  void parameters(const fg::Parameters& out) override {
    out.put({.key = "packing",
             .label = "Order of packed samples",
             .dflt = std::string("auto"),
             .choices = {{"auto", "By camera"},
                         {"classic", "ALEXA: swapped pairs in 32-bit words"},
                         {"reverse", "First sample in the low bits"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put(
        {.key = "cfa",
         .label = "Colours of the first 2 x 2 photosites",
         .dflt = std::string("auto"),
         .choices =
             {{"auto", "As the header says"}, {"GRBG", "GRBG"}, {"RGGB", "RGGB"}, {"BGGR", "BGGR"}, {"GBRG", "GBRG"}},
         .flags = FG_PARAM_CHANGES_OUTPUT});
  }

  void metadata(const fg::Record& out) override { clip_.first.put_all(out); }
  void frame_metadata(const fg::Record& out) override {
    const auto index = out.frame();
    fg::require(index >= 0 && index < static_cast<int64_t>(clip_.files.size()), FG_E_OUT_OF_RANGE, "frame ", index,
                " is not in this clip of ", clip_.files.size());
    OpenFrame(clip_, index).header.put_all(out);
  }
  std::unique_ptr<fg::Decoder> decoder() override {
    if (const auto why = clip_.first.undecodable(); !why.empty()) fg::fail(FG_E_UNSUPPORTED, why);
    return std::make_unique<AriDecoder>(clip_);
  }
  // A frame is a file, and is copied whole.
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override {
    for (int64_t i = frames.first; i < frames.first + frames.count; ++i) {
      const auto file = clip_.host.open(clip_.files[static_cast<size_t>(i)]);
      out.begin_as(file.uri());
      out.copy(static_cast<uint32_t>(i), 0, file.size());
    }
  }

 private:
  Clip clip_;
};

// The copy of a card most often breaks off in its last file.
void report_truncation(const Clip& clip, const fg_job* job) {
  const auto& header = clip.first;
  const auto tell = [&](const std::string& file, uint64_t size, size_t frame) {
    if (size >= header.reach()) return;
    clip.host.report(job, FG_SEVERITY_ERROR, "truncated-frame",
                     fg::concat(file, ": the file has ", size, " bytes, its image ends at ", header.reach()),
                     static_cast<int64_t>(frame));
  };
  tell(clip.files.front(), header.file_size(), 0);
  if (clip.files.size() < 2) return;
  const auto last = clip.host.open(clip.files.back());
  tell(last.uri(), last.size(), clip.files.size() - 1);
}

}  // namespace

int Format::probe(const fg::Probe& in) {
  constexpr int certain = 100;
  return has_magic(in.head) ? certain : 0;
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& in) {
  fg::require(!in.files.empty(), FG_E_INVALID_ARGUMENT, "an ARRIRAW clip needs a file");
  Clip clip{host, in.files, Header::read(host.open(in.files.front()))};
  report_doubts(host, in.job, clip.first);
  if (clip.first.undecodable().empty()) report_truncation(clip, in.job);
  return std::make_unique<AriReader>(std::move(clip));
}

}  // namespace arriraw
