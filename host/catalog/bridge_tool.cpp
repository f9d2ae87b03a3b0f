// SPDX-License-Identifier: Apache-2.0
#include "catalog/bridge_tool.hpp"

#include "base/spelling.hpp"
#include "bridge_setting.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr std::string_view front = "bridge.", operations = "operations.";
constexpr size_t longest_name = 64;
const std::vector<std::string> limits{"seconds", "output_megabytes", "runs"};
const std::vector<std::string> numbers{"first", "last", "frame", "width", "height"};
constexpr int64_t largest_limit = 1'000'000;

struct Place { // bridge.<tool>.<field>
  std::string tool, field;
};

Place place_of(std::string_view key) {
  key.remove_prefix(front.size());
  const auto dot = key.find('.');
  return {std::string(key.substr(0, dot)), dot == key.npos ? "" : std::string(key.substr(dot + 1))};
}

tl::unexpected<Error> wrong(const std::string& origin, const std::string& key, const std::string& why) {
  return failure(Trouble::configuration, "{}: {}: {}", origin, key, why);
}

Result<BridgeArgument> parts_of(const std::string& argument) {
  BridgeArgument out;
  for (size_t at = 0; at < argument.size();) {
    const auto open = argument.find_first_of("{}", at);
    if (open != at) out.push_back({false, argument.substr(at, open - at)});
    if (open == argument.npos) break;
    const auto close = argument.find('}', open);
    if (argument[open] == '}' || close == argument.npos) return failure(Trouble::configuration, "'{}': a brace is not closed", argument);
    const auto name = argument.substr(open + 1, close - open - 1);
    if (name != input_placeholder && name != scratch_placeholder && !is_number_placeholder(name))
      return failure(Trouble::configuration, "'{}': {{{}}} is unknown; {{input}}, {{scratch}}, {{first}}, {{last}}, {{frame}}, {{width}} and {{height}} are known", argument, name);
    out.push_back({true, name});
    at = close + 1;
  }
  return out;
}

Result<BridgeOperation> operation_of(const Json& arguments) {
  BridgeOperation out;
  for (const auto& one : arguments.items()) {
    FILMGATE_TRY(parts, parts_of(one.text()));
    out.push_back(std::move(parts));
  }
  return out;
}

bool is_list_of_texts(const Json& value) {
  const auto& items = value.items();
  return value.is_array() && std::all_of(items.begin(), items.end(), [](const Json& one) { return one.is_text() && one.text().find('\0') == std::string::npos; });
}

Status check_operation(const std::string& name, const std::string& key, const Json& value, const std::string& origin) {
  if (!is_bridge_name(name)) return wrong(origin, key, "an operation's name is of a-z, 0-9, _ and -");
  if (!is_list_of_texts(value)) return wrong(origin, key, "a list of texts is wanted, one for each argument");
  auto parsed = operation_of(value);
  if (!parsed) return wrong(origin, key, parsed.error().message);
  if (name != version_operation) return {};
  for (const auto& argument : *parsed)
    for (const auto& part : argument)
      if (part.placeholder && part.text != scratch_placeholder) return wrong(origin, key, "the version is asked for without any clip; it takes no {" + part.text + "}");
  return {};
}

void take(const std::string& field, const Json& value, BridgeTool& tool) {
  if (field == "seconds") tool.seconds = value.integer();
  else if (field == "output_megabytes") tool.output_megabytes = value.integer();
  else if (field == "runs") tool.runs = value.integer();
  else if (auto operation = operation_of(value); operation && field.starts_with(operations)) // checked when it was loaded
    tool.operations[field.substr(operations.size())] = std::move(*operation);
}

}  // namespace

bool is_number_placeholder(std::string_view name) { return std::find(numbers.begin(), numbers.end(), name) != numbers.end(); }

bool is_bridge_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !name.empty() && name.size() <= longest_name && name.front() != '-' && std::all_of(name.begin(), name.end(), fits);
}

Status check_bridge_setting(const std::string& key, const Json& value, const std::string& origin) {
  const auto [tool, field] = place_of(key);
  if (!is_bridge_name(tool)) return wrong(origin, key, "write [bridge.NAME], the name of a-z, 0-9, _ and -");
  if (field == "command") {
    if (value.text().starts_with('/') && value.text().find('\0') == std::string::npos) return {};
    return wrong(origin, key, "an absolute path is wanted; no search path is used and no shell");
  }
  if (std::find(limits.begin(), limits.end(), field) != limits.end()) {
    if (value.is_integer() && value.integer() > 0 && value.integer() <= largest_limit) return {};
    return wrong(origin, key, fmt::format("a whole number from 1 to {} is wanted", largest_limit));
  }
  if (field.starts_with(operations)) return check_operation(field.substr(operations.size()), key, value, origin);
  const auto near = nearest_name(field, {"command", "seconds", "output_megabytes", "runs", "operations"});
  return failure(Trouble::configuration, "{}: unknown setting '{}'{}", origin, key, near.empty() ? "" : "; 'bridge." + tool + "." + near + "' is meant?");
}

Result<std::map<std::string, BridgeTool>> read_bridge_tools(const Settings& settings) {
  std::map<std::string, BridgeTool> out;
  for (const auto& setting : settings.all()) {
    if (!setting.key.starts_with(front)) continue;
    const auto [name, field] = place_of(setting.key);
    auto& tool = out[name];
    tool.name = name;
    if (field == "command") tool.command = setting.value.text(), tool.origin = setting.origin;
    else take(field, setting.value, tool);
    if (tool.origin.empty()) tool.origin = setting.origin;
  }
  for (const auto& [name, tool] : out) {
    if (tool.command.empty()) return wrong(tool.origin, "bridge." + name, "has no command; write command = \"/…\"");
    if (tool.operations.empty()) return wrong(tool.origin, "bridge." + name, "has no operation; write them under [bridge." + name + ".operations]");
  }
  return out;
}

}  // namespace filmgate
