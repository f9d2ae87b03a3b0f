// SPDX-License-Identifier: Apache-2.0
//
// A CLF file turned into something that carries pixels: the file's own steps, then to the colours that are asked for.
#pragma once
#include <OpenColorIO/OpenColorIO.h>

#include <string>

namespace ocio {

enum class Target { ap0, ap1 };

// What the file says goes to ACES2065-1; "" says that the pixels are there already. Throws fg::Failure with OpenColorIO's own reason, which tells the line.
[[nodiscard]] OCIO_NAMESPACE::ConstCPUProcessorRcPtr processor_of(const std::string& clf_file, Target target, double gain);

}  // namespace ocio
