// SPDX-License-Identifier: Apache-2.0
#include "write_plate.hpp"

#include <ImfChannelList.h>
#include <ImfFrameBuffer.h>
#include <ImfInputFile.h>
#include <ImfIntAttribute.h>
#include <ImfStringAttribute.h>
#include <ImfStandardAttributes.h>
#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <pthread.h>
#include <set>
#include <sys/mman.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "folder_of_its_own.hpp"
#include "write/attributes.hpp"

using namespace filmgate;

namespace {

ExrHeader header_of(int32_t width, int32_t height, Compression compression) {
  ExrHeader out;
  out.width = width, out.height = height, out.compression = compression;
  return out;
}

std::string told(const Status& status) { return status ? "" : status.error().message; }

std::vector<uint16_t> read_back(const std::string& file) {
  Imf::InputFile in(file.c_str());
  const auto window = in.header().dataWindow();
  const auto width = static_cast<size_t>(window.max.x + 1), height = static_cast<size_t>(window.max.y + 1);
  std::vector<uint16_t> out(width * height * 3);
  Imf::FrameBuffer frame;
  size_t at = 0;
  for (const char* channel : {"B", "G", "R"})
    frame.insert(channel, Imf::Slice(Imf::HALF, reinterpret_cast<char*>(out.data() + width * at++), 2, width * 6));
  in.setFrameBuffer(frame);
  in.readPixels(0, window.max.y);
  return out;
}

}  // namespace

TEST_CASE("the OpenEXR library reads back every pixel, whatever the compression and the shape") {
  const FolderOfItsOwn folder;
  const std::pair<Compression, Imf::Compression> compressions[] = {{Compression::none, Imf::NO_COMPRESSION}, {Compression::zips, Imf::ZIPS_COMPRESSION},
                                                                   {Compression::zip, Imf::ZIP_COMPRESSION}, {Compression::piz, Imf::PIZ_COMPRESSION}};
  const std::pair<int32_t, int32_t> shapes[] = {{1, 1}, {7, 1}, {1, 33}, {64, 16}, {333, 131}, {2049, 70}};
  for (const auto& [compression, library] : compressions)
    for (const auto& [width, height] : shapes) {
      CAPTURE(name_of(compression), width, height);
      const auto rows = half_rows(width, height);
      const auto file = folder / fmt::format("{}-{}x{}.exr", name_of(compression), width, height);
      REQUIRE(told(write_plate(Path(file), header_of(width, height, compression), rows)) == "");
      CHECK((read_back(file) == rows));
      CHECK(Imf::InputFile(file.c_str()).header().compression() == library);
    }
}

TEST_CASE("flat rows become small") {
  const FolderOfItsOwn folder;
  const std::vector<uint16_t> flat(512 * 256 * 3, 0x3800);
  for (const auto compression : {Compression::zips, Compression::zip, Compression::piz}) {
    const auto file = folder / fmt::format("{}.exr", name_of(compression));
    REQUIRE(told(write_plate(Path(file), header_of(512, 256, compression), flat)) == "");
    CHECK(std::filesystem::file_size(file) < 512 * 256 * 6 / 10);
    CHECK((read_back(file) == flat));
  }
}

// ISA-L 2.30 made a hash of the address of its stream, 64 KiB pages counted; about three addresses in 8,192 showed.
TEST_CASE("the same rows give the same bytes wherever in memory they are encoded") {
#if defined(__SANITIZE_THREAD__)
  WARN("skipped: the thread sanitizer wants larger stacks, and much time for so many threads; the build without it has this test");
  return;
#endif
  const FolderOfItsOwn folder;
  constexpr size_t page = 64 << 10, stack = 8 * page, places = 12'000;
  auto made = ExrFile::create(Path(folder / "places.exr"), header_of(96, 16, Compression::zip));
  REQUIRE(made);
  std::vector<uint8_t> rows(16 * (*made)->row_bytes());
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<uint8_t>(i / 2 % 3);
  void* const reserved = mmap(nullptr, page * places + stack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  REQUIRE(reserved != MAP_FAILED);
  std::set<std::vector<uint8_t>> seen;
  struct Job {
    ExrFile& file;
    std::vector<uint8_t>& rows;
    std::set<std::vector<uint8_t>>& seen;
  } job{**made, rows, seen};
  const auto encode = [](void* argument) -> void* {
    auto& [file, in, out] = *static_cast<Job*>(argument);
    if (const auto encoded = file.encode(0, in)) out.insert(encoded->chunks.at(0).bytes);
    return nullptr;
  };
  for (size_t place = 0; place < places; ++place) {
    auto* const base = static_cast<uint8_t*>(reserved) + place * page;
    pthread_attr_t attributes;
    pthread_t thread;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstack(&attributes, base, stack) == 0);
    REQUIRE(pthread_create(&thread, &attributes, encode, &job) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&attributes);
    madvise(base, page, MADV_DONTNEED);
  }
  munmap(reserved, page * places + stack);
  CHECK(seen.size() == 1);
}

TEST_CASE("the header says what the pixels are") {
  const FolderOfItsOwn folder;
  auto header = header_of(4, 2, Compression::none);
  header.container = Container::strict;
  header.pixel_aspect = 2;
  header.attributes = {{"reelName", std::string("A001")}, {"isoSpeed", 800.0f}, {"framesPerSecond", ExrRational{24000, 1001}}, {"empty", std::string()}};
  add_timecode(header.attributes, *parse_timecode("13:36:49:07", Rational{24, 1}));
  const auto file = folder / "strict.exr";
  REQUIRE(write_plate(Path(file), header, half_rows(4, 2)));
  const Imf::InputFile in(file.c_str());
  const auto& read = in.header();
  CHECK(read.pixelAspectRatio() == 2);
  CHECK(read.lineOrder() == Imf::INCREASING_Y);
  CHECK(Imf::chromaticities(read).red == Imath::V2f(0.7347f, 0.2653f));
  CHECK(Imf::chromaticities(read).white == Imath::V2f(0.32168f, 0.33767f));
  CHECK(read.typedAttribute<Imf::IntAttribute>("acesImageContainerFlag").value() == 1);
  CHECK(read.typedAttribute<Imf::StringAttribute>("reelName").value() == "A001");
  CHECK(Imf::isoSpeed(read) == 800);
  CHECK(Imf::framesPerSecond(read).n == 24000);
  CHECK(Imf::framesPerSecond(read).d == 1001u);
  const auto timecode = Imf::timeCode(read);
  CHECK(timecode.hours() == 13);
  CHECK(timecode.minutes() == 36);
  CHECK(timecode.seconds() == 49);
  CHECK(timecode.frame() == 7);
  CHECK_FALSE(timecode.dropFrame());
  CHECK(read.find("empty") == read.end());
  CHECK(read.channels().find("A") == read.channels().end());
}

TEST_CASE("a relaxed plate has no container flag, and unknown primaries are not stated") {
  const FolderOfItsOwn folder;
  auto header = header_of(4, 2, Compression::zip);
  header.gamut = Gamut::unknown;
  const auto file = folder / "relaxed.exr";
  REQUIRE(write_plate(Path(file), header, half_rows(4, 2)));
  const Imf::InputFile in(file.c_str());
  CHECK(in.header().find("acesImageContainerFlag") == in.header().end());
  CHECK_FALSE(Imf::hasChromaticities(in.header()));
}

TEST_CASE("chunks may be encoded ahead, by any thread and in any order") {
  const FolderOfItsOwn folder;
  const int32_t width = 65, height = 300;
  auto rows = half_rows(width, height);
  for (const auto compression : {Compression::zip, Compression::piz}) {
    const auto file = folder / fmt::format("{}.exr", name_of(compression));
    auto made = ExrFile::create(Path(file), header_of(width, height, compression));
    REQUIRE(made);
    const auto step = static_cast<size_t>((*made)->rows_per_chunk()), count = (height + step - 1) / step;
    std::vector<Result<EncodedRows>> encoded(count);
    std::vector<uint8_t> packed(reinterpret_cast<uint8_t*>(rows.data()), reinterpret_cast<uint8_t*>(rows.data() + rows.size()));
    std::vector<std::thread> threads;
    for (size_t lane = 0; lane < 4; ++lane)
      threads.emplace_back([&, lane] {
        for (size_t i = count - 1 - lane; i < count; i -= 4) {
          const auto bytes = step * (*made)->row_bytes();
          const auto part = std::span(packed).subspan(i * bytes, std::min(bytes, packed.size() - i * bytes));
          encoded[i] = (*made)->encode(static_cast<int32_t>(i * step), part);
        }
      });
    for (auto& thread : threads) thread.join();
    for (const auto& one : encoded) {
      REQUIRE(one);
      REQUIRE(told((*made)->write(*one)) == "");
    }
    auto whole = (*made)->finish();
    REQUIRE(whole);
    REQUIRE(whole->publish_as(Path(file)));
    CHECK((read_back(file) == rows));
  }
}

TEST_CASE("the same rows give the same bytes, whoever encodes them") {
  const FolderOfItsOwn folder;
  const auto rows = half_rows(100, 70);
  std::string first;
  for (const char* name : {"a.exr", "b.exr"}) {
    REQUIRE(write_plate(Path(folder / name), header_of(100, 70, Compression::zip), rows));
    const auto bytes = read_text(Path(folder / name), 1 << 20).value();
    if (first.empty()) first = bytes;
    CHECK((bytes == first));
  }
}

namespace {

// Leaves small numbers all over the stack that the next call will use.
__attribute__((noinline)) void soil_the_stack(uint16_t with) {
  volatile uint16_t dirt[128 << 10];
  for (auto& one : dirt) one = with;
}

}  // namespace

TEST_CASE("the same rows give the same bytes, whatever lay in memory before") {
  const FolderOfItsOwn folder;
  const int32_t width = 400, height = 16;
  auto rows = half_rows(width, height);
  std::vector<uint8_t> packed(reinterpret_cast<uint8_t*>(rows.data()), reinterpret_cast<uint8_t*>(rows.data() + rows.size()));
  std::copy_n(packed.begin(), packed.size() / 2, packed.begin() + static_cast<ptrdiff_t>(packed.size() / 2)); // matches from far away
  const auto file = ExrFile::create(Path(folder / ".x.part"), header_of(width, height, Compression::zip));
  REQUIRE(file);
  std::vector<uint8_t> first;
  for (uint16_t dirt = 0; dirt < 16; ++dirt) {
    soil_the_stack(dirt);
    const auto encoded = (*file)->encode(0, packed);
    REQUIRE(encoded);
    if (dirt == 0) first = encoded->chunks[0].bytes;
    CAPTURE(dirt);
    REQUIRE_FALSE(first.empty());
    CHECK((encoded->chunks[0].bytes == first));
  }
}

TEST_CASE("strict refuses compression before any file is made") {
  const FolderOfItsOwn folder;
  auto header = header_of(4, 2, Compression::zip);
  header.container = Container::strict;
  const auto status = write_plate(Path(folder / "x.exr"), header, half_rows(4, 2));
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("uncompressed") != std::string::npos);
  CHECK(folder.files() == 0);
}

TEST_CASE("a file that is not finished removes itself") {
  const FolderOfItsOwn folder;
  REQUIRE(write_plate(Path(folder / ".x.part"), header_of(64, 64, Compression::zip), half_rows(64, 64), 32));
  CHECK(folder.files() == 0);
}

TEST_CASE("a temporary that somebody is writing is never written into") {
  const FolderOfItsOwn folder;
  folder.write(".x.part", "somebody else's");
  const OpenFile theirs(::open((folder / ".x.part").c_str(), O_RDWR | O_CLOEXEC));
  REQUIRE(::flock(theirs.fd(), LOCK_EX) == 0);
  CHECK_FALSE(write_plate(Path(folder / ".x.part"), header_of(4, 4, Compression::none), half_rows(4, 4)));
  CHECK(read_text(Path(folder / ".x.part"), 100).value() == "somebody else's");
}

namespace {

int exit_of_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a disk that is full is told, and leaves no file") {
  const FolderOfItsOwn folder;
  const int status = exit_of_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto done = write_plate(Path(folder / ".x.part"), header_of(256, 256, Compression::none), half_rows(256, 256));
    return done ? 1 : done.error().message.find(".x.part") == std::string::npos ? 2 : 0;
  });
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(folder.files() == 0);
}

TEST_CASE("a writer that crashes midway leaves nothing under the final name") {
  const FolderOfItsOwn folder;
  const int status = exit_of_child([&]() -> int {
    auto file = ExrFile::create(Path(folder / ".plate.1001.exr.a1.part"), header_of(64, 64, Compression::none));
    auto rows = half_rows(64, 64);
    std::span<uint8_t> packed(reinterpret_cast<uint8_t*>(rows.data()), rows.size());
    const auto encoded = (*file)->encode(0, packed.first((*file)->row_bytes() * 8));
    (void)(*file)->write(*encoded);
    ::raise(SIGKILL);
    return 0;
  });
  CHECK(WIFSIGNALED(status));
  CHECK_FALSE(exists(Path(folder / "plate.1001.exr")));
  const auto left = list_folder(Path(folder.path())).value();
  for (const auto& name : left) CHECK(name.ends_with(".part"));
}
