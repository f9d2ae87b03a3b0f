// SPDX-License-Identifier: Apache-2.0
#include "catalog/installation.hpp"

#include "base/file.hpp"

#include <algorithm>
#include <cstdlib>

namespace filmgate {
namespace {

void add(std::vector<Path>& out, const Path& folder) {
  if (!folder.empty() && std::find(out.begin(), out.end(), folder) == out.end()) out.push_back(folder);
}

}  // namespace

Result<Installation> find_installation() {
  FILMGATE_TRY(program, path_of_this_program());
  Installation out;
  out.program = program;
  out.prefix = program.parent().parent();
  out.share = out.prefix / "share/filmgate";
  if (const char* given = std::getenv("FILMGATE_PLUGIN_PATH")) {
    std::string_view rest = given;
    while (!rest.empty()) {
      const auto colon = rest.find(':');
      add(out.plugin_path, Path(std::string(rest.substr(0, colon))));
      rest = colon == rest.npos ? std::string_view() : rest.substr(colon + 1);
    }
  }
  if (const char* home = std::getenv("HOME"); home && *home) add(out.plugin_path, Path(home) / ".local/lib/filmgate/plugins");
  add(out.plugin_path, "/usr/local/lib/filmgate/plugins");
  add(out.plugin_path, out.prefix / "lib/filmgate/plugins");
  return out;
}

}  // namespace filmgate
