// SPDX-License-Identifier: Apache-2.0
//
// From code value to scene-linear, in double precision. Forms and the names of their numbers are the README's.
#pragma once
#include <filmgate/cpp/value.hpp>

namespace camera_colour {

class Curve {
 public:
  static Curve read(const fg::Values& parameters); // refuses numbers that make no curve
  [[nodiscard]] double linear(double code) const;

 private:
  enum class Form { linear, log, split_log, power, table };
  [[nodiscard]] double of_log(double code) const;
  void read_log(const fg::Values& parameters, bool camera, bool split);
  Form form_ = Form::linear;
  double base_ = 10, log_slope_ = 1, log_offset_ = 0, lin_slope_ = 1, lin_offset_ = 0; // the logarithm
  double cut_ = 0, linear_slope_ = 1, linear_offset_ = 0; // below the cut: (code - offset) / slope
  bool cut_is_linear_ = false;                            // the cut itself belongs to the linear part
  double gamma_ = 1, toe_ = 0;
  std::vector<double> table_;
};

}  // namespace camera_colour
