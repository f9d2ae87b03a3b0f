// SPDX-License-Identifier: Apache-2.0
//
// Bytes of MXF files for the tests' writer: numbers, labels, packets, local sets and ancillary packets (SMPTE ST 336, ST 436).
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mxf {

using Bytes = std::vector<uint8_t>;
using Label = std::array<uint8_t, 16>;

inline void append(Bytes& out, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(i < 8 ? static_cast<uint8_t>(value >> (8 * i)) : uint8_t{0});
}
inline void append(Bytes& out, const Bytes& more) { out.insert(out.end(), more.begin(), more.end()); }
inline void append(Bytes& out, const Label& label) { out.insert(out.end(), label.begin(), label.end()); }
inline Bytes number(uint64_t value, int bytes) { Bytes out; append(out, value, bytes); return out; }
inline Bytes pair_of(uint32_t a, uint32_t b) { Bytes out; append(out, a, 4), append(out, b, 4); return out; }
inline Bytes text(const std::string& ascii) { Bytes out; for (const char c : ascii) append(out, static_cast<uint8_t>(c), 2); return out; }
inline Bytes bytes_of(const std::string& ascii) { return {ascii.begin(), ascii.end()}; }

// "060e2b34.04010101.0d010201.01010900"
inline Label label(const std::string& digits) {
  Label out{};
  size_t at = 0;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string plain;
  std::copy_if(digits.begin(), digits.end(), std::back_inserter(plain), [](char c) { return c != '.'; });
  for (size_t i = 0; i + 1 < plain.size() && at < 16; i += 2) out[at++] = static_cast<uint8_t>(digit(plain[i]) << 4 | digit(plain[i + 1]));
  return out;
}
inline Label instance(uint32_t serial) { Label out{0xAA}; for (size_t i = 0; i < 4; ++i) out[12 + i] = static_cast<uint8_t>(serial >> (24 - 8 * i)); return out; }
inline Bytes batch(const std::vector<Label>& labels) { Bytes out; append(out, labels.size(), 4), append(out, 16, 4); for (const auto& one : labels) append(out, one); return out; }

inline void klv(Bytes& out, const Label& key, const Bytes& value) { append(out, key), out.push_back(0x83), append(out, value.size(), 3), append(out, value); }

struct Item { uint16_t tag; Bytes value; };
inline Bytes local_set(const std::vector<Item>& items) {
  Bytes out;
  for (const auto& [tag, value] : items) append(out, tag, 2), append(out, value.size(), 2), append(out, value);
  return out;
}

// An item whose tag is of this file only: the primer explains it.
struct Named { std::string label; Bytes value; };
struct Set { std::string key; std::vector<Named> items; };

// Packets of ST 436 in one data element; payload: the 8-bit words from the data id on.
struct Ancillary { uint16_t line; Bytes payload; uint8_t coding = 4, wrapping = 1; };
inline Bytes ancillary(const std::vector<Ancillary>& packets) {
  Bytes out;
  append(out, packets.size(), 2);
  for (auto [line, payload, coding, wrapping] : packets) {
    const auto samples = payload.size();
    payload.resize((samples + 3) / 4 * 4);
    append(out, line, 2), append(out, wrapping, 1), append(out, coding, 1), append(out, samples, 2), append(out, payload.size(), 4), append(out, 1, 4), append(out, payload);
  }
  return out;
}

}  // namespace mxf
