// SPDX-License-Identifier: Apache-2.0
//
// Confines this process, step by step: limits at once, paths and system calls before the first plugin, no new code
// behind the last one. A step that fails ends the request: there is no going on with less. Private to this folder.
#pragma once
#include "catalog/installation.hpp"
#include "job/reach.hpp"
#include "posture.hpp"

namespace filmgate {

class Confinement {
 public:
  // Limits and descriptors. `keep` are those that stay open beside the standard ones.
  [[nodiscard]] static Result<Confinement> start(const Json& request, const Installation& installation, const std::set<int>& keep);
  // What stands in a result.
  [[nodiscard]] Json posture() const;
  // scratch: what tools wrote, read when the reach has a tool.
  [[nodiscard]] Status begin(const Reach& reach, const Path& scratch);
  [[nodiscard]] Status seal();

 private:
  Confinement(const Installation& installation, KernelOffer offer, Posture posture)
      : installation_(installation), offer_(std::move(offer)), posture_(std::move(posture)) {}
  Installation installation_;
  KernelOffer offer_;
  Posture posture_;
  bool begun_ = false;
};

}  // namespace filmgate
