// SPDX-License-Identifier: Apache-2.0
#include "red.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<red::Format>, fg::MetadataOf<red::Keys>)
