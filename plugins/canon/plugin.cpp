// SPDX-License-Identifier: Apache-2.0
#include "canon.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<canon::Format>, fg::MetadataOf<canon::Keys>)
