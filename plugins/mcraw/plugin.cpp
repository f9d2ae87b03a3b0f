// SPDX-License-Identifier: Apache-2.0
#include "mcraw.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<mcraw::Format>, fg::MetadataOf<mcraw::Keys>)
