// SPDX-License-Identifier: Apache-2.0
#include "curve.hpp"

#include <algorithm>
#include <cmath>

namespace camera_colour {
namespace {

double need(const fg::Values& parameters, const char* key) {
  fg::require(parameters.find(key) != nullptr, FG_E_INVALID_ARGUMENT, key, " is missing");
  const double number = parameters.number(key, 0);
  fg::require(std::isfinite(number), FG_E_INVALID_ARGUMENT, key, " is no number");
  return number;
}

double need_slope(const fg::Values& parameters, const char* key) {
  const double slope = need(parameters, key);
  fg::require(slope != 0, FG_E_INVALID_ARGUMENT, key, " is 0: the curve has no inverse");
  return slope;
}

double mirrored_power(double code, double gamma, double toe) {
  const double size = std::abs(code);
  if (toe == 0) return std::copysign(std::pow(size, gamma), code);
  const double end = toe / (gamma - 1); // of the straight part, in code values
  const double slope = (gamma - 1) / toe * std::pow(toe * gamma / ((gamma - 1) * (1 + toe)), gamma);
  return std::copysign(size >= end ? std::pow((size + toe) / (1 + toe), gamma) : size * slope, code);
}

// Entries lie evenly from code 0 to 1; the first and the last piece go on straight.
double of_table(double code, const std::vector<double>& table) {
  if (std::isnan(code)) return code; // lies in no piece
  const auto pieces = static_cast<double>(table.size() - 1);
  const double at = code * pieces, piece = std::clamp(std::floor(at), 0.0, pieces - 1);
  const auto i = static_cast<size_t>(piece);
  return table[i] + (at - piece) * (table[i + 1] - table[i]);
}

}  // namespace

void Curve::read_log(const fg::Values& parameters, bool camera, bool split) {
  form_ = camera || split ? Form::split_log : Form::log;
  base_ = need(parameters, "base");
  fg::require(base_ > 0 && base_ != 1, FG_E_INVALID_ARGUMENT, "base ", base_, " makes no logarithm");
  log_slope_ = need_slope(parameters, "log_slope"), log_offset_ = need(parameters, "log_offset");
  lin_slope_ = need_slope(parameters, "lin_slope"), lin_offset_ = need(parameters, "lin_offset");
  if (split) {
    cut_ = need(parameters, "cut");
    linear_slope_ = need_slope(parameters, "linear_slope"), linear_offset_ = need(parameters, "linear_offset");
  } else if (camera) {
    const double at = need(parameters, "lin_break"), argument = lin_slope_ * at + lin_offset_;
    fg::require(argument > 0, FG_E_INVALID_ARGUMENT, "lin_break ", at, " lies where the logarithm is not defined");
    cut_ = log_slope_ * std::log(argument) / std::log(base_) + log_offset_;
    linear_slope_ = parameters.find("linear_slope") ? need_slope(parameters, "linear_slope")
                                                    : log_slope_ * lin_slope_ / (argument * std::log(base_)); // no kink
    linear_offset_ = cut_ - linear_slope_ * at;
    cut_is_linear_ = true;
  }
}

Curve Curve::read(const fg::Values& parameters) {
  Curve out;
  const auto form = parameters.text("curve", "linear");
  if (form == "linear") return out;
  if (form == "log" || form == "camera-log" || form == "split-log") {
    out.read_log(parameters, form == "camera-log", form == "split-log");
  } else if (form == "power") {
    out.form_ = Form::power;
    out.gamma_ = need(parameters, "gamma");
    out.toe_ = parameters.find("toe") ? need(parameters, "toe") : 0;
    fg::require(out.gamma_ > 0, FG_E_INVALID_ARGUMENT, "gamma ", out.gamma_, " is not above 0");
    fg::require(out.toe_ >= 0 && (out.toe_ == 0 || out.gamma_ > 1), FG_E_INVALID_ARGUMENT, "a toe of ", out.toe_, " with gamma ", out.gamma_);
  } else if (form == "table") {
    out.form_ = Form::table;
    const auto* values = parameters.find("values");
    fg::require(values && values->type == FG_V_F64_ARRAY && values->count >= 2, FG_E_INVALID_ARGUMENT, "a table needs two values or more");
    out.table_.assign(values->as.f64s, values->as.f64s + values->count);
    for (const double value : out.table_) fg::require(std::isfinite(value), FG_E_INVALID_ARGUMENT, "a value of the table is no number");
  } else {
    fg::fail(FG_E_UNSUPPORTED, "curve '", form, "' is unknown; known are linear, log, camera-log, split-log, power, table");
  }
  return out;
}

double Curve::of_log(double code) const { return (std::pow(base_, (code - log_offset_) / log_slope_) - lin_offset_) / lin_slope_; }

double Curve::linear(double code) const {
  switch (form_) {
    case Form::linear: return code;
    case Form::log: return of_log(code);
    case Form::split_log: return code < cut_ || (cut_is_linear_ && code == cut_) ? (code - linear_offset_) / linear_slope_ : of_log(code);
    case Form::power: return mirrored_power(code, gamma_, toe_);
    case Form::table: return of_table(code, table_);
  }
  return code;
}

}  // namespace camera_colour
