// SPDX-License-Identifier: Apache-2.0
#include "dpx.hpp"

#include <filmgate/cpp/plugin.hpp>

FG_PLUGIN(fg::ReaderOf<dpx::DpxFormat>, fg::ReaderOf<dpx::CineonFormat>, fg::MetadataOf<dpx::Keys>)
