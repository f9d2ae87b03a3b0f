// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include "checks.hpp"

#include <algorithm>
#include <cstdio>

namespace check {
namespace {

constexpr int some_failed = 1, nothing_to_check = 69;

const char* word_of(Ending ending) {
  switch (ending) {
    case Ending::passed: return "pass";
    case Ending::failed: return "fail";
    case Ending::skipped: return "skip";
    case Ending::crashed: return "crashed";
    case Ending::timed_out: return "timed out";
  }
  return "?";
}

const char* proof_of(const std::string& name) {
  for (const auto& check : all_checks())
    if (name == check.name) return check.proves;
  return "";
}

// Length of the UTF-8 character at text[at]; 0 when there is none. What a plugin says may be anything.
size_t character(const std::string& text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return 0;
  return length;
}

std::string printable(const std::string& text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t length = character(text, at);
    if (length == 0 || static_cast<unsigned char>(text[at]) < 32) out += '?', ++at;
    else out += text.substr(at, length), at += length;
  }
  return out;
}

}  // namespace

std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string line_of(const Result& result) {
  char front[64];
  std::snprintf(front, sizeof front, "%-9s %-16s ", word_of(result.ending), result.check.c_str());
  const auto what = result.message.empty() ? std::string(proof_of(result.check)) : result.message;
  return front + printable((result.subject.empty() ? "" : result.subject + ": ") + what) + "\n";
}

std::string json_of(const Options& options, const std::vector<Result>& results) {
  std::string list;
  for (const auto& result : results) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%.3f", result.seconds);
    list += (list.empty() ? "" : ",") + std::string("\n  {\"check\":") + json_text(result.check) + ",\"subject\":" + json_text(result.subject) + ",\"result\":" +
            json_text(word_of(result.ending)) + ",\"message\":" + json_text(result.message) + ",\"seconds\":" + seconds + "}";
  }
  return fg::concat("{\"v\":1,\"plugin\":", json_text(options.bundle_folder), ",\"sdk\":\"" FG_SDK_VERSION "\",\"level\":", options.level, ",\"seed\":", options.seed,
                    ",\"exit\":", exit_code(results), ",\"checks\":[", list, "\n]}\n");
}

std::string table_of_checks() {
  std::string out;
  for (const auto& check : all_checks()) {
    char front[64];
    std::snprintf(front, sizeof front, "%2d  %-16s ", check.level, check.name);
    out += front + std::string(check.proves) + "\n";
  }
  return out;
}

int exit_code(const std::vector<Result>& results) {
  const auto any = [&](auto holds) { return std::any_of(results.begin(), results.end(), holds); };
  if (any([](const Result& r) { return r.ending != Ending::passed && r.ending != Ending::skipped; })) return some_failed;
  return any([](const Result& r) { return r.ending == Ending::passed; }) ? 0 : nothing_to_check;
}

}  // namespace check
