// SPDX-License-Identifier: Apache-2.0
#include <filmgate/cpp/metadata.hpp>

#include "normalise.hpp"
#include "reader.hpp"

FG_PLUGIN(fg::ReaderOf<arriraw::Format>, fg::MetadataOf<arriraw::Keys>)
