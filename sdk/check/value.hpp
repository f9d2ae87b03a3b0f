// SPDX-License-Identifier: Apache-2.0
//
// Values that a plugin put into a sink: made into text to be compared, or kept to be given back.
#pragma once
#include <filmgate/value.h>

#include <deque>
#include <string>
#include <vector>

namespace check {

// "i64 42", "f64 0.5", "text ..." with every bit of the value in it; or what is wrong with it, behind "! ".
std::string text_of(const fg_value& value);
bool is_wrong(const std::string& text);

// fg_kv whose keys and values live in this object.
class Values {
 public:
  Values() = default;
  Values(const Values&) = delete;
  Values(Values&&) = default;
  Values& put(const std::string& key, fg_value value); // a deep copy; unknown types are left out
  Values& put(const std::string& key, int64_t number);
  Values& put(const std::string& key, double number);
  Values& put(const std::string& key, const std::string& text);
  const fg_kv* data() const { return kvs_.data(); }
  uint32_t size() const { return static_cast<uint32_t>(kvs_.size()); }

 private:
  std::deque<std::string> keys_;
  std::deque<std::vector<uint64_t>> stores_;
  std::vector<fg_kv> kvs_;
};

}  // namespace check
