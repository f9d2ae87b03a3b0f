// SPDX-License-Identifier: Apache-2.0
//
// The journal is JSON Lines. Runs at the same time may append to one; a line that was cut off is passed over.
#include "plate_ledger.hpp"

#include "write/temporary_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr uint64_t largest_paper = 256u << 20; // a million frames

Json line_of(const LedgerEntry& entry) {
  return Json::object({{"path", entry.file}, {"fingerprint", entry.fingerprint}, {"bytes", entry.hash.bytes}, {"xxh128", entry.hash.xxh128}});
}

Status append(int fd, std::string_view text, const Path& name) {
  FILMGATE_CHECK(write_all(fd, text, name));
  if (::fsync(fd) != 0) return system_failure(errno, name.display());
  return {};
}

}  // namespace

PlateLedger::PlateLedger(Path folder, const std::string& stem)
    : folder_(std::move(folder)), manifest_(folder_ / (stem + ".manifest.json")), recipe_(folder_ / (stem + ".recipe.json")),
      journal_(folder_ / ("." + stem + ".journal")) {}

void PlateLedger::add(const Json& line) {
  const auto &file = line["path"].text(), &fingerprint = line["fingerprint"].text(), &xxh128 = line["xxh128"].text();
  if (file.empty() || fingerprint.empty() || xxh128.empty() || line["bytes"].integer(-1) < 0) return;
  known_[{file, fingerprint}] = {static_cast<uint64_t>(line["bytes"].integer()), xxh128};
}

void PlateLedger::read() {
  if (const auto text = read_text(manifest_, largest_paper))
    if (const auto manifest = Json::parse(*text))
      for (const auto& output : (*manifest)["outputs"].items()) add(output);
  const auto journal = read_text(journal_, largest_paper);
  if (!journal) return;
  for (std::string_view rest = *journal; !rest.empty();) {
    const auto end = rest.find('\n');
    if (const auto line = Json::parse(rest.substr(0, end))) add(*line);
    rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
  }
}

const FileHash* PlateLedger::find(const std::string& file, const std::string& fingerprint) const {
  const auto at = known_.find({file, fingerprint});
  return at == known_.end() ? nullptr : &at->second;
}

Status PlateLedger::record(std::span<const LedgerEntry> entries) const {
  std::string text = "\n"; // ends the line of a run that was killed while it wrote
  for (const auto& entry : entries) text += line_of(entry).dump() + "\n";
  const OpenFile file(::open(journal_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!file.open()) return system_failure(errno, journal_.display());
  return append(file.fd(), text, journal_);
}

Status PlateLedger::withdraw_manifest() {
  if (withdrawn_) return {};
  if (exists(manifest_)) {
    std::vector<LedgerEntry> entries;
    for (const auto& [key, hash] : known_) entries.push_back({key.first, key.second, hash});
    (void)record(entries); // without it, frames that are there are rendered again
  }
  if (::unlink(manifest_.c_str()) == 0) FILMGATE_CHECK(sync_folder(folder_));
  else if (errno != ENOENT) return system_failure(errno, manifest_.display() + ": an older manifest cannot be removed");
  withdrawn_ = true;
  return {};
}

void PlateLedger::close() const { ::unlink(journal_.c_str()); }

}  // namespace filmgate
