// SPDX-License-Identifier: Apache-2.0
//
// A clip of DNG files as a reader: one file, or a sequence of them, a file a frame.
#pragma once
#include "dng/dialect.hpp"

#include <filmgate/cpp/reader.hpp>

namespace dng {

[[nodiscard]] std::unique_ptr<fg::Reader> open_clip(const fg::Host& host, const fg::OpenFiles& files,
                                                    std::shared_ptr<const Dialect> dialect);

}  // namespace dng
