// SPDX-License-Identifier: Apache-2.0
//
// What probe() says of a file: of clips and of sidecars alike.
#pragma once
#include "plugin.hpp"

#include <filmgate/reader.h>

#include <functional>

namespace check {

using Probe = int32_t (*)(fg_plugin*, const fg_probe*);
// Throws a Finding when it is none.
int32_t score_of(const Plugin& plugin, Probe probe, const std::string& uri, const std::vector<uint8_t>& head, uint64_t size);
// The file is recognised, however short it is cut nothing worse than a score is given, and noise named `noise` is not claimed.
void check_recognition(const Plugin& plugin, Probe probe, const std::string& file, const std::string& noise, uint64_t seed);

}  // namespace check
