// SPDX-License-Identifier: Apache-2.0
#include "making.hpp"

#include "progress_line.hpp"

namespace filmgate {

Json Making::json() const {
  auto out = Json::object({{"result", result}, {"outputs", outputs}, {"problems", problems}});
  return seconds.is_null() ? out : out.set("seconds", seconds);
}

Making make(const Json& request, const Installation& installation, bool in_process) {
  Making out;
  ProgressLine progress;
  out.result = run(request, installation, {in_process}, [&](const Json& event) {
    const auto& type = event["type"].text();
    if (type == "progress") progress.show(event["done"].integer(), event["total"].integer(), event["unit"].text());
    else if (type == "problem") out.problems.push(event);
    else if (type == "timing") out.seconds = event["seconds"];
    else if (type == "output") {
      auto made = Json::object({{"path", event["path"]}});
      if (event.find("frame")) made.set("frame", event["frame"]);
      out.outputs.push(std::move(made));
    }
  });
  progress.wipe();
  return out;
}

}  // namespace filmgate
