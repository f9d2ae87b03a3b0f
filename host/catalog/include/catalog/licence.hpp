// SPDX-License-Identifier: Apache-2.0
//
// What the licences of two bundles mean for one process: code under the GPL or AGPL and proprietary code may not be
// linked together. Reads SPDX expressions; a text that is none counts as proprietary, since nothing can be relied on.
#pragma once
#include <cstdint>
#include <string_view>

namespace filmgate {

class LicenceTerms {
 public:
  LicenceTerms() = default; // asks for nothing
  explicit LicenceTerms(std::string_view expression);
  // The terms of both in one process. An OR leaves the choice that fits.
  [[nodiscard]] LicenceTerms beside(const LicenceTerms& other) const;
  [[nodiscard]] bool allowed() const;  // there is a choice that may share a process
  [[nodiscard]] bool indifferent() const; // fits beside anything
  friend bool operator==(const LicenceTerms&, const LicenceTerms&) = default;

 private:
  // One bit a possible reading; the reading's own number is a set of 1 (copyleft) and 2 (proprietary).
  uint8_t readings_ = 1;
};

}  // namespace filmgate
