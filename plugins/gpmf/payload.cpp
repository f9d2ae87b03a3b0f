// SPDX-License-Identifier: Apache-2.0
#include "gpmf/payload.hpp"

#include <algorithm>
#include <cmath>

namespace gpmf {
namespace {

constexpr int deepest = 8;
constexpr uint64_t most_values = 1 << 20; // of a payload

struct Element {
  std::string key;
  char type = 0;
  uint64_t sample_bytes = 0, samples = 0;
  fg::ByteView body;
};

uint64_t bytes_of(char type) {
  switch (type) {
    case 'b': case 'B': case 'c': return 1;
    case 's': case 'S': return 2;
    case 'l': case 'L': case 'f': case 'q': case 'F': return 4;
    case 'j': case 'J': case 'd': case 'Q': return 8;
    case 'G': case 'U': return 16;
    default: return 0;
  }
}
bool is_number(char type) { return std::string_view("bBsSlLjJfdqQ").find(type) != std::string_view::npos; }
bool is_whole(char type) { return std::string_view("bBsSlLjJ").find(type) != std::string_view::npos; }

double number_at(const fg::ByteView& view, uint64_t at, char type) {
  switch (type) {
    case 'b': return static_cast<int8_t>(view.u8(at));
    case 'B': return view.u8(at);
    case 's': return static_cast<int16_t>(view.u16be(at));
    case 'S': return view.u16be(at);
    case 'l': return view.i32be(at);
    case 'L': return view.u32be(at);
    case 'j': return static_cast<double>(view.i64be(at));
    case 'J': return static_cast<double>(view.u64be(at));
    case 'f': return static_cast<double>(view.f32be(at));
    case 'd': return view.get<double>(at, fg::Order::big);
    case 'q': return view.i32be(at) / 65536.0;
    default: return static_cast<double>(view.i64be(at)) / 4294967296.0;
  }
}

// "s[3]f" is "sssf".
std::string spelled_out(std::string_view types) {
  std::string out;
  for (size_t i = 0; i < types.size() && out.size() < 256; ++i) {
    if (types[i] != '[' || out.empty()) {
      out += types[i];
      continue;
    }
    size_t times = 0;
    for (++i; i < types.size() && types[i] >= '0' && types[i] <= '9' && times < 256; ++i) times = times * 10 + static_cast<size_t>(types[i] - '0');
    if (times > 1) out.append(std::min<size_t>(times - 1, 256), out.back());
  }
  return out;
}

// Latin-1, as the cameras write "°" and "²".
std::string utf8_of(const fg::ByteView& body) {
  std::string out;
  for (const uint8_t byte : body.bytes()) {
    if (byte == 0) continue;
    if (byte < 0x80) out += static_cast<char>(byte < 0x20 ? ' ' : byte);
    else out += static_cast<char>(0xC0 | byte >> 6), out += static_cast<char>(0x80 | (byte & 0x3F));
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

class Reader {
 public:
  std::vector<Series> out;

  void walk(const fg::ByteView& view, int depth) {
    const auto outer = context_;
    for (uint64_t at = 0; view.has(at, 8);) {
      Element element;
      const auto key = view.bytes(at, 4);
      element.key.assign(key.begin(), key.end());
      element.type = static_cast<char>(view.u8(at + 4));
      element.sample_bytes = view.u8(at + 5), element.samples = view.u16be(at + 6);
      const uint64_t bytes = element.sample_bytes * element.samples;
      const bool is_key = std::all_of(key.begin(), key.end(), [](uint8_t c) { return c >= 0x20 && c < 0x7F; });
      if (!is_key || !view.has(at + 8, bytes)) break;
      element.body = view.sub(at + 8, bytes);
      at += 8 + (bytes + 3) / 4 * 4;
      if (element.type != 0) take(element);
      else if (depth < deepest) walk(element.body, depth + 1);
    }
    context_ = outer;
  }

 private:
  struct Context { std::string device, name, units, types; std::vector<double> scale; };

  void take(const Element& element) {
    if (element.key == "DVNM") context_.device = utf8_of(element.body);
    else if (element.key == "STNM") context_.name = utf8_of(element.body);
    else if (element.key == "TYPE") context_.types = spelled_out(utf8_of(element.body));
    else if (element.key == "SIUN" || element.key == "UNIT") context_.units = units(element);
    else if (element.key == "SCAL") context_.scale = numbers(element, std::string(1, element.type), std::max<uint64_t>(1, element.sample_bytes / std::max<uint64_t>(1, bytes_of(element.type))));
    else if (element.key != "DVID" && element.key != "TSMP" && element.key != "TICK" && element.key != "TOCK" && element.key != "EMPT" && element.key != "STMP") series(element);
  }

  static std::string units(const Element& element) {
    std::string all;
    for (uint64_t i = 0; i < element.samples && i < 64; ++i) {
      if (i > 0) all += ' ';
      all += utf8_of(element.body.sub(i * element.sample_bytes, element.sample_bytes));
    }
    return all;
  }

  std::vector<double> numbers(const Element& element, const std::string& types, uint64_t repeat) {
    std::vector<double> all;
    uint64_t width = 0;
    for (const char type : types) width += is_number(type) ? bytes_of(type) : 0;
    if (width == 0 || width * repeat > element.sample_bytes || element.samples * repeat * types.size() > most_values - std::min(most_values, taken_)) return all;
    for (uint64_t row = 0; row < element.samples; ++row)
      for (uint64_t k = 0, at = row * element.sample_bytes; k < repeat; ++k)
        for (const char type : types) {
          all.push_back(number_at(element.body, at, type));
          at += bytes_of(type);
        }
    taken_ += all.size();
    return all;
  }

  void series(const Element& element) {
    Series one;
    one.key = element.key, one.name = context_.name, one.device = context_.device, one.units = context_.units;
    if (element.type == 'c' || element.type == 'U' || element.type == 'F') {
      one.text = utf8_of(element.body);
      one.rows = 1;
      if (!one.text.empty() && out.size() < 4096) out.push_back(std::move(one));
      return;
    }
    const auto types = element.type == '?' ? context_.types : std::string(1, element.type);
    uint64_t width = 0;
    for (const char type : types) {
      if (!is_number(type)) return; // of such mixtures nothing is read
      width += bytes_of(type);
    }
    if (width == 0 || element.sample_bytes % width != 0 || element.samples == 0 || out.size() >= 4096) return;
    const uint64_t repeat = element.sample_bytes / width;
    one.rows = element.samples, one.columns = repeat * types.size();
    one.values = numbers(element, types, repeat);
    if (one.values.empty() || one.columns == 0) return;
    const auto& scale = context_.scale;
    const bool scaled = !scale.empty() && std::any_of(scale.begin(), scale.end(), [](double by) { return by != 1 && by != 0; });
    one.whole = !scaled && std::all_of(types.begin(), types.end(), is_whole);
    if (scaled)
      for (size_t i = 0; i < one.values.size(); ++i) {
        const double by = scale[std::min(i % one.columns, scale.size() - 1)];
        if (by != 0) one.values[i] /= by;
      }
    out.push_back(std::move(one));
  }

  Context context_;
  uint64_t taken_ = 0;
};

}  // namespace

std::vector<Series> read_payload(const fg::ByteView& payload) {
  Reader reader;
  reader.walk(payload, 0);
  return std::move(reader.out);
}

fg::Value rows_of(const Series& series, uint64_t first, uint64_t end) {
  if (series.is_text()) return series.text;
  const auto from = series.values.begin() + static_cast<ptrdiff_t>(std::min(first, series.rows) * series.columns);
  const auto to = series.values.begin() + static_cast<ptrdiff_t>(std::min(end, series.rows) * series.columns);
  if (series.whole) {
    std::vector<int64_t> whole;
    for (auto at = from; at != to; ++at) whole.push_back(static_cast<int64_t>(std::clamp(*at, -9.2e18, 9.2e18)));
    return whole.size() == 1 ? fg::Value(whole[0]) : fg::Value(whole);
  }
  return to - from == 1 ? fg::Value(*from) : fg::Value(std::vector<double>(from, to));
}

}  // namespace gpmf
