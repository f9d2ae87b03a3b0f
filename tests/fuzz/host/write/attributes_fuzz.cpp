// SPDX-License-Identifier: Apache-2.0
//
// Any JSON as a record's fields, made into the attributes of an EXR header.
#include "fuzz/promise.hpp"
#include "write/attributes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto fields = filmgate::Json::parse({reinterpret_cast<const char*>(data), size});
  if (!fields) return 0;
  auto attributes = filmgate::standard_attributes(*fields);
  for (const auto& attribute : attributes) fuzz::promise(!attribute.name.empty() && attribute.name.size() < 256, "an attribute without a name");
  const auto count = attributes.size();
  if (count > 0) filmgate::set_attribute(attributes, attributes.front());
  fuzz::promise(attributes.size() == count, "an attribute that stands twice");
  return 0;
}
