// SPDX-License-Identifier: Apache-2.0
//
// The one source that sees the TOML library.
#include "base/toml.hpp"

#include "base/file.hpp"

#include <exception>
#include <sstream>
#include <toml++/toml.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr uint64_t size_limit = 4u << 20;

// Parts of the library are noexcept and allocate: without memory they end the process. Then at least it says why.
class LastWords {
 public:
  LastWords() : before_(std::set_terminate(&say)) {}
  ~LastWords() { std::set_terminate(before_); }
  LastWords(const LastWords&) = delete;
  LastWords& operator=(const LastWords&) = delete;

 private:
  [[noreturn]] static void say() {
    static constexpr char text[] = "filmgate: not enough memory to read a TOML file\n";
    (void)!::write(STDERR_FILENO, text, sizeof text - 1);
    ::_exit(static_cast<int>(Trouble::try_again));
  }
  std::terminate_handler before_;
};

Json convert(const toml::node& node, const std::string& path, std::map<std::string, int>& lines) {
  lines[path] = static_cast<int>(node.source().begin.line);
  if (const auto* table = node.as_table()) {
    Json out = Json::object();
    for (const auto& [key, value] : *table)
      out.set(std::string(key.str()), convert(value, path.empty() ? std::string(key.str()) : path + "." + std::string(key.str()), lines));
    return out;
  }
  if (const auto* array = node.as_array()) {
    Json out = Json::array();
    size_t index = 0;
    for (const auto& value : *array) out.push(convert(value, fmt::format("{}.{}", path, index++), lines));
    return out;
  }
  if (const auto* text = node.as_string()) return Json(text->get());
  if (const auto* integer = node.as_integer()) return Json(int64_t{integer->get()});
  if (const auto* real = node.as_floating_point()) return Json(real->get());
  if (const auto* flag = node.as_boolean()) return Json(flag->get());
  std::ostringstream moment;
  node.visit([&](const auto& value) { moment << value; });
  return Json(moment.str());
}

}  // namespace

Result<Toml> parse_toml(std::string_view text, std::string_view name) {
  const LastWords last_words;
  try { // the distribution's library is built with exceptions; they end here
    const auto parsed = toml::parse(text, name);
    Toml out;
    out.root = convert(parsed, "", out.lines);
    return out;
  } catch (const toml::parse_error& error) {
    return failure(Trouble::configuration, "{}: line {}: {}", name, error.source().begin.line, error.description());
  }
}

Result<Toml> read_toml(const Path& file) {
  FILMGATE_TRY(text, read_text(file, size_limit));
  return parse_toml(text, file.display());
}

}  // namespace filmgate
