// SPDX-License-Identifier: Apache-2.0
//
// Everything a host asks of a clip, through the ABI: probe, open, files, clip, parameters, values of the clip and of
// frames and what they mean, and some frames. A hostile file may fail any call; whether the reader then keeps the ABI's
// promises is what a visit finds out.
//   fuzz::ClipVisit visit(filmgate_entry_v1, host);   visit.run({"/clip/a.cine"});   visit.broken
#pragma once
#include "fuzz/memory_host.hpp"
#include "fuzz/value_sinks.hpp"

#include <filmgate/draft/trim.h>
#include <filmgate/metadata.h>

namespace fuzz {

inline fg_error no_error() {
  fg_error error{};
  error.struct_size = sizeof error;
  return error;
}

struct VisitLimits {
  uint64_t band_bytes = 64u << 10;  // a band of rows is cut to this, but for its first row
  uint64_t most_bytes = 4u << 20;   // bands that can not be smaller are left alone
  bool thorough = true;             // else fewer frames and bands, and each once
  uint64_t whole_bytes = 32u << 10; // a frame up to this is decoded whole too
  uint32_t reader = 0;              // which of the plugin's
};

class ClipVisit {
 public:
  ClipVisit(const fg_entry& entry, MemoryHost& host, VisitLimits limits = {}) : entry_(entry), host_(host), limits_(limits) {
    auto error = no_error();
    if (entry_.create(&host_, "/bundle", &plugin_, &error) != FG_OK) broke("create", error.message);
  }
  ~ClipVisit() { entry_.destroy(plugin_); }
  ClipVisit(const ClipVisit&) = delete;

  int32_t probe(const std::string& uri) {
    const auto head = host_.files.front().bytes;
    const fg_probe ask{sizeof ask, uri.c_str(), head.data(), static_cast<uint32_t>(std::min<size_t>(head.size(), 4096)), head.size(), nullptr, nullptr};
    const int32_t score = table_->probe(plugin_, &ask);
    hold(score >= 0 && score <= 100, "probe", "a score outside 0 .. 100");
    return score;
  }
  void run(const std::vector<std::string>& uris) {
    (void)probe(uris.front());
    std::vector<const char*> names;
    for (const auto& uri : uris) names.push_back(uri.c_str());
    fg_open open{};
    open.struct_size = sizeof open;
    open.file_count = static_cast<uint32_t>(names.size()), open.files = names.data();
    const char* const none = nullptr;
    open.sidecars = &none;
    auto error = no_error();
    if (worked("open", table_->open(plugin_, &open, &reader_, &error), error)) {
      opened = true;
      look();
      table_->close(reader_);
    }
    if (host_.open_files != 0) broke("close", "files are left open");
    if (host_.taken != 0) broke("close", "memory of the host is kept");
    if (!host_.broken.empty()) broke("host", host_.broken);
  }

  std::string broken; // the promise that was broken first; "" when none was
  bool opened = false;
  size_t values = 0, fields = 0, frames = 0, bands = 0, failures = 0;

 private:
  void look();                                // what the clip is
  void read_values(int64_t first, int64_t count); // vendor values, and what they mean
  void visit_frames(int64_t count);
  void visit_trim(int64_t count); // the first and the last frames, when it offers that
  void visit_frame(fg_decoder* lane, int64_t index, const fg_decode_mode& mode);
  void decode(fg_decoder* lane, const fg_decode_request& ask, const fg_image_desc& desc, fg_rect window, const fg_decode_mode& mode, bool whole);

  void broke(const char* call, const std::string& what) {
    if (broken.empty()) broken = std::string(call) + ": " + what;
  }
  void hold(bool holds, const char* call, const char* what) {
    if (!holds) broke(call, what);
  }
  // A file can not cause an internal error, nor that the host did wrong, nor hunger; and every failure has words.
  bool worked(const char* call, fg_status status, const fg_error& error) {
    if (status == FG_OK) return true;
    ++failures;
    const std::string said(error.message, ::strnlen(error.message, sizeof error.message));
    hold(said.size() >= 8 && said.size() < sizeof error.message, call, "failed without words");
    hold(error.status == status, call, "the error record has another status");
    if (status == FG_E_INTERNAL || status == FG_E_INVALID_ARGUMENT || status == FG_E_NO_MEMORY)
      broke(call, "status " + std::to_string(status) + ": " + said);
    return false;
  }

  const fg_entry& entry_;
  MemoryHost& host_;
  VisitLimits limits_;
  const fg_reader_v1* table_ = static_cast<const fg_reader_v1*>(entry_.get(FG_READER, limits_.reader));
  fg_plugin* plugin_ = nullptr;
  fg_reader* reader_ = nullptr;
  uint64_t read_ = 0; // a sum of all that pointers lead to, so that reading it is no dead code
};

}  // namespace fuzz
