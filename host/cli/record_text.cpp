// SPDX-License-Identifier: Apache-2.0
#include "record_text.hpp"

#include "session.hpp"

#include <algorithm>
#include <array>

namespace filmgate {
namespace {

constexpr size_t longest_value = 160;

std::string plain(const Json& value) {
  if (value.is_text()) return value.text();
  if (value.is_null()) return "";
  auto text = value.dump();
  return text;
}

std::string shortened(std::string text) {
  if (text.size() > longest_value) text = text.substr(0, longest_value) + fmt::format("… ({} characters)", text.size());
  return text;
}

std::string field_line(const std::string& name, const Json& field) {
  const auto& status = field["status"].text();
  auto line = fmt::format("  {:<24}", printable(name));
  if (status == "absent" || status == "unreadable") return line + status + "\n";
  line += printable(shortened(plain(field["value"])));
  if (const auto& unit = field["unit"].text(); !unit.empty()) line += " " + printable(unit);
  if (status == "derived") line += "  (derived)";
  for (const auto& other : field["others"].items())
    line += fmt::format("\n  {:<24}  also {} by {}", "", printable(shortened(plain(other["value"]))), printable(other["source"]["key"].text()));
  return line + "\n";
}

std::string range_line(const std::string& name, const Json& range) {
  const bool numbers = range.find("min") != nullptr;
  const auto from = plain(numbers ? range["min"] : range["first"]), to = plain(numbers ? range["max"] : range["last"]);
  auto line = fmt::format("  {:<24}{}", printable(name), printable(shortened(from)));
  if (!range["constant"].boolean()) line += " … " + printable(shortened(to));
  if (const auto& unit = range["unit"].text(); !unit.empty()) line += " " + printable(unit);
  return line + fmt::format("  (in {} frames{})\n", range["frames"].integer(), range["constant"].boolean() ? "" : numbers ? ", least and greatest" : ", first and last");
}

std::string parameter_line(const Json& parameter) {
  auto line = fmt::format("  {:<24}{}, default {}", printable("--set " + parameter["key"].text()), printable(parameter["type"].text()), printable(plain(parameter["default"])));
  if (const auto& unit = parameter["unit"].text(); !unit.empty()) line += " " + printable(unit);
  if (parameter.find("min")) line += ", at least " + printable(plain(parameter["min"]));
  if (parameter.find("max")) line += ", at most " + printable(plain(parameter["max"]));
  std::string choices;
  for (const auto& choice : parameter["choices"].items()) choices += (choices.empty() ? ", one of " : ", ") + printable(choice.text());
  return line + choices + "  (" + printable(parameter["label"].text()) + ")\n";
}

std::string quoted(const std::string& text) { // RFC 4180
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + "\"";
}

constexpr std::array columns{"reelName", "timeCode", "framesPerSecond", "captureRate", "frameCount", "width", "height", "pixelAspectRatio",
                             "codec", "encoding", "cameraMake", "cameraModel", "cameraSerialNumber", "isoSpeed", "expTime", "shutterAngle",
                             "cameraCCTSetting", "cameraTintSetting", "lensMake", "lensModel", "nominalFocalLength", "focus", "tStop",
                             "ndDensity", "scene", "take", "capDate"};

}  // namespace

std::string text_of(const Json& record, bool native) {
  auto out = fmt::format("{}\n  {:<24}{} {}\n", printable(record["name"].text()), "reader", printable(record["reader"]["id"].text()),
                         printable(record["reader"]["version"].text()));
  if (const auto& roll = record["roll"]; roll.is_object())
    out += fmt::format("  {:<24}{}{}  ({}, by {})\n", "roll", printable(roll["folder"].text()),
                       roll["reel"].is_text() ? ", reel " + printable(roll["reel"].text()) : "", printable(roll["layout"].text()),
                       printable(roll["plugin"].text()));
  const auto& files = record["files"].items();
  if (!files.empty()) {
    out += fmt::format("  {:<24}{}", "files", printable(files.front()["path"].text()));
    if (files.size() > 1) out += fmt::format(" … {} ({})", printable(std::string(Path(files.back()["path"].text()).name())), files.size());
    out += "\n";
  }
  for (const auto& [name, field] : record["fields"].members()) out += field_line(name, field);
  for (const auto& [name, range] : record["ranges"].members()) out += range_line(name, range);
  for (const auto& parameter : record["parameters"].items()) out += parameter_line(parameter);
  if (native)
    for (const auto& one : record["native"].items())
      out += fmt::format("  {:<40}{}{}{}\n", printable(one["key"].text()), printable(shortened(plain(one["value"]))),
                         one["unit"].text().empty() ? "" : " ", printable(one["unit"].text()));
  for (const auto& problem : record["problems"].items())
    out += fmt::format("  {}: {} [{}]\n", printable(problem["severity"].text()), printable(problem["message"].text()), printable(problem["code"].text()));
  return out;
}

std::string unread_text(const Json& unread) {
  const auto& looks_like = unread["looksLike"].text();
  const auto& why = unread["why"].text();
  const bool said = looks_like.empty() || why.find(looks_like) != why.npos;
  return fmt::format("{}\n  not read{}: {}\n", printable(unread["path"].text()), said ? "" : ", looks like " + printable(looks_like),
                     printable(unread["why"].text()));
}

std::string csv_header() {
  std::string out = "name,reader,path,files";
  for (const char* column : columns) out += std::string(",") + column;
  return out + ",problems\r\n";
}

std::string csv_row(const Json& record) {
  const auto& files = record["files"].items();
  auto out = fmt::format("{},{},{},{}", quoted(record["name"].text()), quoted(record["reader"]["id"].text()),
                         quoted(files.empty() ? "" : files.front()["path"].text()), files.size());
  for (const char* column : columns) out += "," + quoted(plain(record["fields"][column]["value"]));
  std::string problems;
  for (const auto& problem : record["problems"].items())
    problems += (problems.empty() ? "" : "; ") + problem["severity"].text() + ": " + problem["message"].text();
  return out + "," + quoted(problems) + "\r\n";
}

}  // namespace filmgate
