// SPDX-License-Identifier: Apache-2.0
//
// Draft. The bridge to a configured tool as C++ sees it:
//   const fg::draft::Bridge tool(host, "NAME");
//   tool.run(request.job, "export", {{"input", uri}, {"frame", request.frame}});
//   const auto bytes = host.open(tool.scratch() + "/frame.raw").read(0, count);
#pragma once
#include <filmgate/draft/bridge.h>
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/value.hpp>

#include <string>
#include <utility>
#include <vector>

namespace fg {
inline namespace v1 {
namespace draft {

class Bridge {
 public:
  using Given = std::vector<std::pair<std::string, Value>>;

  // name: as in the manifest, for the message when there is no bridge.
  Bridge(const Host& host, const std::string& name) : host_(host), table_(host.find<fg_host_bridge>(FG_HOST_BRIDGE)) {
    require(table_ != nullptr, FG_E_UNSUPPORTED, "needs a tool that is not configured, or a host that runs one; write [bridge.", name,
            "] with command and operations in /etc/filmgate/filmgate.toml");
  }
  // What it printed, at most 64 KiB; fails when it can not be run, or fails.
  std::string run(const fg_job* job, const std::string& operation, const Given& values) const {
    auto said = attempt(job, operation, values);
    require(said.why.empty(), FG_E_VENDOR_SDK, said.why);
    return std::move(said.text);
  }
  struct Said {
    std::string text; // the first 64 KiB of what it printed
    bool cut = false; // it printed more
    std::string why;  // it failed, by its exit code, a signal or the clock; else empty
  };
  // For tools whose exit code says nothing: fails only when it could not be run. Then look at what it wrote.
  Said attempt(const fg_job* job, const std::string& operation, const Given& values) const {
    std::vector<fg_kv> lent;
    for (const auto& [key, value] : values) lent.push_back({key.c_str(), lend(value)});
    std::string text(65536, '\0');
    fg_bridge_run out{};
    out.struct_size = sizeof out, out.text = text.data(), out.text_capacity = text.size();
    auto error = empty_error();
    const auto status = table_->run(host_.raw(), job, operation.c_str(), lent.data(), static_cast<uint32_t>(lent.size()), &out, &error);
    if (status != FG_E_VENDOR_SDK) check(status, error);
    text.resize(out.text_bytes < text.size() ? out.text_bytes : text.size());
    return {std::move(text), (out.flags & FG_BRIDGE_TEXT_CUT) != 0, status == FG_OK ? std::string() : error.message};
  }
  std::string scratch() const {
    char buffer[4096];
    auto error = empty_error();
    check(table_->scratch(host_.raw(), buffer, sizeof buffer, &error), error);
    return buffer;
  }

 private:
  Host host_;
  const fg_host_bridge* table_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
