// SPDX-License-Identifier: Apache-2.0
#include "movie.hpp"
#include "mxf_movie.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<movie::Format>, fg::ReaderOf<movie::MxfFormat>, fg::MetadataOf<movie::Keys>)
