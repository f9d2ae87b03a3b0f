// SPDX-License-Identifier: Apache-2.0
//
// The tables of a manifest that are data alone: encodings and roll layouts. Private to this folder.
#pragma once
#include "catalog/encoding.hpp"
#include "catalog/roll_layout.hpp"
#include "strict_table.hpp"

namespace filmgate {

// path: the file the table stands in; a CLF file lies beside it.
[[nodiscard]] Result<Encoding> read_encoding(const StrictFile& file, const Json& table, const std::string& at, const Path& path);
[[nodiscard]] Result<RollLayout> read_roll_layout(const StrictFile& file, const Json& table, const std::string& at);

}  // namespace filmgate
