// SPDX-License-Identifier: Apache-2.0
#include "cinemadng.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<cinemadng::Format>, fg::MetadataOf<cinemadng::Keys>)
