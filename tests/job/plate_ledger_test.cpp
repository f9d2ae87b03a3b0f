// SPDX-License-Identifier: Apache-2.0
#include "plate_ledger.hpp"

#include "folder_of_its_own.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

LedgerEntry entry(const std::string& file, const std::string& fingerprint, uint64_t bytes, const std::string& hash) { return {file, fingerprint, {bytes, hash}}; }
PlateLedger ledger_in(const FolderOfItsOwn& folder) {
  PlateLedger out(Path(folder.path()), "a");
  out.read();
  return out;
}
const char* manifest = R"({"outputs":[{"path":"a.1001.exr","bytes":5,"xxh128":"aa","fingerprint":"f1"}]})";

}  // namespace

TEST_CASE("what one run records, another finds, by file and fingerprint") {
  const FolderOfItsOwn folder;
  REQUIRE(ledger_in(folder).record(std::vector{entry("a.1001.exr", "f1", 5, "aa"), entry("a.1002.exr", "f2", 6, "bb")}));
  REQUIRE(ledger_in(folder).record(std::vector{entry("a.1003.exr", "f3", 7, "cc")}));
  const auto ledger = ledger_in(folder);
  REQUIRE(ledger.find("a.1002.exr", "f2"));
  CHECK(ledger.find("a.1002.exr", "f2")->xxh128 == "bb");
  CHECK(ledger.find("a.1003.exr", "f3")->bytes == 7);
  CHECK_FALSE(ledger.find("a.1002.exr", "f1"));
  CHECK_FALSE(ledger.find("a.1001.exr", "f2"));
}

TEST_CASE("a line that was cut off costs itself and not the next run's") {
  const FolderOfItsOwn folder;
  folder.write(".a.journal", R"({"path":"a.1001.exr","bytes":5,"xxh1)");
  REQUIRE(ledger_in(folder).record(std::vector{entry("a.1002.exr", "f2", 6, "bb")}));
  CHECK(ledger_in(folder).find("a.1002.exr", "f2"));
  CHECK_FALSE(ledger_in(folder).find("a.1001.exr", ""));
}

TEST_CASE("papers that are no JSON, or lack what counts, are as if they were not there") {
  const FolderOfItsOwn folder;
  for (const char* text : {"", "{", "[]", "{\"outputs\":7}", R"({"outputs":[{"path":"a.1001.exr","fingerprint":"f1","bytes":5}]})",
                           R"({"outputs":[{"path":"a.1001.exr","fingerprint":"f1","bytes":-5,"xxh128":"aa"}]})"}) {
    CAPTURE(text);
    folder.write("a.manifest.json", text);
    folder.write(".a.journal", text);
    CHECK_FALSE(ledger_in(folder).find("a.1001.exr", "f1"));
  }
}

TEST_CASE("a manifest that is withdrawn leaves what it knew in the journal") {
  const FolderOfItsOwn folder;
  folder.write("a.manifest.json", manifest);
  auto ledger = ledger_in(folder);
  REQUIRE(ledger.withdraw_manifest());
  CHECK_FALSE(exists(ledger.manifest()));
  REQUIRE(ledger_in(folder).find("a.1001.exr", "f1"));
  ledger.close();
  CHECK(folder.files() == 0);
}

TEST_CASE("without a manifest there is nothing to withdraw, and no journal is made") {
  const FolderOfItsOwn folder;
  auto ledger = ledger_in(folder);
  CHECK(ledger.withdraw_manifest());
  CHECK(folder.files() == 0);
}

TEST_CASE("a journal that is a link is not written through") {
  const FolderOfItsOwn folder;
  folder.write("other", "x");
  std::filesystem::create_symlink(folder / "other", folder / ".a.journal");
  CHECK_FALSE(ledger_in(folder).record(std::vector{entry("a.1001.exr", "f1", 5, "aa")}));
  CHECK(std::filesystem::file_size(folder / "other") == 1);
}
