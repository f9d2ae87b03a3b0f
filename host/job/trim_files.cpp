// SPDX-License-Identifier: Apache-2.0
#include "trim_files.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr size_t block_bytes = 4 << 20, longest_name = 255;
constexpr size_t most_files = 1'000'000;
constexpr uint64_t between_looks = 256 << 20; // bytes between two looks at whether it is cancelled

std::string lock_name(std::string_view attempt) { return temporary_name(fmt::format("{}{}", trial_front.substr(1), attempt), "lock"); }

// Of attempts whose lock nobody holds any more.
void remove_left_behind(const Path& folder) {
  remove_abandoned(folder, [](std::string_view name) { return name.starts_with(trial_front.substr(1)); });
  const auto names = list_folder(folder);
  if (!names) return;
  for (const auto& name : *names) {
    if (!name.starts_with(trial_front)) continue;
    const auto attempt = name.substr(trial_front.size(), name.find('.', trial_front.size()) - trial_front.size());
    if (!std::binary_search(names->begin(), names->end(), lock_name(attempt))) (void)::unlink((folder / name).c_str());
  }
}

std::string_view chars(std::span<const uint8_t> bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace

Result<std::unique_ptr<TrimFiles>> TrimFiles::create(const Path& folder, const std::string& stem, const std::string& attempt,
                                                     std::vector<Path> originals, const std::atomic<bool>& cancelled) {
  remove_left_behind(folder);
  auto own = fmt::format("{}-{}", attempt, xxh128_of(stem).substr(0, 8)); // of this clip, and short
  std::replace(own.begin(), own.end(), '.', '_');                         // a dot ends it in the names
  FILMGATE_TRY(lock, TemporaryFile::create(folder / lock_name(own)));
  return std::unique_ptr<TrimFiles>(new TrimFiles(folder, std::move(own), std::move(lock), std::move(originals), cancelled));
}

TrimFiles::~TrimFiles() {
  for (const auto& file : files_)
    if (!file.temporary.empty()) ::unlink(file.temporary.c_str());
}

Status TrimFiles::check_name(const std::string& name) const {
  const bool plain = !name.empty() && !name.starts_with('.') && name.find('/') == name.npos && name.find('\0') == name.npos;
  if (!plain || trial_name(name, attempt_).size() > longest_name)
    return failure(Trouble::internal, "'{}' is no name for a file of a trimmed clip", Path(name).display());
  const bool twice = std::any_of(files_.begin(), files_.end(), [&](const TrimmedFile& file) { return file.name == name; });
  if (twice) return failure(Trouble::internal, "the trimmed clip would have two files named {}", Path(name).display());
  if (files_.size() >= most_files) return failure(Trouble::internal, "the trimmed clip would have more than {} files", most_files);
  return {};
}

Status TrimFiles::begin(const std::string& name) {
  FILMGATE_CHECK(check_name(name));
  const Path temporary = folder_ / trial_name(name, attempt_);
  current_ = OpenFile(::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!current_.open()) return system_failure(errno, temporary.display());
  files_.push_back({name, temporary, {}});
  written_ = 0;
  return {};
}

Status TrimFiles::put(std::span<const uint8_t> bytes) {
  if (!current_.open()) return failure(Trouble::internal, "bytes without a file that they belong to");
  FILMGATE_CHECK(write_all(current_.fd(), chars(bytes), files_.back().temporary));
  written_ += bytes.size(), bytes_ += bytes.size();
  return {};
}

Status TrimFiles::patch(uint64_t offset, std::span<const uint8_t> bytes) {
  if (!current_.open() || offset > written_ || bytes.size() > written_ - offset)
    return failure(Trouble::internal, "bytes {} .. {} were not written yet and can not be replaced", offset, offset + bytes.size());
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(current_.fd(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return system_failure(put < 0 ? errno : EIO, files_.back().temporary.display());
    bytes = bytes.subspan(static_cast<size_t>(put)), offset += static_cast<uint64_t>(put);
  }
  return {};
}

Status TrimFiles::open_original(uint32_t file) {
  if (file == opened_) return {};
  if (file >= originals_.size()) return failure(Trouble::internal, "the clip has no file {}, only {}", file, originals_.size());
  opened_ = UINT32_MAX;
  original_ = OpenFile(::open(originals_[file].c_str(), O_RDONLY | O_CLOEXEC));
  if (!original_.open()) return system_failure(errno, originals_[file].display());
  opened_ = file;
  return {};
}

// Within the kernel, which may share the blocks of a file system that can; through memory where it does not.
Status TrimFiles::copy_piece(uint64_t& offset, uint64_t& bytes) {
  const auto piece = static_cast<size_t>(std::min(bytes, between_looks));
  auto from = static_cast<off_t>(offset);
  ssize_t got = ::copy_file_range(original_.fd(), &from, current_.fd(), nullptr, piece, 0);
  if (got < 0 && errno == EINTR) return {};
  if (got < 0 && (errno == ENOSPC || errno == EDQUOT)) return system_failure(errno, files_.back().temporary.display());
  if (got <= 0) {
    block_.resize(block_bytes);
    do got = ::pread(original_.fd(), block_.data(), std::min(piece, block_bytes), static_cast<off_t>(offset));
    while (got < 0 && errno == EINTR);
    if (got < 0) return system_failure(errno, originals_[opened_].display());
    if (got == 0) return failure(Trouble::bad_data, "{}: offset {}: ends here, {} more bytes were wanted", originals_[opened_].display(), offset, bytes);
    FILMGATE_CHECK(write_all(current_.fd(), chars(std::span(block_).first(static_cast<size_t>(got))), files_.back().temporary));
  }
  const auto done = static_cast<uint64_t>(got);
  offset += done, bytes -= done, written_ += done, bytes_ += done;
  return {};
}

Status TrimFiles::copy(uint32_t file, uint64_t offset, uint64_t bytes) {
  if (!current_.open()) return failure(Trouble::internal, "bytes without a file that they belong to");
  FILMGATE_CHECK(open_original(file));
  if (offset > INT64_MAX || bytes > INT64_MAX - offset) return failure(Trouble::internal, "{} bytes from {} on are in no file", bytes, offset);
  while (bytes > 0) {
    if (cancelled_) return failure(Trouble::cancelled, "cancelled");
    FILMGATE_CHECK(copy_piece(offset, bytes));
  }
  return {};
}

Status TrimFiles::settle_file(TrimmedFile& file) const {
  const OpenFile open(::open(file.temporary.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!open.open() || ::fsync(open.fd()) != 0) return system_failure(errno, file.temporary.display());
  FILMGATE_TRY(hash, hash_of(open.fd(), file.temporary, [&](uint64_t) { return !cancelled_; }));
  file.hash = hash;
  const Path final_name = folder_ / file.name;
  if (!exists(final_name)) return {};
  const auto there = hash_of(final_name, [&](uint64_t) { return !cancelled_; });
  if (there && there->bytes == hash.bytes && there->xxh128 == hash.xxh128) return {};
  return failure(Trouble::usage, "{}: is there already and is another file; choose another folder", final_name.display());
}

Status TrimFiles::settle() {
  current_ = OpenFile();
  for (auto& file : files_) FILMGATE_CHECK(settle_file(file));
  return {};
}

Status TrimFiles::publish() {
  for (auto& file : files_) {
    const Path final_name = folder_ / file.name;
    if (::rename(file.temporary.c_str(), final_name.c_str()) != 0) return system_failure(errno, final_name.display());
    file.temporary = Path();
  }
  return sync_folder(folder_);
}

}  // namespace filmgate
