// SPDX-License-Identifier: Apache-2.0
//
// What a file looks like when no installed plugin reads it, so that it is named and never dropped.
#pragma once
#include "base/path.hpp"
#include "catalog/magic.hpp"

namespace filmgate {

class KnownFormats {
 public:
  [[nodiscard]] static Result<KnownFormats> read(const Path& toml);
  // The best match: magic and extension, then magic, then extension. "" when nothing fits.
  [[nodiscard]] std::string looks_like(std::string_view head, const Path& file) const;
  // A format that travels with clips and is none itself: a report, a list, a look.
  [[nodiscard]] bool is_companion(std::string_view name) const;

 private:
  struct Format {
    std::string name;
    std::vector<std::string> extensions;
    std::vector<Magic> magic;
    bool companion = false;
  };
  std::vector<Format> formats_;
};

}  // namespace filmgate
