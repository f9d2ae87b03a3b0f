// SPDX-License-Identifier: Apache-2.0
#include "sony.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<sony::Format>, fg::MetadataOf<sony::Keys>)
