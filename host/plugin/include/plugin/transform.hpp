// SPDX-License-Identifier: Apache-2.0
//
// One planned stage of a chain: a transform plugin with its input, parameters and output format fixed.
#pragma once
#include "plugin/reader.hpp"

namespace filmgate {

[[nodiscard]] Result<std::vector<ParameterFact>> transform_parameters(LoadedPlugin& plugin, const std::string& transform);

class Stage { // process() from any thread
 public:
  struct Raw;
  explicit Stage(std::unique_ptr<Raw> raw);
  ~Stage();
  // `first` is a frame of the chain's source; its shape is replaced by `in` for every stage but the first.
  [[nodiscard]] static Result<std::unique_ptr<Stage>> create(LoadedPlugin& plugin, const std::string& transform,
                                                             const FrameFacts& first, const Stage* before,
                                                             const ParameterValues& parameters);
  [[nodiscard]] const Shape& output() const;
  [[nodiscard]] uint64_t scratch_bytes() const;
  [[nodiscard]] bool whole_frame() const;
  [[nodiscard]] RowRange needs(RowRange out, int32_t input_height) const;
  [[nodiscard]] Status process(const FrameFacts& frame, const RowsView& in, const RowsView& out, void* scratch,
                               const JobHandle& job) const;

 private:
  std::unique_ptr<Raw> raw_;
};

}  // namespace filmgate
