// SPDX-License-Identifier: Apache-2.0
#include "clip/finder.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include "folder_of_its_own.hpp"

using namespace filmgate;

namespace {

Bundle bundle_of(const std::string& id, ReaderEntry reader) {
  Bundle out;
  out.id = id, out.readers.push_back(std::move(reader));
  return out;
}

const Catalog& three_readers() {
  static const Catalog catalog = [] {
    Catalog out;
    const auto segments = *Expression::compile(R"((.+)_(\d{3})\.spn)", 2, Expression::Letters::any_case);
    const Magic magic{0, 0, "SEQ!", "\xff\xff\xff\xff"};
    out.bundles.push_back(bundle_of("a.sequence", {"seq", {}, {"seq"}, {}, {}, {magic}, true, {}}));
    out.bundles.push_back(bundle_of("b.spanned", {"span", {}, {"spn"}, {"{stem}.xml", "{clip}.note"}, {}, {}, false, segments}));
    const auto frames = *Expression::compile(R"((T\d{2})(\d{3})\.lap)", 2, Expression::Letters::any_case);
    out.bundles.push_back(bundle_of("d.lapse", {"lapse", {}, {"lap"}, {}, {}, {}, true, {}, frames}));
    out.bundles.push_back(bundle_of("c.single", {"one", {}, {"one"}, {}, {}, {}, false, {}}));
    return out;
  }();
  return catalog;
}

Found find(const std::vector<std::string>& paths) {
  static const FolderOfItsOwn data;
  static const auto formats = KnownFormats::read(Path(data.write(
      "k.toml", "[[format]]\nname = \"Other Camera\"\nextensions = [\"oth\"]\n[[format]]\ncompanion = true\nname = \"list\"\nextensions = [\"csv\", \"xml\"]\n")));
  REQUIRE(formats);
  std::vector<Path> asked(paths.begin(), paths.end());
  auto found = find_clips(asked, three_readers(), *formats);
  REQUIRE(found);
  return std::move(*found);
}

void write_frames(const FolderOfItsOwn& folder, const std::string& before, std::initializer_list<int> numbers) {
  for (const int number : numbers) {
    auto digits = std::to_string(number);
    folder.write(before + std::string(4 - digits.size(), '0') + digits + ".seq", "SEQ!");
  }
}

std::string names(const Found& found) {
  std::string out;
  for (const auto& clip : found.clips) out += clip.name + ":" + std::to_string(clip.files.size()) + " ";
  return out;
}

}  // namespace

TEST_CASE("numbered files make one clip, in the order of their numbers") {
  const FolderOfItsOwn folder;
  write_frames(folder, "A001C001.", {3, 1, 2});
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  const auto& clip = found.clips[0];
  CHECK(clip.name == "A001C001");
  CHECK(clip.files.front() == Path(folder / "A001C001.0001.seq"));
  CHECK(clip.files.back() == Path(folder / "A001C001.0003.seq"));
  CHECK(clip.problems.empty());
  REQUIRE(clip.choices.size() == 1);
  CHECK(clip.choices[0].bundle->id == "a.sequence");
  CHECK(clip.choices[0].rank == 3);
}

TEST_CASE("a sequence with gaps reports which frames are missing") {
  const FolderOfItsOwn folder;
  write_frames(folder, "A.", {1, 2, 5, 6, 8});
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  REQUIRE(found.clips[0].problems.size() == 1);
  const auto& problem = found.clips[0].problems[0];
  CHECK(problem.code == "missing-frames");
  CHECK(problem.severity == Severity::error);
  CHECK(problem.message.find("3 frames missing between 1 and 8: 3-4, 7") != std::string::npos);
}

TEST_CASE("two sequences in one folder are two clips, and so are two widths of number") {
  const FolderOfItsOwn folder;
  write_frames(folder, "A.", {1, 2});
  write_frames(folder, "B.", {1, 2, 3});
  folder.write("A.00001.seq", "SEQ!");
  const auto found = find({folder.path()});
  CHECK(names(found) == "A:2 A:1 B:3 ");
}

TEST_CASE("where a reader says which numbers count frames, others make no sequence") {
  const FolderOfItsOwn folder;
  for (const char* name : {"T01998.lap", "T01999.lap", "T02001.lap", "T02003.lap", "S0001.lap", "S0002.lap"}) folder.write(name, "x");
  const auto found = find({folder.path()});
  CHECK(names(found) == "S0001:1 S0002:1 T01:2 T02:2 ");
  CHECK(found.clips[2].problems.empty()); // another group's numbers are no frames of this one
  REQUIRE(found.clips[3].problems.size() == 1);
  CHECK(found.clips[3].problems[0].message.find("1 frames missing between 1 and 3: 2") != std::string::npos);
}

TEST_CASE("frames named by number alone take their folder's name") {
  const FolderOfItsOwn folder;
  write_frames(folder, "A003R1AB/", {7, 8});
  CHECK(names(find({folder.path()})) == "A003R1AB:2 ");
}

TEST_CASE("a third segment that is missing is reported") {
  const FolderOfItsOwn folder;
  for (const char* name : {"A001_001.spn", "A001_002.spn", "A001_004.spn"}) folder.write(name, "x");
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  CHECK(found.clips[0].name == "A001");
  REQUIRE(found.clips[0].problems.size() == 1);
  CHECK(found.clips[0].problems[0].code == "missing-segments");
  CHECK(found.clips[0].problems[0].message.find("1 segments missing between 1 and 4: 3") != std::string::npos);
}

TEST_CASE("a first segment that is missing is reported") {
  const FolderOfItsOwn folder;
  folder.write("A001_002.spn", "x");
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  REQUIRE(found.clips[0].problems.size() == 1);
  CHECK(found.clips[0].problems[0].message.find("the first segment is missing") != std::string::npos);
}

TEST_CASE("a sidecar goes to its clip and is not called unread") {
  const FolderOfItsOwn folder;
  for (const char* name : {"A001_001.spn", "A001_001.xml", "B.xml"}) folder.write(name, "x");
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  CHECK(found.clips[0].sidecars == std::vector<Path>{Path(folder / "A001_001.xml")});
  REQUIRE(found.unread.size() == 1);
  CHECK(found.unread[0].path == Path(folder / "B.xml"));
  CHECK(found.unread[0].companion);
}

TEST_CASE("files that are no sequence stay single, though numbered") {
  const FolderOfItsOwn folder;
  for (const char* name : {"C0001.one", "C0002.one"}) folder.write(name, "x");
  CHECK(names(find({folder.path()})) == "C0001:1 C0002:1 ");
}

TEST_CASE("a file that is named itself stands for itself") {
  const FolderOfItsOwn folder;
  write_frames(folder, "A.", {1, 2, 5});
  const auto found = find({folder / "A.0002.seq"});
  REQUIRE(found.clips.size() == 1);
  CHECK(found.clips[0].files.size() == 1);
  CHECK(found.clips[0].problems.empty());
}

TEST_CASE("what nobody reads is named with what it looks like") {
  const FolderOfItsOwn folder;
  folder.write("a.oth", "x");
  folder.write("b.bin", "x");
  folder.write("c.bin", "");
  folder.write("d.csv", "x");
  const auto found = find({folder.path()});
  CHECK(found.clips.empty());
  REQUIRE(found.unread.size() == 4);
  CHECK(found.unread[0].why == "looks like Other Camera; the plugin for it is not installed");
  CHECK(found.unread[1].why == "no installed plugin reads it");
  CHECK(found.unread[2].why == "the file is empty or cannot be read");
  CHECK(found.unread[3].companion);
  CHECK_FALSE(find({folder / "d.csv"}).unread.at(0).companion); // it was meant
}

TEST_CASE("folders are searched in depth, sorted; hidden files are passed over and links to folders not followed") {
  const FolderOfItsOwn folder;
  write_frames(folder, "card/B/B.", {1});
  write_frames(folder, "card/A/deeper/A.", {1});
  folder.write("card/.hidden.seq", "SEQ!");
  folder.write("card/.Trash/C.0001.seq", "SEQ!");
  folder.write("card/Thumbs.db", "x");
  REQUIRE(::symlink(folder.path().c_str(), (folder / "card/loop").c_str()) == 0);
  REQUIRE(::symlink((folder / "card/B/B.0001.seq").c_str(), (folder / "card/linked.0001.seq").c_str()) == 0);
  const auto found = find({folder / "card"});
  CHECK(names(found) == "linked:1 A:1 B:1 ");
  CHECK(found.unread.empty());
}

TEST_CASE("a pipe or a dangling link holds nothing up") {
  const FolderOfItsOwn folder;
  REQUIRE(::symlink("/nonexistent", (folder / "a.seq").c_str()) == 0);
  REQUIRE(std::system(("mkfifo '" + (folder / "b.seq") + "'").c_str()) == 0);
  const auto found = find({folder.path()});
  CHECK(found.clips.size() + found.unread.size() >= 1);
  CHECK_NOTHROW(find({folder / "b.seq"}));
}

TEST_CASE("a path that is not there is an error that names it") {
  const auto found = find_clips({Path("/nonexistent/clip")}, three_readers(), {});
  REQUIRE_FALSE(found);
  CHECK(found.error().message.find("/nonexistent/clip") != std::string::npos);
}

TEST_CASE("hostile numbers neither overflow nor fill the memory") {
  const FolderOfItsOwn folder;
  for (const char* name : {"A.000000000001.seq", "A.999999999999.seq", "B.99999999999999999999999999.seq", "B.00000000000000000000000001.seq",
                           "C_001.spn", "C_999.spn"})
    folder.write(name, "SEQ!");
  const auto found = find({folder.path()});
  CHECK(names(found).find("A:2 ") != std::string::npos);
  for (const auto& clip : found.clips)
    for (const auto& problem : clip.problems) CHECK(problem.message.size() < 4096);
}

TEST_CASE("a segment that is there twice hides no gap") {
  const FolderOfItsOwn folder;
  for (const char* name : {"A_001.spn", "A_001.SPN", "A_003.spn"}) folder.write(name, "x");
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  std::string said;
  for (const auto& problem : found.clips[0].problems) said += problem.message + "\n";
  CHECK(said.find("1 segments missing between 1 and 3: 2") != std::string::npos);
}

TEST_CASE("a sidecar may be named after the clip that its segments have in common") {
  const FolderOfItsOwn folder;
  for (const char* name : {"A_001.spn", "A_002.spn", "A.note", "A_001.note", "B.note"}) folder.write(name, "x");
  for (const auto& asked : {folder.path(), folder / "A_002.spn"}) {
    const auto found = find({asked});
    REQUIRE(found.clips.size() == 1);
    REQUIRE(found.clips[0].sidecars.size() == 1);
    CHECK(found.clips[0].sidecars[0] == Path(folder / "A.note"));
  }
}

TEST_CASE("a name that is no UTF-8 is found and shown escaped") {
  const FolderOfItsOwn folder;
  folder.write("caf\xe9.one", "x");
  const auto found = find({folder.path()});
  REQUIRE(found.clips.size() == 1);
  CHECK(found.clips[0].name == R"(caf\xe9)");
}

TEST_CASE("a thousand frames are found by reading one of them") {
  const FolderOfItsOwn folder;
  for (int i = 1000; i < 2000; ++i) folder.write("A." + std::to_string(i) + ".seq", "SEQ!");
  std::filesystem::permissions(folder / "A.1500.seq", std::filesystem::perms::none);
  const auto found = find({folder.path()});
  CHECK(names(found) == "A:1000 ");
  CHECK(found.clips[0].problems.empty());
}

TEST_CASE("a manifest's pattern that could take for ever costs its files nothing") {
  const FolderOfItsOwn folder;
  const std::string name = std::string(120, 'a') + ".spn";
  folder.write(name, "x");
  folder.write("b001.spn", "x");
  const auto formats = KnownFormats::read(Path(folder.write("k/k.toml", "")));
  REQUIRE(formats);
  for (const char* pattern : {R"((a*)*(\d{3})\.spn)", R"(((a+)+)+(\d)\.spn)", "((a?){100})(b)"}) {
    const auto segments = Expression::compile(pattern, 2);
    REQUIRE(segments);
    Catalog catalog;
    catalog.bundles.push_back(bundle_of("a.slow", {"slow", {}, {"spn"}, {}, {}, {}, false, *segments}));
    INFO(pattern);
    const auto found = find_clips({Path(folder / name), Path(folder.path())}, catalog, *formats);
    REQUIRE(found);
    CHECK(found->clips.size() == 3); // the file named itself, and both of the folder
  }
}

TEST_CASE("a table that somebody laid a mapping beside goes to who reads both, before those that know it by its name") {
  Catalog catalog;
  Bundle known, mapped;
  known.id = "a.known", known.metadata.push_back({"known", {"known."}, {"csv"}, {}, {}});
  mapped.id = "b.mapped", mapped.metadata.push_back({"mapped", {"mapped."}, {"csv"}, {}, {"{stem}.mapping.toml"}});
  catalog.bundles = {known, mapped};
  const FolderOfItsOwn folder;
  folder.write("a.csv", "Clip\n"), folder.write("b.csv", "Clip\n"), folder.write("b.mapping.toml", "mapping = 1\n"), folder.write("c.mapping.toml", "mapping = 1\n");
  const auto formats = KnownFormats::read(Path(folder.write("formats/k.toml", "")));
  REQUIRE(formats);
  const auto found = find_clips({Path(folder.path())}, catalog, *formats);
  REQUIRE(found);
  REQUIRE(found->exports.size() == 2);
  CHECK(found->exports[0].choices.size() == 1); // nothing lies beside a.csv
  CHECK(found->exports[0].choices[0].bundle->id == "a.known");
  REQUIRE(found->exports[1].choices.size() == 2);
  CHECK(found->exports[1].choices[0].bundle->id == "b.mapped");
  const auto& beside = found->exports[1].beside;
  REQUIRE(beside.size() == 1);
  CHECK(beside.begin()->second.at(0).name() == "b.mapping.toml");
  size_t mappings = 0; // one of no table is a file that nobody reads
  for (const auto& unread : found->unread) mappings += unread.path.name().ends_with(".mapping.toml") ? 1 : 0;
  CHECK(mappings == 1);
}
