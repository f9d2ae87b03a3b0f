// SPDX-License-Identifier: Apache-2.0
//
// fg.host.bridge/1: a plugin's words checked and handed on. Whoever runs the tool checks them again, for he can not know
// that they came through here.
#include "bridge_service.hpp"

#include "raw.hpp"
#include "service_answer.hpp"

#include <csignal>
#include <cstring>
#include <filmgate/draft/bridge.h>

namespace filmgate {
namespace {

const PluginHost& self(const fg_host* h) { return *static_cast<const PluginHost*>(h); }

Result<Json> json_of(const fg_kv* values, uint32_t count) {
  constexpr uint32_t most_values = 16;
  if (count > most_values || (count > 0 && !values)) return failure(Trouble::usage, "an operation takes at most {} values", most_values);
  auto out = Json::object();
  for (uint32_t i = 0; i < count; ++i) {
    const auto& value = values[i].value;
    if (!values[i].key) return failure(Trouble::usage, "value {} has no name", i);
    if (value.type == FG_V_I64) out.set(values[i].key, value.as.i64);
    else if (value.type == FG_V_TEXT && value.as.text) out.set(values[i].key, value.as.text);
    else return failure(Trouble::usage, "value '{}' is neither a text nor a whole number", values[i].key);
  }
  return out;
}

std::string first_line(const std::string& text) { return Path(text.substr(0, text.find('\n'))).display(); }

std::string failing(const std::string& tool, const std::string& operation, const BridgeAnswer& answer) {
  const char* name = answer.signal > 0 ? ::sigabbrev_np(answer.signal) : nullptr;
  auto out = fmt::format("tool {}, operation {}: ", tool, operation);
  if (answer.timed_out) out += "took longer than its setting allows and was killed";
  else if (answer.signal != 0) out += fmt::format("was killed by {}", name ? std::string("SIG") + name : std::to_string(answer.signal));
  else out += fmt::format("ended with exit code {}", answer.exit);
  return answer.errors.empty() ? out : out + ": " + first_line(answer.errors);
}

void fill(fg_bridge_run& out, const BridgeAnswer& answer) {
  const bool cut = answer.text.size() > (out.text ? out.text_capacity : 0);
  out.exit_code = answer.exit, out.signal = answer.signal;
  out.flags = 0;
  if (answer.timed_out) out.flags |= FG_BRIDGE_TIMED_OUT;
  if (answer.text_cut || cut) out.flags |= FG_BRIDGE_TEXT_CUT;
  out.text_bytes = cut ? (out.text ? out.text_capacity : 0) : answer.text.size();
  if (out.text_bytes > 0) std::memcpy(out.text, answer.text.data(), out.text_bytes);
}

fg_status run_tool(const fg_host* h, const fg_job* j, const char* operation, const fg_kv* values, uint32_t count, fg_bridge_run* out, fg_error* e) {
  if (!operation || !out || !FG_HAS(out, text_bytes)) return fail(e, FG_E_INVALID_ARGUMENT, "the bridge needs an operation and a place for its outcome");
  const auto given = json_of(values, count);
  if (!given) return fail(e, FG_E_INVALID_ARGUMENT, given.error().message);
  static const std::atomic<bool> never{false};
  const auto& host = self(h);
  const auto answer = host.bridge->run(host.tool, operation, *given, j && j->handle ? j->handle->cancelled : never);
  if (!answer) return fail(e, answer.error().trouble == Trouble::cancelled ? FG_E_CANCELLED : FG_E_UNSUPPORTED, answer.error().message);
  fill(*out, *answer);
  if (answer->exit == 0 && answer->signal == 0 && !answer->timed_out) return FG_OK;
  return fail(e, FG_E_VENDOR_SDK, failing(host.tool, operation, *answer));
}

fg_status run(const fg_host* h, const fg_job* j, const char* operation, const fg_kv* values, uint32_t count, fg_bridge_run* out, fg_error* e) noexcept {
  return answered(e, [&] { return run_tool(h, j, operation, values, count, out, e); });
}

fg_status scratch(const fg_host* h, char* buffer, uint64_t n, fg_error* e) noexcept {
  return answered(e, [&]() -> fg_status {
    const auto& folder = self(h).bridge->scratch().bytes();
    if (!buffer || folder.size() >= n) return fail(e, FG_E_OUT_OF_RANGE, fmt::format("the folder needs {} bytes", folder.size() + 1));
    std::memcpy(buffer, folder.c_str(), folder.size() + 1);
    return FG_OK;
  });
}

}  // namespace

const void* bridge_service(const fg_host* h) {
  static constexpr fg_host_bridge table{&run, &scratch};
  return self(h).bridge ? &table : nullptr;
}

}  // namespace filmgate
