// SPDX-License-Identifier: Apache-2.0
#include "framing.hpp"

#include <charconv>
#include <cmath>
#include <numeric>

namespace reframe {
namespace {

constexpr int64_t largest_side = 65535;
constexpr double most_scale = 64;  // either way; the filter's rows grow with it

// Takes one whole number off the front of `text`; false when there is none.
bool take_number(std::string_view& text, int64_t& out) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return true;
}
bool take_mark(std::string_view& text, char mark) {
  if (text.empty() || text.front() != mark) return false;
  text.remove_prefix(1);
  return true;
}

struct Box {
  int64_t x, y, w, h;
};

Box crop_of(const fg_image_desc& in, const std::string& text) {
  Box box{0, 0, in.width, in.height};
  if (text.empty()) return box;
  std::string_view left = text;
  const bool whole = take_number(left, box.x) && take_mark(left, ',') && take_number(left, box.y) &&
                     take_mark(left, ',') && take_number(left, box.w) && take_mark(left, ',') &&
                     take_number(left, box.h) && left.empty();
  fg::require(whole, FG_E_INVALID_ARGUMENT, "crop '", text, "': write x,y,width,height in pixels");
  const bool inside = box.x >= 0 && box.y >= 0 && box.w >= 1 && box.h >= 1 && box.w <= in.width && box.h <= in.height &&
                      box.x <= in.width - box.w && box.y <= in.height - box.h;
  fg::require(inside, FG_E_OUT_OF_RANGE, "crop '", text, "' leaves the picture of ", in.width, " x ", in.height);
  return box;
}

fg_rational squeeze_of(const fg_image_desc& in, const std::string& text) {
  if (text == "none") return {1, 1};
  fg_rational out = in.pixel_aspect;
  if (text == "auto") {
    if (out.num <= 0 || out.den <= 0) return {1, 1};  // unknown: shown as recorded
  } else {
    std::string_view left = text;
    bool whole = take_number(left, out.num);
    out.den = 1;
    if (whole && take_mark(left, '/')) whole = take_number(left, out.den);
    fg::require(whole && left.empty(), FG_E_INVALID_ARGUMENT, "desqueeze '", text,
                "': write none, auto or a ratio such as 2/1");
  }
  const bool sane = out.num > 0 && out.den > 0 && out.num <= 1000000 && out.den <= 1000000 && out.num <= 8 * out.den &&
                    out.den <= 8 * out.num;
  fg::require(sane, FG_E_OUT_OF_RANGE, "desqueeze ", out.num, "/", out.den, " is not between 1/8 and 8");
  return out;
}

int64_t side_of(const fg::Values& parameters, std::string_view key) {
  const auto* value = parameters.find(key);
  if (!value) return 0;
  fg::require(value->type == FG_V_I64, FG_E_INVALID_ARGUMENT, key, ": a whole number is wanted");
  fg::require(value->as.i64 >= 0 && value->as.i64 <= largest_side, FG_E_OUT_OF_RANGE, key, " ", value->as.i64,
              " is not in 0 .. ", largest_side);
  return value->as.i64;
}

uint32_t rounded(double side) {
  fg::require(side < largest_side + 0.5, FG_E_OUT_OF_RANGE, "the picture would become ", std::llround(side),
              " pixels long");
  return static_cast<uint32_t>(std::max<int64_t>(1, std::llround(side)));
}

fg_rational reduced(int64_t num, int64_t den) {
  const int64_t common = std::gcd(num, den);
  return {num / common, den / common};
}

struct Wish {
  int64_t width, height;
  std::string fit;
};

// full_width: of the crop once its squeeze is undone, in pixels as high as the crop's.
void scale_to(Framing& out, const Wish& wish, double full_width, double full_height, double squeeze) {
  const double by_width = static_cast<double>(wish.width) / full_width,
               by_height = static_cast<double>(wish.height) / full_height;
  const bool both = wish.width > 0 && wish.height > 0;
  if (both && wish.fit != "inside") {
    out.across.output = static_cast<uint32_t>(wish.width), out.down.output = static_cast<uint32_t>(wish.height);
    if (wish.fit == "stretch") return;
    const double zoom = std::max(by_width, by_height);  // what overhangs is cut, as much on either side
    const double width = static_cast<double>(wish.width) / zoom / squeeze,
                 height = static_cast<double>(wish.height) / zoom;
    out.across.begin += (out.across.length - width) / 2, out.across.length = width;
    out.down.begin += (out.down.length - height) / 2, out.down.length = height;
    return;
  }
  const double zoom = both              ? std::min(by_width, by_height)
                      : wish.width > 0  ? by_width
                      : wish.height > 0 ? by_height
                                        : 1;
  out.across.output = rounded(full_width * zoom), out.down.output = rounded(full_height * zoom);
}

}  // namespace

Framing framing_of(const fg_image_desc& in, const fg::Values& parameters) {
  const Box crop = crop_of(in, parameters.text("crop", ""));
  const auto squeeze = squeeze_of(in, parameters.text("desqueeze", "none"));
  const Wish wish{side_of(parameters, "width"), side_of(parameters, "height"), parameters.text("fit", "inside")};
  fg::require(wish.fit == "inside" || wish.fit == "fill" || wish.fit == "stretch", FG_E_INVALID_ARGUMENT, "fit '",
              wish.fit, "': write inside, fill or stretch");
  Framing out;
  out.across = {static_cast<double>(crop.x), static_cast<double>(crop.w), in.width, 1};
  out.down = {static_cast<double>(crop.y), static_cast<double>(crop.h), in.height, 1};
  const double ratio = static_cast<double>(squeeze.num) / static_cast<double>(squeeze.den);
  scale_to(out, wish, static_cast<double>(crop.w) * ratio, static_cast<double>(crop.h), ratio);
  for (const auto& axis : {out.across, out.down})
    fg::require(axis.scale() <= most_scale && axis.scale() >= 1 / most_scale, FG_E_OUT_OF_RANGE, "a scale of ",
                axis.scale(), " is not between 1/64 and 64");
  const bool known = in.pixel_aspect.num > 0 && in.pixel_aspect.den > 0 && in.pixel_aspect.num <= 1000000 &&
                     in.pixel_aspect.den <= 1000000;
  fg_rational aspect = known ? in.pixel_aspect : fg_rational{1, 1};
  if (wish.fit == "stretch" && wish.width > 0 && wish.height > 0) {
    const auto shape = reduced(crop.w * wish.height, crop.h * wish.width);
    const auto before = reduced(aspect.num, aspect.den);
    out.pixel_aspect = reduced(before.num * shape.num, before.den * shape.den);  // at most 1e6 * 65535^2: fits
  } else {
    out.pixel_aspect = reduced(aspect.num * squeeze.den, aspect.den * squeeze.num);
  }
  return out;
}

}  // namespace reframe
