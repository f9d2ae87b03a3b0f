// SPDX-License-Identifier: Apache-2.0
//
// A reader whose bundle has a licence that keeps others out. It recognises files that begin with the word that its
// manifest's extension is; files that begin with EITHER it recognises a little.
#include <filmgate/cpp/reader.hpp>

namespace {

class Clip final : public fg::Reader {
 public:
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = 1;
    info.native.size(8, 8).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    return info;
  }
  void metadata(const fg::Record& record) override { record.put(LICENSED_WORD ".word", LICENSED_WORD); }
  std::unique_ptr<fg::Decoder> decoder() override { fg::fail(FG_E_UNSUPPORTED, "only inspects"); }
};

struct Licensed {
  static constexpr const char* id = LICENSED_WORD;
  static int probe(const fg::Probe& probe) { return probe.head.starts_with(LICENSED_WORD) ? 100 : probe.head.starts_with("EITHER") ? 50 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host&, const fg::OpenFiles&) { return std::make_unique<Clip>(); }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<Licensed>)
