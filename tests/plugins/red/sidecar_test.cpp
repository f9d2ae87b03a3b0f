// SPDX-License-Identifier: Apache-2.0
#include "plugins/stranger_reader.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.red");
  return loaded;
}

struct Read {
  std::map<std::string, stranger::Entry> entries;
  std::map<std::string, stranger::Field> fields;
  std::vector<stranger::FileFact> files;
};

Read read_with(const std::string& xml, const r3d::Red2& movie = {}) {
  const r3d::Scratch folder;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", movie.write())}, {folder.write("A.RMD", xml)});
  Read out;
  for (const auto& entry : clip.metadata())
    if (entry.key.starts_with("red.rmd.")) out.entries.emplace(entry.key, entry);
  out.fields = clip.fields();
  out.files = clip.files();
  return out;
}

}  // namespace

TEST_CASE("the values of a sidecar are kept with their types") {
  const auto read = read_with(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rmd version=\"1.0\"><clip><lens type=\"string\" value=\"40mm &amp; &quot;Art&quot;\"/>"
      "<poster_frame type=\"int\" value=\"12\"/><exposure type=\"float\" value=\"-0.5\"/><added_r3d_markers type=\"bool\" value=\"true\"/>"
      "<frame_rate_override num=\"24000\" den=\"1001\"/><look name=\"a\" size=\"33\"/><note>plain words</note></clip></rmd>");
  const auto& entries = read.entries;
  CHECK(entries.size() == 8);
  CHECK(entries.at("red.rmd.clip.lens").text == "40mm & \"Art\"");
  CHECK(entries.at("red.rmd.clip.poster_frame").type == uint32_t{FG_V_I64});
  CHECK(entries.at("red.rmd.clip.exposure").text == "-0.5");
  CHECK(entries.at("red.rmd.clip.added_r3d_markers").text == "true");
  CHECK(entries.at("red.rmd.clip.frame_rate_override").text == "24000/1001");
  CHECK(entries.at("red.rmd.clip.look.name").text == "a");
  CHECK(entries.at("red.rmd.clip.look.size").text == "33");
  CHECK(entries.at("red.rmd.clip.note").text == "plain words");
  REQUIRE(read.files.size() == 2);
  CHECK(read.files[1].kind == FG_FILE_SIDECAR);
  CHECK(read.files[1].present);
}

TEST_CASE("a sidecar's slate fills what the camera left empty and does not replace what it wrote") {
  const std::string xml = "<rmd><scene type=\"string\" value=\"12A\"/><take type=\"string\" value=\"\"/><director type=\"string\" value=\"of the tools\"/></rmd>";
  const auto empty = read_with(xml);
  CHECK(empty.fields.at("scene").text == "12A");
  CHECK_FALSE(empty.fields.contains("take"));
  const r3d::Red2 movie{.extra = r3d::Tags().text(0x1077, "of the camera")};
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", movie.write())}, {folder.write("A.RMD", xml)});
  stranger::Kept kept;
  const auto sink = kept.sink();
  auto error = stranger::no_error();
  REQUIRE(clip.table().metadata(clip.raw(), -1, 1, &sink, nullptr, &error) == FG_OK);
  std::vector<std::pair<std::string, stranger::Field>> all;
  (void)stranger::normalise(plugin(), kept.data(), kept.size(), -1, &all);
  std::vector<std::string> directors;
  for (const auto& [name, field] : all)
    if (name == "director") directors.push_back(field.text);
  CHECK(directors == std::vector<std::string>{"of the camera", "of the tools"}); // the host keeps the first, and the other beside it
}

TEST_CASE("entities that would read files or grow without end stay inert") {
  const auto read = read_with("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><r><lens type=\"string\" value=\"&x;&b;\"/></r>");
  CHECK(read.entries.at("red.rmd.lens").text == "&x;&b;");
}

TEST_CASE("a damaged, deep or large sidecar costs itself alone") {
  for (const std::string& xml : {std::string("<rmd><lens"), std::string("no xml"), std::string(), std::string(5 << 20, ' ')}) {
    const auto read = read_with(xml);
    CHECK(read.entries.empty());
    CHECK(read.fields.at("cameraMake").text == "RED");
    REQUIRE_FALSE(plugin().reports().empty());
    CHECK(std::any_of(plugin().reports().begin(), plugin().reports().end(), [](const stranger::Report& r) { return r.code == "unreadable-sidecar"; }));
  }
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  for (int i = 0; i < 100000; ++i) deep += "</a>";
  CHECK(read_with(deep).entries.empty());
  std::string many = "<rmd>";
  for (int i = 0; i < 10000; ++i) many += "<v" + std::to_string(i) + " value=\"1\"/>";
  CHECK(read_with(many + "</rmd>").entries.size() == 4096);
}

TEST_CASE("what is written like a rate and is none stays as it is written") {
  for (const std::string den : {"0", "-1", "", "x"}) {
    const auto entries = read_with("<rmd><rate num=\"24\" den=\"" + den + "\"/></rmd>").entries;
    CHECK(entries.at("red.rmd.rate.num").text == "24");
    CHECK(entries.at("red.rmd.rate.den").text == den);
  }
}

TEST_CASE("a sidecar whose names would become keys without end costs itself alone") {
  const auto read = read_with("<rmd><" + std::string(600, 'a') + " value=\"1\"/></rmd>");
  CHECK(read.entries.empty());
  REQUIRE_FALSE(plugin().reports().empty());
  CHECK(plugin().reports().back().code == "unreadable-sidecar");
}
