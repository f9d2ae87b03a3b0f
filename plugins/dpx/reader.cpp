// SPDX-License-Identifier: Apache-2.0
//
// One clip is one file or a sequence of them, a file a frame. Opening reads the headers of the first and the last one.
#include "cineon_frame.hpp"
#include "dpx.hpp"
#include "dpx_frame.hpp"

#include <filmgate/cpp/draft/frame_files.hpp>

namespace dpx {
namespace {

constexpr int certain = 100;

}  // namespace

int DpxFormat::probe(const fg::Probe& probe) { return is_dpx(probe.head) ? certain : 0; }
std::unique_ptr<fg::Reader> DpxFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  return std::make_unique<fg::draft::FrameFiles<DpxFrame>>(host, in);
}

int CineonFormat::probe(const fg::Probe& probe) { return is_cineon(probe.head) ? certain : 0; }
std::unique_ptr<fg::Reader> CineonFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  return std::make_unique<fg::draft::FrameFiles<CineonFrame>>(host, in);
}

}  // namespace dpx
