// SPDX-License-Identifier: Apache-2.0
#include "catalog/known_formats.hpp"

#include "base/toml.hpp"

#include <algorithm>

namespace filmgate {

Result<KnownFormats> KnownFormats::read(const Path& file) {
  FILMGATE_TRY(toml, read_toml(file));
  KnownFormats out;
  for (const auto& table : toml.root["format"].items()) {
    Format format{table["name"].text(), {}, {}, table["companion"].boolean()};
    for (const auto& extension : table["extensions"].items()) format.extensions.push_back(extension.text());
    for (const auto& item : table["magic"].items()) {
      auto magic = read_magic(item);
      if (!magic) return within(file.display() + ": " + format.name, std::move(magic.error()));
      format.magic.push_back(std::move(*magic));
    }
    if (format.name.empty()) return failure(Trouble::configuration, "{}: a format without a name", file.display());
    out.formats_.push_back(std::move(format));
  }
  return out;
}

std::string KnownFormats::looks_like(std::string_view head, const Path& file) const {
  const std::string extension = file.extension();
  int best = 0;
  std::string name;
  for (const auto& format : formats_) {
    const bool magic = std::any_of(format.magic.begin(), format.magic.end(), [&](const Magic& m) { return m.matches(head); });
    const bool named = std::find(format.extensions.begin(), format.extensions.end(), extension) != format.extensions.end();
    // A name alone does not speak for a format whose first bytes are known and absent.
    const int rank = magic && named ? 3 : magic ? 2 : named && (format.magic.empty() || head.empty()) ? 1 : 0;
    if (rank > best) best = rank, name = format.name;
  }
  return name;
}

bool KnownFormats::is_companion(std::string_view name) const {
  return std::any_of(formats_.begin(), formats_.end(), [&](const Format& format) { return format.companion && format.name == name; });
}

}  // namespace filmgate
