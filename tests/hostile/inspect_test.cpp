// SPDX-License-Identifier: Apache-2.0
//
// Spoilt samples through the program itself: a record or a file named as unread, and a worker that lives to say so.
#include "base/json.hpp"
#include "command_line.hpp"
#include "fuzz/seeds/dng_seeds.hpp"
#include "hostile/mutations.hpp"
#include "plugins/canon/canon_writer.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace {

std::string bytes_of(const std::string& file) {
  std::ifstream in(std::string(TEST_DATA_DIR) + "/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// At most `most` of them, spread over all.
std::vector<hostile::Mutation> some_of(const std::vector<hostile::Mutation>& all, size_t most) {
  std::vector<hostile::Mutation> out;
  for (size_t i = 0; i < std::min(most, all.size()); ++i) out.push_back(all[i * all.size() / std::min(most, all.size())]);
  return out;
}

void inspect(const FolderOfItsOwn& folder, const std::string& name, std::string bytes, const hostile::Mutation& how) {
  INFO(name << ", " << how.name);
  bytes.resize(how.size);
  if (how.bit >= 0) bytes[static_cast<size_t>(how.bit) / 8] = static_cast<char>(bytes[static_cast<size_t>(how.bit) / 8] ^ (1 << (how.bit % 8)));
  const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", "--frames", folder.write(name, bytes)}, "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR);
  CHECK((said.exit == 0 || said.exit == 1));
  const auto told = filmgate::Json::parse(said.out);
  REQUIRE(told.has_value());
  CHECK((*told)["clips"].items().size() + (*told)["unread"].items().size() == 1);
  const auto everything = said.out + said.err;
  CHECK(everything.find("the worker ") == std::string::npos); // how its death would be told
  CHECK(everything.find("SIG") == std::string::npos);
  CHECK(everything.find("the host itself failed") == std::string::npos);
}

void inspect_spoilt(const std::string& name, const std::string& bytes) {
  REQUIRE(!bytes.empty());
  const FolderOfItsOwn folder;
  for (const auto& how : some_of(hostile::truncations(bytes.size(), false), 20)) inspect(folder, name, bytes, how);
  for (const auto& how : some_of(hostile::bit_flips(bytes.size(), 2, 200), 30)) inspect(folder, name, bytes, how);
}

}  // namespace

TEST_CASE("a spoilt DNG becomes a record or is named") { inspect_spoilt("a.dng", bytes_of("dng/colorchart.dng")); }

TEST_CASE("a spoilt cine becomes a record or is named") {
  for (const char* file : {"phantom/chart1.cine", "phantom/cine_781.cine"}) inspect_spoilt("a.cine", bytes_of(file));
}

TEST_CASE("a spoilt test pattern becomes a record or is named") { inspect_spoilt("a.fgtp", bytes_of("testpattern/bars.fgtp")); }

TEST_CASE("a spoilt DNG with every kind of tag becomes a record or is named") {
  const auto bytes = fuzz::telling_dng();
  inspect_spoilt("telling.dng", std::string(bytes.begin(), bytes.end()));
}

TEST_CASE("a spoilt clip of Canon's becomes a record or is named") {
  inspect_spoilt("a.crm", canon_test::File{.cinema = true, .frames = 2, .pictures = {canon_test::picture(64, 48)}}.write());
}
