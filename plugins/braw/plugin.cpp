// SPDX-License-Identifier: Apache-2.0
#include "braw.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<braw::Format>, fg::MetadataOf<braw::Keys>)
