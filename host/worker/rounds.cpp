// SPDX-License-Identifier: Apache-2.0
#include "rounds.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int64_t most_items = 1'000'000; // of a batch
constexpr int most_times = 8; // that a clip is put off for plugins: three readers are asked, and licences are of two kinds

}  // namespace

bool Rounds::follow(const Json& event) {
  const auto& type = event["type"].text();
  if (type == "clip") begun_ = event["item"].integer(-1);
  if (type == "unread" && event["deferred"].boolean() && !keeps_itself(event["item"].integer())) {
    waiting_[event["item"].integer()] = event["avoid"];
    return false;
  }
  if (type == "unread" && !event["companion"].boolean()) ++unread_;
  if (type != "record") return true;
  ++clips_;
  const auto& list = event["record"]["problems"].items();
  problems_ += std::any_of(list.begin(), list.end(), [](const Json& p) { return p["severity"].text() == "error"; });
  return true;
}

bool Rounds::keeps_itself(int64_t item) {
  if (item != begun_ || ++put_off_[item] <= most_times) return false;
  waiting_.erase(item);
  return true;
}

bool Rounds::ask_for_rest(Json& request) {
  if (waiting_.empty()) return false;
  auto items = Json::array(), avoid = Json::array();
  for (const auto& [item, bundles] : waiting_) {
    items.push(item);
    avoid.push(Json::object({{"item", item}, {"bundles", bundles}}));
  }
  request.set("items", std::move(items)).set("avoid", std::move(avoid)).set("from", 0);
  waiting_.clear();
  return true;
}

Json Rounds::result(Json last) const {
  if (last["exit"].integer() == 0 && unread_ + problems_ > 0) last.set("exit", 1);
  return last.set("summary", Json::object({{"clips", clips_}, {"unread", unread_}, {"clipsWithProblems", problems_}}));
}

void Rounds::go_on_behind(int64_t item, Json& request) { request.set("from", std::clamp<int64_t>(item, -1, most_items) + 1); }

void Rounds::leave_out_export(const std::string& path, Json& request) {
  auto without = request.find("withoutExports") ? request["withoutExports"] : Json::array();
  without.push(path);
  request.set("withoutExports", std::move(without));
}

}  // namespace filmgate
