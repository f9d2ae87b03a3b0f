// SPDX-License-Identifier: Apache-2.0
//
// The manifests that lie in plugins/ beside each other: of a container that many makers write, the maker's reader and the one for
// any maker's are among the three that are asked.
#include "catalog/choice.hpp"

#include <catch2/catch.hpp>

#include "make_bundle.hpp"
#include "plugins/mxf_writer.hpp"

#include <fstream>
#include <sstream>

using namespace filmgate;

namespace {

Catalog shipped(const FolderOfItsOwn& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(PLUGIN_SOURCES)) {
    const auto manifest = entry.path() / "manifest.toml";
    if (!std::filesystem::exists(manifest)) continue;
    std::ostringstream text;
    text << std::ifstream(manifest).rdbuf();
    const auto name = entry.path().filename().string();
    folder.write(name + ".fgplugin/manifest.toml", text.str());
    folder.write(name + ".fgplugin/" + name + ".so", "");
  }
  return scan_bundles({Path(folder.path())});
}

std::vector<std::string> asked(const Catalog& catalog, const mxf::Clip& clip, const char* name = "a.mxf") {
  const auto bytes = clip.write();
  std::vector<std::string> out;
  for (const auto& choice : rank_readers(catalog, std::string(bytes.begin(), bytes.end()), Path(name)))
    if (out.size() < 3) out.push_back(choice.reader->id);
  return out;
}
bool holds(const std::vector<std::string>& ids, const char* id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

mxf::Clip of(const std::string& company, const std::string& container = "") {
  mxf::Clip out;
  out.company = company;
  if (!container.empty()) out.container = container;
  return out;
}

}  // namespace

TEST_CASE("an MXF file reaches its maker's reader, and the reader of any maker's") {
  const FolderOfItsOwn folder;
  const auto catalog = shipped(folder);
  CHECK(catalog.refused.empty());
  const auto cases = std::vector<std::pair<mxf::Clip, const char*>>{{of("Sony"), "sony"}, {of("Panasonic"), "panasonic"}, {of("ARRI"), "arriraw-mxf"},
                                                                     {of("Test", "060e2b34.04010108.0e060d03.02010101"), "sony"}, {of("Test", "060e2b34.04010108.0e0e0d03.02010101"), "panasonic"},
                                                                     {of("Test", "060e2b34.0401010d.0d010301.02220100"), "arriraw-mxf"}, {of("Nobody"), "movie-mxf"}};
  for (auto [clip, reader] : cases)
    for (const uint32_t run_in : {0u, 500u}) {
      clip.run_in = run_in;
      for (const char* name : {"a.mxf", "a.bin"}) {
        INFO(clip.company << " " << clip.container << " " << name << " behind " << run_in);
        const auto ids = asked(catalog, clip, name);
        CHECK(holds(ids, reader));
        CHECK(holds(ids, "movie-mxf"));
      }
    }
}

TEST_CASE("a container whose maker is none of them is claimed by its content by one reader only") {
  const FolderOfItsOwn folder;
  const auto catalog = shipped(folder);
  const auto bytes = of("Nobody").write();
  const auto choices = rank_readers(catalog, std::string(bytes.begin(), bytes.end()), Path("a.mxf"));
  REQUIRE_FALSE(choices.empty());
  CHECK(choices[0].reader->id == "movie-mxf");
  CHECK(choices[0].rank == 3);
  for (size_t i = 1; i < choices.size(); ++i) CHECK(choices[i].rank == 1); // by the extension alone
}
