// SPDX-License-Identifier: Apache-2.0
//
// A parser of SPDX expressions over sets of readings: OR joins two sets, AND combines each member of one with each of
// the other. There are four readings, so a set of them is four bits.
#include "catalog/licence.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace filmgate {
namespace {

constexpr unsigned copyleft = 1, proprietary = 2;
constexpr int depth_limit = 32;
using Readings = unsigned;
constexpr Readings none = 0; // no expression

constexpr Readings only(unsigned reading) { return 1u << reading; }

Readings both(Readings a, Readings b) {
  Readings out = none;
  for (unsigned i = 0; i < 4; ++i)
    for (unsigned j = 0; j < 4; ++j)
      if ((a & only(i)) && (b & only(j))) out |= only(i | j);
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '\t') end();
    else if (c == '(' || c == ')') end(), out.emplace_back(1, c);
    else word += c;
  }
  end();
  return out;
}

class Expression {
 public:
  explicit Expression(std::string_view text) : words_(words_of(lower(text))) {}
  Readings read() {
    const auto out = alternatives(0);
    return at_ == words_.size() ? out : none;
  }

 private:
  bool take(std::string_view word) {
    if (at_ == words_.size() || words_[at_] != word) return false;
    ++at_;
    return true;
  }
  Readings alternatives(int depth) {
    auto out = demands(depth);
    while (out != none && take("or")) {
      const auto more = demands(depth);
      out = more == none ? none : out | more;
    }
    return out;
  }
  Readings demands(int depth) {
    auto out = term(depth);
    while (out != none && take("and")) out = both(out, term(depth));
    return out;
  }
  Readings term(int depth) {
    if (take("(")) {
      const auto out = depth < depth_limit ? alternatives(depth + 1) : none;
      return take(")") ? out : none;
    }
    if (at_ == words_.size() || words_[at_] == ")" || words_[at_] == "or" || words_[at_] == "and" || words_[at_] == "with") return none;
    const auto licence = words_[at_++];
    if (take("with") && at_ < words_.size()) ++at_; // an exception never makes a licence stricter
    return of(licence);
  }
  static Readings of(std::string_view licence) {
    if (licence.starts_with("gpl-") || licence.starts_with("agpl-")) return only(copyleft);
    if (licence.find("licenseref-") != licence.npos || licence == "proprietary" || licence == "noassertion" || licence == "none") return only(proprietary);
    return only(0);
  }
  std::vector<std::string> words_;
  size_t at_ = 0;
};

}  // namespace

LicenceTerms::LicenceTerms(std::string_view expression) {
  const auto readings = Expression(expression).read();
  readings_ = static_cast<uint8_t>(readings == none ? only(proprietary) : readings);
}

LicenceTerms LicenceTerms::beside(const LicenceTerms& other) const {
  LicenceTerms out;
  out.readings_ = static_cast<uint8_t>(both(readings_, other.readings_));
  return out;
}

bool LicenceTerms::allowed() const { return (readings_ & ~only(copyleft | proprietary)) != 0; }
bool LicenceTerms::indifferent() const { return (readings_ & only(0)) != 0; }

}  // namespace filmgate
