// SPDX-License-Identifier: Apache-2.0
//
// What a bundle's manifest says, as far as checks compare it with the binary.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace check {

struct Bundle {
  struct Reader {
    std::string id;
    std::vector<std::string> extensions;
    bool sequence = false, decodes = false;
  };
  struct Metadata {
    std::string id;
    std::vector<std::string> extensions; // of the sidecars and exports that it reads
  };
  std::filesystem::path folder, library;
  std::string id, version, licence;
  int64_t abi_major = 0, abi_minor = 0;
  std::vector<Reader> readers;
  std::vector<Metadata> metadata;
  std::vector<std::string> transforms; // ids

  // Throws a Finding that names the key. `folder` holds manifest.toml.
  static Bundle read(const std::filesystem::path& folder);
};

// Whether the file ends in one of them, in capitals or not.
bool has_extension(const std::vector<std::string>& extensions, const std::filesystem::path& file);

}  // namespace check
