// SPDX-License-Identifier: Apache-2.0
//
// Values and fields are the same every time; what they mean is told by normalise(), which is pure.
#pragma once
#include "plugin.hpp"
#include "sinks.hpp"

namespace check {

void expect_same(const std::string& what, const std::vector<Entry>& a, const std::vector<Entry>& b);
std::vector<Entry> normalised(const Plugin& plugin, const std::string& metadata, int64_t frame, const Values& values);
// Asked twice, of two instances, with an unknown key beside (which `values` has afterwards), and with nothing.
void check_fields(const Plugin& plugin, const Plugin& other, const std::string& metadata, int64_t frame, Values& values);

}  // namespace check
