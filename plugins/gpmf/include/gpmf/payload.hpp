// SPDX-License-Identifier: Apache-2.0
//
// GoPro's telemetry (GPMF), big-endian, aligned to 4 bytes:
//   char[4] key, u8 type, u8 bytes of a sample, u16 samples, the samples, filled up to 4 bytes
//   type 0: holds such elements itself. b i8 · B u8 · s i16 · S u16 · l i32 · L u32 · j i64 · J u64 · f float · d double · q Q15.16 ·
//   Q Q31.32 · c text · F char[4] · G 16 bytes · U a date of 16 characters · ? as the TYPE before it says
//   DEVC { DVID, DVNM name, STRM { STNM name, SIUN or UNIT units, SCAL divisors, TSMP samples so far, …, the data, last } … }
// Source: GoPro's description of GPMF (gopro/gpmf-parser, README), read for its facts.
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/value.hpp>

#include <string>
#include <vector>

namespace gpmf {

struct Series {            // the samples of one key in one payload
  std::string key, name;       // "SHUT", "Exposure time (shutter speed)"
  std::string device;
  std::string units;           // of each column, or of all
  uint64_t rows = 0, columns = 0;
  std::vector<double> values;  // rows x columns, divided by SCAL
  bool whole = false;          // they are whole numbers
  std::string text;            // instead of values
  [[nodiscard]] bool is_text() const { return columns == 0; }
};

// Everything that can be read; what is cut off, or of an unknown type, is left out.
[[nodiscard]] std::vector<Series> read_payload(const fg::ByteView& payload);

// Rows [first, end) of a series: a number, or an array when there are more.
[[nodiscard]] fg::Value rows_of(const Series& series, uint64_t first, uint64_t end);

}  // namespace gpmf
