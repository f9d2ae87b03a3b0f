// SPDX-License-Identifier: Apache-2.0
//
// What a plugin put into the host's sinks, as text that can be compared, with every broken rule noted beside it.
#pragma once
#include "value.hpp"

#include <filmgate/record.h>

#include <optional>

namespace check {

struct Entry { // of vendor metadata, or a normalised field
  int64_t frame;
  std::string key, unit, value, source;
  int32_t status = 0;
  bool operator==(const Entry&) const = default;
};

struct ParameterFact {
  std::string key;
  uint32_t type = 0, flags = 0;
  std::string dflt; // as text_of() writes it
  std::optional<double> min, max;
  double dflt_number = 0;
  std::vector<std::string> choices;
};

struct FileFact {
  int32_t kind;
  std::string uri;
  bool present;
};

// A sink keeps what it is given until it has `stop_after` items, then asks to stop and counts what still comes.
template <class Item>
struct Kept {
  std::vector<Item> items;
  std::vector<std::string> wrongs;
  size_t stop_after = SIZE_MAX, after_stop = 0;
  Values values; // of a record sink: kept to be given to normalise()
  int32_t answer() {
    if (items.size() > stop_after) ++after_stop;
    return items.size() >= stop_after ? 1 : 0;
  }
};

fg_record_sink record_sink(Kept<Entry>& out);
fg_field_sink field_sink(Kept<Entry>& out);
fg_param_sink param_sink(Kept<ParameterFact>& out);
fg_file_sink file_sink(Kept<FileFact>& out);

}  // namespace check
