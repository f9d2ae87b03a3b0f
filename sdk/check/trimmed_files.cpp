// SPDX-License-Identifier: Apache-2.0
#include "trimmed_files.hpp"

#include <algorithm>
#include <cstdio>

namespace check {
namespace {

namespace fs = std::filesystem;

bool is_name(const std::string& name) { return !name.empty() && name.size() < 256 && name[0] != '.' && name.find('/') == name.npos; }

}  // namespace

TrimmedFiles::TrimmedFiles(fs::path folder, std::vector<std::string> originals, uint64_t most)
    : folder_(std::move(folder)), originals_(std::move(originals)), most_(most) {
  fs::create_directory(folder_);
}

fg_status TrimmedFiles::break_rule(const std::string& text) {
  if (!wrong_) wrong_ = text;
  why_ = text;
  return FG_E_INVALID_ARGUMENT;
}

fg_status TrimmedFiles::begin(const char* name) {
  if (!name || !is_name(name)) return break_rule(fg::concat("begin: '", std::string_view(name ? name : ""), "' is no name for a file"));
  const auto file = folder_ / name;
  if (std::find(files_.begin(), files_.end(), file) != files_.end()) return break_rule(fg::concat("begin: two files named ", std::string_view(name)));
  files_.push_back(file);
  current_.close();
  current_.open(file, std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
  written_ = 0;
  return FG_OK;
}

fg_status TrimmedFiles::append(const void* bytes, uint64_t count) {
  if (files_.empty()) return break_rule("put: before begin");
  if (count > most_ - all_) return why_ = "no space left on device", FG_E_IO;
  current_.seekp(static_cast<std::streamoff>(written_)).write(static_cast<const char*>(bytes), static_cast<std::streamsize>(count));
  written_ += count, all_ += count;
  return current_ ? FG_OK : (why_ = "the scratch folder cannot be written", FG_E_IO);
}

fg_status TrimmedFiles::copy(uint32_t file, uint64_t offset, uint64_t count) {
  if (file >= originals_.size()) return break_rule(fg::concat("copy: the clip has no file ", file, ", only ", originals_.size()));
  const auto size = fs::file_size(originals_[file]);
  if (offset > size || count > size - offset)
    return why_ = fg::concat(originals_[file], ": ends at ", size, ", bytes ", offset, " to ", offset + count, " were wanted"), FG_E_TRUNCATED;
  std::ifstream in(originals_[file], std::ios::binary);
  in.seekg(static_cast<std::streamoff>(offset));
  for (std::vector<char> block(1 << 20); count > 0;) {
    const auto piece = std::min<uint64_t>(count, block.size());
    in.read(block.data(), static_cast<std::streamsize>(piece));
    if (const auto status = append(block.data(), piece); status != FG_OK) return status;
    count -= piece;
  }
  return FG_OK;
}

fg_status TrimmedFiles::patch(uint64_t offset, const void* bytes, uint64_t count) {
  if (files_.empty()) return break_rule("patch: before begin");
  if (offset > written_ || count > written_ - offset)
    return break_rule(fg::concat("patch: bytes ", offset, " to ", offset + count, " were not written yet, only ", written_, " are there"));
  current_.seekp(static_cast<std::streamoff>(offset)).write(static_cast<const char*>(bytes), static_cast<std::streamsize>(count));
  return FG_OK;
}

template <class Step>
fg_status TrimmedFiles::answer(const Step& step, fg_error* error) {
  const fg_status status = step();
  if (status == FG_OK) return FG_OK;
  refused_ = status;
  if (error) std::snprintf(error->message, sizeof error->message, "%s", why_.c_str());
  return status;
}

fg_trim_sink TrimmedFiles::sink() {
  using Self = TrimmedFiles;
  return {sizeof(fg_trim_sink), this,
          [](void* ctx, const char* name, fg_error* e) noexcept { return static_cast<Self*>(ctx)->answer([&] { return static_cast<Self*>(ctx)->begin(name); }, e); },
          [](void* ctx, const void* bytes, uint64_t n, fg_error* e) noexcept { return static_cast<Self*>(ctx)->answer([&] { return static_cast<Self*>(ctx)->append(bytes, n); }, e); },
          [](void* ctx, uint32_t file, uint64_t offset, uint64_t n, fg_error* e) noexcept {
            return static_cast<Self*>(ctx)->answer([&] { return static_cast<Self*>(ctx)->copy(file, offset, n); }, e);
          },
          [](void* ctx, uint64_t offset, const void* bytes, uint64_t n, fg_error* e) noexcept {
            return static_cast<Self*>(ctx)->answer([&] { return static_cast<Self*>(ctx)->patch(offset, bytes, n); }, e);
          }};
}

std::vector<fs::path> TrimmedFiles::files() {
  current_.flush();
  return files_;
}

}  // namespace check
