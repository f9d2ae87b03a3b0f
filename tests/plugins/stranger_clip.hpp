// SPDX-License-Identifier: Apache-2.0
//
// Probing files, and an open clip through the raw reader table.
#pragma once
#include "plugins/stranger_metadata.hpp"

#include <fstream>

namespace stranger {

// 0 .. 100; head: as a host that discovers would read it.
inline int32_t probe(const Plugin& plugin, const std::string& path, std::string_view reader = {}) {
  std::ifstream in(path, std::ios::binary);
  std::vector<char> head(65536);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  const auto got = static_cast<uint32_t>(in.gcount());
  const fg_probe ask{sizeof(fg_probe),
                     path.c_str(),
                     reinterpret_cast<const uint8_t*>(head.data()),
                     got,
                     std::filesystem::file_size(path),
                     nullptr,
                     nullptr};
  return plugin.table<fg_reader_v1>(FG_READER, reader).probe(plugin.raw(), &ask);
}

class Clip {
 public:
  Clip(const Plugin& plugin, std::vector<std::string> files, std::vector<std::string> sidecars = {},
       const Settings& options = {}, std::string_view reader = {})
      : plugin_(plugin),
        table_(plugin.table<fg_reader_v1>(FG_READER, reader)),
        files_(std::move(files)),
        sidecars_(std::move(sidecars)) {
    std::vector<const char*> file_names, sidecar_names;
    for (const auto& file : files_) file_names.push_back(file.c_str());
    for (const auto& file : sidecars_) sidecar_names.push_back(file.c_str());
    const fg_open ask{sizeof(fg_open),
                      static_cast<uint32_t>(files_.size()),
                      static_cast<uint32_t>(sidecars_.size()),
                      options.size(),
                      file_names.data(),
                      sidecar_names.data(),
                      options.data(),
                      nullptr};
    auto error = no_error();
    check(table_.open(plugin.raw(), &ask, &reader_, &error), error);
  }
  ~Clip() { table_.close(reader_); }
  Clip(const Clip&) = delete;

  const fg_reader_v1& table() const { return table_; }
  fg_reader* raw() const { return reader_; }
  fg_clip_info info() const {  // native belongs to the reader
    fg_clip_info out{};
    out.struct_size = sizeof out;
    auto error = no_error();
    check(table_.clip(reader_, &out, &error), error);
    return out;
  }
  fg_decode_mode mode(uint32_t index = 0) const {
    fg_decode_mode out{};
    out.struct_size = sizeof out;
    auto error = no_error();
    check(table_.mode(reader_, index, &out, &error), error);
    return out;
  }
  std::vector<ParamFact> params() const {
    std::vector<ParamFact> out;
    const auto sink = param_sink(out);
    auto error = no_error();
    check(table_.params(reader_, &sink, &error), error);
    return out;
  }
  // first -1: the clip's own. A failure keeps what was delivered in *partial.
  std::vector<Entry> metadata(int64_t first = -1, int64_t count = 1, std::vector<Entry>* partial = nullptr) const {
    std::vector<Entry> out;
    const auto sink = record_sink(out);
    auto error = no_error();
    const auto status = table_.metadata(reader_, first, count, &sink, nullptr, &error);
    if (partial) *partial = out;
    check(status, error);
    return out;
  }
  std::vector<FileFact> files() const {
    std::vector<FileFact> out;
    const fg_file_sink sink{sizeof(fg_file_sink), &out,
                            [](void* ctx, int32_t kind, const char* uri, int32_t present) noexcept -> int32_t {
                              static_cast<std::vector<FileFact>*>(ctx)->push_back({kind, uri, present != 0});
                              return 0;
                            }};
    auto error = no_error();
    check(table_.files(reader_, &sink, &error), error);
    return out;
  }
  // What the bundle's own normalise makes of this clip's values.
  std::map<std::string, Field> fields(int64_t frame = -1) const {
    Kept kept;
    const auto sink = kept.sink();
    auto error = no_error();
    check(table_.metadata(reader_, frame, 1, &sink, nullptr, &error), error);
    return normalise(plugin_, kept.data(), kept.size(), frame);
  }

 private:
  const Plugin& plugin_;
  const fg_reader_v1& table_;
  std::vector<std::string> files_, sidecars_;
  fg_reader* reader_ = nullptr;
};

}  // namespace stranger
