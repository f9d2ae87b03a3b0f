// SPDX-License-Identifier: Apache-2.0
#include "mlv.hpp"

#include <filmgate/cpp/metadata.hpp>

FG_PLUGIN(fg::ReaderOf<mlv::Format>, fg::MetadataOf<mlv::Keys>)
