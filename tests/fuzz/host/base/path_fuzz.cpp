// SPDX-License-Identifier: Apache-2.0
//
// Paths of any bytes, taken apart and shown.
#include "base/json.hpp"
#include "base/path.hpp"
#include "fuzz/promise.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const filmgate::Path path(std::string(reinterpret_cast<const char*>(data), size));
  const auto shown = path.display();
  const bool control = std::any_of(shown.begin(), shown.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
  fuzz::promise(!control, "a control byte is shown");
  fuzz::promise(filmgate::Path(shown).display() == shown, "what is shown is not what can be shown");
  const auto quoted = filmgate::Json::parse(filmgate::Json(shown).dump()); // the library replaces what is no UTF-8
  fuzz::promise(quoted && quoted->text() == shown, "what is shown is no UTF-8");
  fuzz::promise(path.name().starts_with(path.stem()), "a stem that is not in the name");
  (void)path.extension();
  (void)(path.parent() / path.name());
  return 0;
}
