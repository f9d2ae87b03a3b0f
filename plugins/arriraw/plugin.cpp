// SPDX-License-Identifier: Apache-2.0
#include <filmgate/cpp/metadata.hpp>

#include "mxf_reader.hpp"
#include "normalise.hpp"
#include "reader.hpp"

FG_PLUGIN(fg::ReaderOf<arriraw::Format>, fg::ReaderOf<arriraw::MxfFormat>, fg::MetadataOf<arriraw::Keys>)
