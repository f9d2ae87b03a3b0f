// SPDX-License-Identifier: Apache-2.0
#include "bridge_desk.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr int64_t most_refusals = 16;     // a plugin that goes on after so many is no plugin that made a mistake
constexpr size_t longest_order = 16 << 10;
constexpr size_t most_unsent = 1 << 20;   // a worker that does not read its answers
constexpr size_t longest_version = 200;

std::string first_line(const std::string& text) { return Path(text.substr(0, std::min(text.find('\n'), longest_version))).display(); }

}  // namespace

Result<BridgeLedger> BridgeLedger::of(const Installation& installation) {
  BridgeLedger out;
  FILMGATE_TRY(settings, Settings::load(installation));
  FILMGATE_TRY(tools, read_bridge_tools(settings));
  if (tools.empty()) return out;
  for (const auto& bundle : scan_bundles(installation.plugin_path).bundles)
    if (const auto at = tools.find(bundle.bridge); bundle.tier == Tier::bridge && at != tools.end()) out.offered.insert(*at);
  return out;
}

void BridgeLedger::tell(Json& result) const {
  if (refusals > 0 && result["exit"].integer() == 0) result.set("exit", static_cast<int>(Trouble::found_wrong));
  if (tools.empty()) return;
  auto list = Json::array();
  for (const auto& [name, entry] : tools) {
    auto one = Json::object({{"tool", name}, {"command", offered.at(name).command.display()}, {"runs", entry.runs}});
    if (!entry.version.empty()) one.set("version", entry.version);
    list.push(std::move(one));
  }
  auto sandbox = result["sandbox"];
  result.set("sandbox", sandbox.set("tools", std::move(list)));
}

BridgeDesk::BridgeDesk(BridgeLedger& ledger, const Json& request, ScratchFolder scratch, const Events& events)
    : ledger_(ledger), roots_(roots_of(request)), scratch_(std::move(scratch)), events_(events) {}

Json BridgeDesk::offer() const {
  auto tools = Json::array();
  for (const auto& [name, tool] : ledger_.offered) tools.push(name);
  return Json::object({{"scratch", scratch_.path().bytes()}, {"tools", std::move(tools)}});
}

void BridgeDesk::open(const Json& confined) {
  for (const auto& [tool, files] : confined["bridge"].members()) {
    if (!ledger_.offered.contains(tool)) continue;
    (void)ledger_.tools[tool];
    auto& scope = open_[tool];
    scope.roots = roots_, scope.scratch = scratch_.path();
    for (const auto& file : files.items()) scope.inputs.insert(file.text());
  }
}

Result<BridgeDesk::Order> BridgeDesk::accept(const Json& order, const BridgeTool& tool) {
  if (ledger_.tools[tool.name].runs >= tool.runs)
    return failure(Trouble::unavailable, "tool {}: ran {} times for this request, and more is not allowed; see runs under [bridge.{}]", tool.name, tool.runs, tool.name);
  FILMGATE_TRY(arguments, arguments_for(order, tool, open_.at(tool.name)));
  return Order{order["id"].integer(), tool.name, std::move(arguments)};
}

Status BridgeDesk::take(const Json& order) {
  const auto& name = order["tool"].text();
  if (!open_.contains(name)) return failure(Trouble::internal, "it asked for a tool, and none of its clips does");
  if (!order["id"].is_integer() || order.dump().size() > longest_order) return failure(Trouble::internal, "it asked for a tool in a way that no host does");
  if (busy()) return failure(Trouble::internal, "it asked for a tool while one runs");
  const auto& tool = ledger_.offered.at(name);
  auto accepted = accept(order, tool);
  if (!accepted) return refuse(order["id"].integer(), accepted.error().message);
  auto& entry = ledger_.tools[name];
  ++entry.runs;
  order_ = std::move(*accepted);
  const auto version = tool.operations.find(version_operation);
  if (entry.asked_version || version == tool.operations.end()) {
    start(order_);
    return {};
  }
  entry.asked_version = asks_version_ = true;
  auto arguments = arguments_for(Json::object({{"operation", version_operation}, {"values", Json::object()}}), tool, {{}, {}, scratch_.path()});
  start({order_.id, name, arguments ? std::move(*arguments) : std::vector<std::string>{}}); // the settings were checked
  return {};
}

Status BridgeDesk::refuse(int64_t id, const std::string& why) {
  events_(Json::object({{"v", 1}, {"type", "problem"}, {"severity", "error"}, {"code", "bridge-refused"}, {"message", why}}));
  answer(Json::object({{"id", id}, {"why", why}}));
  if (++ledger_.refusals > most_refusals) return failure(Trouble::internal, "it went on to ask for what was refused {} times", most_refusals);
  return {};
}

void BridgeDesk::start(Order order) {
  scratch_.empty(); // so that a plugin never takes what an earlier run wrote for what this one did not
  auto run = ToolRun::start(ledger_.offered.at(order.tool), std::move(order.arguments), scratch_);
  if (run) {
    running_ = std::make_unique<ToolRun>(std::move(*run));
    return;
  }
  asks_version_ = false;
  answer(Json::object({{"id", order.id}, {"why", run.error().message}}));
}

void BridgeDesk::ended(const ToolEnd& end) {
  if (asks_version_) {
    asks_version_ = false;
    const bool well = !end.end.signalled && end.end.code == 0 && end.why.empty();
    if (well) ledger_.tools[order_.tool].version = first_line(end.text);
    if (end.why != "cancelled") return start(order_);
  }
  auto said = Json::object({{"id", order_.id}});
  if (!end.why.empty()) return answer(said.set("why", "tool " + order_.tool + ": " + end.why));
  said.set("exit", end.end.signalled ? 0 : end.end.code).set("signal", end.end.signalled ? end.end.code : 0);
  said.set("timedOut", end.timed_out).set("text", end.text).set("textCut", end.text_cut).set("errors", end.errors);
  answer(said);
}

void BridgeDesk::add_sources(std::vector<pollfd>& sources) const {
  if (running_) running_->add_sources(sources);
  if (!unsent_.empty()) sources.push_back({answers_fd_, POLLOUT, 0});
}

Status BridgeDesk::send() {
  while (!unsent_.empty()) {
    const ssize_t put = ::send(answers_fd_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno != EAGAIN) unsent_.clear(); // it has ended; that is noticed elsewhere
    if (put < 0) break;
    unsent_.erase(0, static_cast<size_t>(put));
  }
  return unsent_.size() <= most_unsent ? Status{} : failure(Trouble::internal, "it does not read the answers of its tools");
}

Status BridgeDesk::serve() {
  if (running_)
    if (const auto end = running_->look()) {
      running_.reset();
      ended(*end);
    }
  return send();
}

}  // namespace filmgate
