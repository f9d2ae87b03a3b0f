// SPDX-License-Identifier: Apache-2.0
#include "images.hpp"

#include <filmgate/cpp/plugin.hpp>

FG_PLUGIN(fg::ReaderOf<images::ExrFormat>, fg::ReaderOf<images::TiffFormat>, fg::ReaderOf<images::PngFormat>,
          fg::ReaderOf<images::JpegFormat>, fg::MetadataOf<images::Keys>)
