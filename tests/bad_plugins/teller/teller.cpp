// SPDX-License-Identifier: Apache-2.0
//
// Reads .tells, an export for tests. "TELLS", then lines of words: "clip NAME REEL FRAME" (a dash says nothing; FRAME counts at
// 24), "put KEY VALUE", "frame N KEY VALUE", "crash", "fail", "restless KEY" (another value each time), "open" (the
// last clip is not ended), "outside KEY VALUE" (behind
// the clip's end).
#include <filmgate/cpp/metadata.hpp>

#include <atomic>
#include <cstdlib>
#include <sstream>

namespace {

std::atomic<int> calls{0};

struct Teller {
  static constexpr const char* id = "teller";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("TELLS") ? 100 : 0; }

  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& out) {
    const auto file = host.open(files.files.at(0));
    const auto bytes = file.read(0, file.size());
    fg::require(bytes.view().starts_with("TELLS"), FG_E_NOT_THIS_FORMAT, file.uri(), ": does not begin with TELLS");
    std::istringstream lines(std::string(bytes.view().bytes().begin(), bytes.view().bytes().end()));
    bool begun = false;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string deed, a, b, c;
      words >> deed >> a >> b >> c;
      if (deed == "crash") std::abort();
      if (deed == "fail") fg::fail(FG_E_CORRUPT, file.uri(), ": says that it fails");
      if (deed == "clip") {
        if (begun) out.end();
        begun = true;
        const auto said = [](const std::string& word) { return word == "-" ? std::string() : word; };
        const fg_timecode start{std::atoll(c.c_str()), {24, 1}, 0, 0};
        out.begin(said(a), said(b), c == "-" ? nullptr : &start);
      }
      if (deed == "restless") out.put("teller." + a, int64_t{++calls});
      if (deed == "open") return;
      if (deed == "outside" && begun) out.end(), begun = false;
      if (deed == "outside") out.put("teller." + a, b);
      if (deed == "put") out.put("teller." + a, b);
      if (deed == "frame") out.at(std::atoll(a.c_str())).put("teller." + b, c);
    }
    if (begun) out.end();
  }

  static void normalise(const fg::Values& vendor, const fg::Fields& out) {
    if (const auto* lens = vendor.find("teller.lens")) out.put("lensModel", fg::own(*lens), "teller.lens");
    if (const auto* camera = vendor.find("teller.camera")) out.put("cameraModel", fg::own(*camera), "teller.camera");
    if (const auto* focus = vendor.find("teller.focus"); focus && focus->type == FG_V_TEXT) out.put("focus", std::atof(focus->as.text), "teller.focus");
  }
};

}  // namespace

FG_PLUGIN(fg::MetadataOf<Teller>)
