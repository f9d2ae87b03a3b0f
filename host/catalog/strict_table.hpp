// SPDX-License-Identifier: Apache-2.0
//
// Tables of a TOML file read strictly: what is unknown or of another type is an error with file, line and key. Private
// to this folder.
#pragma once
#include "base/expression.hpp"
#include "base/toml.hpp"
#include "catalog/magic.hpp"

namespace filmgate {

class StrictFile {
 public:
  using Names = std::vector<std::string>;
  StrictFile(const Toml& toml, std::string file) : toml_(toml), file_(std::move(file)) {}

  // "encoding.0" and "name" are encoding.0.name; at the root the key alone.
  [[nodiscard]] static std::string place(const std::string& at, const std::string& key) { return at.empty() ? key : at + "." + key; }
  [[nodiscard]] int line(const std::string& key) const; // 0: not in the file
  [[nodiscard]] tl::unexpected<Error> wrong(const std::string& key, const std::string& why) const;
  [[nodiscard]] Status known(const Json& table, const std::string& at, const Names& names) const;
  [[nodiscard]] Result<std::string> text(const Json& table, const std::string& at, const std::string& key) const;
  [[nodiscard]] Result<std::string> optional_text(const Json& table, const std::string& at, const std::string& key) const;
  // Nothing when the key is absent. groups: at least so many are wanted.
  [[nodiscard]] Result<std::optional<Expression>> expression(const Json& table, const std::string& at, const std::string& key, size_t groups,
                                                             Expression::Letters letters) const;
  [[nodiscard]] Result<Names> texts(const Json& table, const std::string& at, const std::string& key) const;
  // Finite numbers; a list of lists counts as one list.
  [[nodiscard]] Result<std::vector<double>> numbers(const Json& table, const std::string& at, const std::string& key) const;
  [[nodiscard]] Result<double> number(const Json& table, const std::string& at, const std::string& key) const;
  [[nodiscard]] Result<std::vector<Magic>> magic(const Json& table, const std::string& at) const;

  // Every table of [[name]], by `read(*this, table, place)`.
  template <class Entry, class Read>
  [[nodiscard]] Status each(const Json& root, const char* name, std::vector<Entry>& out, Read read) const {
    if (const auto* value = root.find(name); value && !value->is_array()) return wrong(name, fmt::format("write [[{}]]", name));
    const auto& tables = root[name].items();
    for (size_t i = 0; i < tables.size(); ++i) {
      const auto at = fmt::format("{}.{}", name, i);
      if (!tables[i].is_object()) return wrong(at, fmt::format("write [[{}]]", name));
      FILMGATE_TRY(entry, read(*this, tables[i], at));
      out.push_back(std::move(entry));
    }
    return {};
  }

 private:
  const Toml& toml_;
  std::string file_;
};

}  // namespace filmgate
