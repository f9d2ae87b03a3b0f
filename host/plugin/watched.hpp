// SPDX-License-Identifier: Apache-2.0
//
// Calls into plugins. Around every call the floating-point mode is kept, or a plugin that flushes denormals to zero would
// silently change the pixels of the stages behind it; around calls that are not made for every band the rest of the
// process is looked after too. What a plugin changed is put back and told once. Private to this folder.
#pragma once
#include "plugin/job_handle.hpp"
#include "process_state.hpp"

#include <cfenv>
#include <filmgate/status.h>
#include <mutex>
#include <set>
#include <string_view>
#include <type_traits>
#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace filmgate {

class Misdeeds { // of one plugin; any thread
 public:
  // Notes are taken in destructors too. For what there was no memory to write down, one sentence stands in.
  void note(std::string_view what) noexcept; // a sentence without its subject
  void note_changed(std::string_view what) noexcept;
  void note_process(); // puts back the state of the process; throws std::bad_alloc
  // What was not told yet. Without a report to tell it to, it waits for the next call.
  void tell(const std::string& plugin_id, const JobHandle* job);

 private:
  void take_down(std::string_view begin, std::string_view middle, std::string_view end) noexcept;
  std::mutex turn_;
  std::set<std::string> known_, untold_;
  bool forgotten_ = false;
};

class FloatMode { // of this thread, since it was made
 public:
  FloatMode() : rounding_(std::fegetround()), vector_(vector_mode()) {}
  bool put_back() const { // true when it had been changed
    if (std::fegetround() == rounding_ && vector_mode() == vector_) return false;
    std::fesetround(rounding_);
#if defined(__SSE__)
    _mm_setcsr(vector_);
#endif
    return true;
  }

 private:
  static unsigned vector_mode() {
#if defined(__SSE__)
    constexpr unsigned sticky_flags = 0x3F;
    return _mm_getcsr() & ~sticky_flags;
#else
    return 0;
#endif
  }
  int rounding_;
  unsigned vector_;
};

// For every call. An exception that crosses the C boundary becomes FG_E_INTERNAL where there is a status to say it with.
template <class R, class... P, class... A>
R watched(Misdeeds& misdeeds, R (*function)(P...), A&&... arguments) {
  const FloatMode mode;
  const auto look = [&] { if (mode.put_back()) misdeeds.note_changed("the floating-point mode"); };
  try {
    if constexpr (std::is_void_v<R>) {
      function(arguments...);
      look();
    } else {
      R out = function(arguments...);
      look();
      return out;
    }
  } catch (...) {
    look();
    misdeeds.note("let an exception cross the C boundary");
    if constexpr (std::is_same_v<R, fg_status>) return FG_E_INTERNAL;
    else if constexpr (!std::is_void_v<R>) return R{};
  }
}

// For calls that are made for a clip or a frame and not for a band. Not by a destructor: memory may be missing behind the
// call, and what was not put back then is put back behind the next one.
template <class R, class... P, class... A>
R watched_closely(Misdeeds& misdeeds, R (*function)(P...), A&&... arguments) {
  const auto look = [&] {
    end_if_descriptors_were_closed();
    misdeeds.note_process();
  };
  if constexpr (std::is_void_v<R>) {
    watched(misdeeds, function, std::forward<A>(arguments)...);
    look();
  } else {
    R out = watched(misdeeds, function, std::forward<A>(arguments)...);
    look();
    return out;
  }
}

}  // namespace filmgate
