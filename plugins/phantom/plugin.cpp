// SPDX-License-Identifier: Apache-2.0
#include "phantom.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<phantom::Format>, fg::MetadataOf<phantom::Keys>)
