// SPDX-License-Identifier: Apache-2.0
#include "bridge_order.hpp"

#include "base/file.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <sys/stat.h>

namespace filmgate {
namespace {

constexpr int64_t largest_number = INT32_MAX;
constexpr size_t shown = 80; // of a word that a worker made up

std::string cut(const std::string& text) { return Path(text.substr(0, shown)).display(); }

template <class... Args>
tl::unexpected<Error> refused(const BridgeTool& tool, fmt::format_string<Args...> format, Args&&... args) {
  return failure(Trouble::unavailable, "tool {}: {}", tool.name, fmt::format(format, std::forward<Args>(args)...));
}

std::string names_of(const BridgeTool& tool) {
  std::string out;
  for (const auto& [name, operation] : tool.operations) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Result<std::string> input_of(const std::string& path, const BridgeTool& tool, const BridgeScope& scope) {
  if (!scope.inputs.contains(path)) return refused(tool, "input '{}' is no file of a clip that asks for this tool", cut(path));
  const auto target = resolved_path(path);
  struct stat status {};
  if (target.empty() || ::stat(target.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return refused(tool, "input '{}' is no file", cut(path));
  for (const auto& root : scope.roots)
    if (lies_beneath(target, resolved_path(root))) return target;
  return refused(tool, "input '{}' leads to {}, out of what the request names; no tool is given that", cut(path), cut(target));
}

Result<std::string> value_of(const std::string& name, const Json& values, const BridgeTool& tool, const BridgeScope& scope) {
  if (name == scratch_placeholder) return scope.scratch.bytes();
  const auto* value = values.find(name);
  if (!value) return refused(tool, "the operation needs {{{}}}", name);
  if (name == input_placeholder) {
    if (!value->is_text()) return refused(tool, "{{input}} is a text");
    return input_of(value->text(), tool, scope);
  }
  if (!value->is_integer() || value->integer() < 0 || value->integer() > largest_number)
    return refused(tool, "{{{}}} is a whole number from 0 to {}", name, largest_number);
  return std::to_string(value->integer());
}

bool has_placeholder(const BridgeOperation& operation, const std::string& name) {
  return std::any_of(operation.begin(), operation.end(), [&](const BridgeArgument& argument) {
    return std::any_of(argument.begin(), argument.end(), [&](const ArgumentPart& part) { return part.placeholder && part.text == name; });
  });
}

}  // namespace

Result<std::vector<std::string>> arguments_for(const Json& order, const BridgeTool& tool, const BridgeScope& scope) {
  const auto& values = order["values"];
  if (!order["operation"].is_text() || !values.is_object()) return refused(tool, "an order has an operation and values");
  const auto at = tool.operations.find(order["operation"].text());
  if (at == tool.operations.end())
    return refused(tool, "operation '{}' is not configured; {} are ({})", cut(order["operation"].text()), names_of(tool), tool.origin);
  for (const auto& [name, value] : values.members())
    if (name == scratch_placeholder || !has_placeholder(at->second, name)) return refused(tool, "operation {} takes no {{{}}}", at->first, cut(name));
  std::vector<std::string> out;
  for (const auto& argument : at->second) {
    std::string word;
    for (const auto& part : argument) {
      if (!part.placeholder) {
        word += part.text;
        continue;
      }
      FILMGATE_TRY(text, value_of(part.text, values, tool, scope));
      word += text;
    }
    out.push_back(std::move(word));
  }
  return out;
}

std::vector<Path> roots_of(const Json& request) {
  std::vector<Path> out;
  const auto add = [&](const Path& path) { out.push_back(is_folder(path) ? path : path.parent()); };
  for (const auto& path : request["paths"].items()) add(path.text());
  if (request["clip"].is_text()) add(request["clip"].text());
  return out;
}

}  // namespace filmgate
