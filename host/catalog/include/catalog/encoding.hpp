// SPDX-License-Identifier: Apache-2.0
//
// What the pixels of an encoding mean, as data: a curve and a matrix, or a CLF file. Definitions come with the host's
// own list and with bundles; what is defined nowhere is unknown, and nothing is guessed.
#pragma once
#include "base/path.hpp"
#include "base/typed_value.hpp"

namespace filmgate {

struct Catalog;

struct Encoding {
  std::string name, description;
  std::string role; // of the transform that knows how: "input" for curve and matrix, "clf" for a file
  std::vector<std::pair<std::string, TypedValue>> parameters; // what that transform is told
  Json definition;  // as it was written
  Path clf;         // empty for curve and matrix
  std::string bundle, version; // that brought it; empty: the host's own list
  Path file;        // where it is written
  int line = 0;

  [[nodiscard]] std::string origin() const; // "com.vendor.format 1.0", or the list's file name
};

struct EncodingClash { // two definitions of one name that differ; the first one holds
  std::string name, message;
};

class Encodings {
 public:
  // The host's own list first, then bundles in the order of the search path.
  [[nodiscard]] static Result<Encodings> gather(const Path& own_list, const Catalog& catalog);
  [[nodiscard]] const Encoding* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Encoding>& all() const { return encodings_; }
  [[nodiscard]] const std::vector<EncodingClash>& clashes() const { return clashes_; }
  // The definition, or an error that lists what is known.
  [[nodiscard]] Result<const Encoding*> need(const std::string& name, const std::string& who) const;

 private:
  void add(const Encoding& encoding);
  std::vector<Encoding> encodings_;
  std::vector<EncodingClash> clashes_;
};

// Keys that only a definition may give to a transform, so that a person's --set can not contradict it.
[[nodiscard]] bool belongs_to_definition(std::string_view parameter);

}  // namespace filmgate
