// SPDX-License-Identifier: Apache-2.0
#include "panasonic.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<panasonic::Format>, fg::MetadataOf<panasonic::Keys>)
