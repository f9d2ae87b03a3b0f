// SPDX-License-Identifier: Apache-2.0
#include "parameter_list.hpp"

namespace filmgate {

Result<Json> parameter_list(const std::vector<std::string>& list, const char* option) {
  auto out = Json::object();
  for (const auto& one : list) {
    const auto equals = one.find('=');
    if (equals == one.npos || equals == 0) return failure(Trouble::usage, "{} {}: write KEY=VALUE", option, one);
    out.set(one.substr(0, equals), one.substr(equals + 1));
  }
  return out;
}

}  // namespace filmgate
