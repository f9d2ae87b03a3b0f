// SPDX-License-Identifier: Apache-2.0
#include "clf_file.hpp"

#include <filmgate/cpp/failure.hpp>

#include <fstream>

namespace ocio {
namespace {

namespace OCIO = OCIO_NAMESPACE;
constexpr std::streamoff largest_file = 256 << 20, head_bytes = 65536;

// Linear AP0 to linear AP1: the inverse of what Academy S-2014-004 and SMPTE ST 2065-1 state, the white being the same.
constexpr double ap0_to_ap1[9] = {1.4514393161456653, -0.23651074689374019, -0.21492856925192524, -0.076553773396160511, 1.1762296998335731,
                                  -0.09967592643741272, 0.0083161484256959231, -0.0060324497910210278, 0.9977163013653251};

// OpenColorIO tries every format it knows whatever the name is, so what a file is gets asked first.
void check_is_clf(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  fg::require(in.is_open(), FG_E_NOT_FOUND, file, ": cannot be opened");
  const std::streamoff bytes = in.tellg();
  fg::require(bytes <= largest_file, FG_E_UNSUPPORTED, file, ": ", static_cast<int64_t>(bytes), " bytes are too many for a CLF file");
  std::string head(static_cast<size_t>(std::min(bytes, head_bytes)), '\0');
  in.seekg(0);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  fg::require(head.find("ProcessList") != std::string::npos, FG_E_NOT_THIS_FORMAT, file, ": line 1: no ProcessList, so no CLF");
  fg::require(head.find("<!DOCTYPE") == std::string::npos, FG_E_CORRUPT, file, ": a document type has no place in a CLF file");
}

// The reason stands behind the list of everything that was tried.
std::string reason_of(const std::string& said) {
  constexpr std::string_view front = "failed with: ";
  const auto at = said.find(front);
  auto reason = at == std::string::npos ? said : said.substr(at + front.size());
  while (!reason.empty() && (reason.back() == '\n' || reason.back() == ' ')) reason.pop_back();
  return reason;
}

OCIO::MatrixTransformRcPtr matrix_of(Target target, double gain) {
  double m44[16] = {};
  for (size_t row = 0; row < 3; ++row)
    for (size_t column = 0; column < 3; ++column)
      m44[row * 4 + column] = gain * (target == Target::ap1 ? ap0_to_ap1[row * 3 + column] : row == column ? 1.0 : 0.0);
  m44[15] = 1;
  auto out = OCIO::MatrixTransform::Create();
  out->setMatrix(m44);
  return out;
}

}  // namespace

OCIO::ConstCPUProcessorRcPtr processor_of(const std::string& clf_file, Target target, double gain) {
  OCIO::SetLoggingLevel(OCIO::LOGGING_LEVEL_NONE); // it would write to the worker's own streams
  if (!clf_file.empty()) check_is_clf(clf_file);
  try {
    auto steps = OCIO::GroupTransform::Create();
    if (!clf_file.empty()) {
      auto file = OCIO::FileTransform::Create();
      file->setSrc(clf_file.c_str());
      file->setInterpolation(OCIO::INTERP_LINEAR); // holds where the file names none; a cube's own default is trilinear
      steps->appendTransform(file);
    }
    steps->appendTransform(matrix_of(target, gain));
    const auto processor = OCIO::Config::CreateRaw()->getProcessor(steps);
    return processor->getOptimizedCPUProcessor(OCIO::BIT_DEPTH_F32, OCIO::BIT_DEPTH_F32, OCIO::OPTIMIZATION_LOSSLESS);
  } catch (const OCIO::Exception& error) {
    fg::fail(FG_E_CORRUPT, clf_file, ": ", reason_of(error.what()));
  }
}

}  // namespace ocio
