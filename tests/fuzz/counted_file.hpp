// SPDX-License-Identifier: Apache-2.0
//
// What a reader cuts from a clip, counted and not kept: a sink that holds a trim to the ABI's rules.
#pragma once
#include <filmgate/draft/trim.h>

#include <cstring>

namespace fuzz {

struct CountedFile {
  uint64_t clip_files = 0;
  bool begun = false;
  uint64_t bytes = 0;
  const char* broken = nullptr; // the rule that was broken first

  fg_trim_sink sink() { return {sizeof(fg_trim_sink), this, &begin, &put, &copy, &patch}; }

 private:
  static CountedFile& self(void* ctx) { return *static_cast<CountedFile*>(ctx); }
  void hold(bool holds, const char* rule) {
    if (!holds && !broken) broken = rule;
  }
  static fg_status begin(void* ctx, const char* name, fg_error*) noexcept {
    auto& file = self(ctx);
    file.hold(name && *name && !std::strchr(name, '/'), "a name with a folder, or none");
    file.begun = true, file.bytes = 0;
    return FG_OK;
  }
  static fg_status put(void* ctx, const void* from, uint64_t n, fg_error*) noexcept {
    auto& file = self(ctx);
    file.hold(file.begun, "bytes before a file");
    file.hold(n == 0 || from, "bytes that are nowhere");
    file.bytes += n;
    return FG_OK;
  }
  static fg_status copy(void* ctx, uint32_t index, uint64_t, uint64_t n, fg_error*) noexcept { // whether they are there is the host's to say
    auto& file = self(ctx);
    file.hold(file.begun, "bytes before a file");
    file.hold(index < file.clip_files, "bytes of a file that the clip has not");
    file.bytes += n;
    return FG_OK;
  }
  static fg_status patch(void* ctx, uint64_t offset, const void*, uint64_t n, fg_error*) noexcept {
    auto& file = self(ctx);
    file.hold(offset <= file.bytes && n <= file.bytes - offset, "a patch of bytes that were not written");
    return FG_OK;
  }
};

}  // namespace fuzz
