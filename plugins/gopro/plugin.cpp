// SPDX-License-Identifier: Apache-2.0
#include "gopro.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<gopro::Format>, fg::MetadataOf<gopro::Keys>)
