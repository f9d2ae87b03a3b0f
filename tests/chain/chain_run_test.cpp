// SPDX-License-Identifier: Apache-2.0
#include "chain/open_chain.hpp"
#include "folder_of_its_own.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/half.hpp>
#include <map>
#include <set>

using namespace filmgate;

namespace {

struct Kept { // frames as they would lie on disk
  std::map<int64_t, std::vector<uint8_t>> frames;
  std::map<int64_t, bool> done;
};

class KeepingSink final : public FrameSink {
 public:
  explicit KeepingSink(std::vector<uint8_t>& to, int32_t fail_at = -1) : to_(to), fail_at_(fail_at) {}
  struct Rows final : Encoded {
    RowRange rows;
    std::vector<uint8_t> bytes;
  };
  Result<std::unique_ptr<Encoded>> encode(RowRange rows, std::span<uint8_t> packed) const override {
    if (rows.first == fail_at_) return failure(Trouble::io, "the disk is full");
    auto out = std::make_unique<Rows>();
    out->rows = rows;
    out->bytes.assign(packed.begin(), packed.end());
    return std::unique_ptr<Encoded>(std::move(out));
  }
  Status write(std::unique_ptr<Encoded> encoded) override {
    const auto& rows = static_cast<Rows&>(*encoded);
    REQUIRE(rows.rows.first == next_); // in order, always
    next_ = rows.rows.end();
    to_.insert(to_.end(), rows.bytes.begin(), rows.bytes.end());
    return {};
  }
  Status finish() override { return {}; }

 private:
  std::vector<uint8_t>& to_;
  int32_t fail_at_, next_ = 0;
};

Kept run(OpenChain& chain, size_t threads, const std::vector<int64_t>& frames, int32_t fail_at = -1) {
  Kept kept;
  auto lanes = chain.lanes(threads);
  const RunHooks hooks{[&](const ChainFrame& frame) -> Result<std::unique_ptr<FrameSink>> {
                         return std::unique_ptr<FrameSink>(std::make_unique<KeepingSink>(kept.frames[frame.index], fail_at));
                       },
                       [&](int64_t index, const Status& status) {
                         kept.done[index] = status.has_value();
                         return true;
                       }};
  REQUIRE(run_chain(*chain.plan, lanes, frames, hooks, chain.job).has_value());
  return kept;
}

std::string clip_of(const FolderOfItsOwn& folder, uint32_t height, uint32_t frames) {
  return make_fgtp::write(folder / "a.fgtp", make_fgtp::Header{.width = 70, .height = height, .frames = frames});
}

}  // namespace

TEST_CASE("threads over bands and over frames give the bytes of one thread") {
  const FolderOfItsOwn folder;
  for (const std::string demosaic : {"fast", "hq"}) {
    OpenChain chain(clip_of(folder, 700, 6), {{"demosaic", demosaic}});
    const auto alone = run(chain, 1, {0, 1, 2, 3, 4, 5});
    REQUIRE(alone.frames.at(0).size() == 70u * 700 * 6);
    CHECK(alone.frames.at(0) != alone.frames.at(1));
    CHECK(run(chain, 3, {0, 1, 2, 3, 4, 5}).frames == alone.frames); // over frames
    CHECK(run(chain, 3, {0}).frames.at(0) == alone.frames.at(0));    // over bands
    CHECK(run(chain, 7, {4}).frames.at(4) == alone.frames.at(4));
  }
}

TEST_CASE("two stages in bands give what they give on the whole frame at once") {
  const FolderOfItsOwn folder;
  OpenChain chain(clip_of(folder, 700, 1), {}, {{"crop", "6,10,60,650"}});
  CHECK(chain.plan->length() == 2);
  CHECK(chain.plan->band_count() > 1);
  OpenChain developed(clip_of(folder, 700, 1));
  const auto cropped = run(chain, 2, {0}).frames.at(0), whole = run(developed, 1, {0}).frames.at(0);
  REQUIRE(cropped.size() == 60u * 650 * 6);
  // A crop is exact: row 10 + y of the whole, from column 6, in each of B, G, R.
  for (const size_t y : {0u, 1u, 31u, 32u, 100u, 649u})
    for (size_t c = 0; c < 3; ++c)
      CHECK(std::equal(cropped.begin() + static_cast<ptrdiff_t>((y * 3 + c) * 120), cropped.begin() + static_cast<ptrdiff_t>((y * 3 + c + 1) * 120),
                       whole.begin() + static_cast<ptrdiff_t>(((y + 10) * 3 + c) * 140 + 12)));
}

TEST_CASE("a band that fails ends its frame, on one thread and on many, and the others go on") {
  const FolderOfItsOwn folder;
  OpenChain chain(clip_of(folder, 700, 5));
  for (const size_t threads : {1u, 2u, 4u}) {
    const auto one = run(chain, threads, {0}, 64);
    CHECK_FALSE(one.done.at(0));
    const auto all = run(chain, threads, {0, 1, 2, 3, 4}, 64);
    CHECK(all.done.size() == 5);
  }
}

TEST_CASE("a frame whose decoding fails does not stop its neighbours") {
  const FolderOfItsOwn folder;
  const auto file = folder.write("a.rogue", "ROGUE decode fail 1");
  OpenChain chain(file, {{"colourspace", "camera"}}, {}, "bad_plugins", "org.filmgate.rogue.reader", "rogue");
  for (const size_t threads : {1u, 3u}) {
    const auto kept = run(chain, threads, {0, 1, 2});
    CHECK(kept.done.at(0));
    CHECK_FALSE(kept.done.at(1));
    CHECK(kept.done.at(2));
  }
}

TEST_CASE("a cancelled run says so and does not go on") {
  const FolderOfItsOwn folder;
  OpenChain chain(clip_of(folder, 64, 50));
  auto lanes = chain.lanes(2);
  std::set<int64_t> begun;
  std::vector<uint8_t> ignored;
  std::vector<int64_t> frames;
  for (int64_t i = 0; i < 50; ++i) frames.push_back(i);
  const RunHooks hooks{[&](const ChainFrame& frame) -> Result<std::unique_ptr<FrameSink>> {
                         begun.insert(frame.index);
                         chain.never = true;
                         return failure(Trouble::cancelled, "stop");
                       },
                       [](int64_t, const Status&) { return true; }};
  const auto result = run_chain(*chain.plan, lanes, frames, hooks, chain.job);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().trouble == Trouble::cancelled);
  CHECK(begun.size() < 10);
}

TEST_CASE("no more frames are begun when it is said that they would fail too") {
  const FolderOfItsOwn folder;
  for (const size_t threads : {1u, 2u}) {
    OpenChain chain(clip_of(folder, 64, 50));
    auto lanes = chain.lanes(threads);
    std::set<int64_t> begun;
    std::vector<int64_t> frames;
    for (int64_t i = 0; i < 50; ++i) frames.push_back(i);
    const RunHooks hooks{[&](const ChainFrame& frame) -> Result<std::unique_ptr<FrameSink>> {
                           begun.insert(frame.index);
                           return failure(Trouble::try_again, "the disk is full");
                         },
                         [](int64_t, const Status& status) { return status.has_value(); }};
    CHECK(run_chain(*chain.plan, lanes, frames, hooks, chain.job));
    CHECK(begun.size() <= threads);
  }
}

TEST_CASE("memory that runs out fails the frame or the run, on any thread, and never the process") {
  const FolderOfItsOwn folder;
  const bool in_begin = GENERATE(true, false);
  for (const size_t threads : {1u, 2u}) {
    OpenChain chain(clip_of(folder, 64, 8));
    auto lanes = chain.lanes(threads);
    std::vector<Trouble> told;
    const RunHooks hooks{[&](const ChainFrame&) -> Result<std::unique_ptr<FrameSink>> {
                           if (in_begin) throw std::bad_alloc();
                           return std::unique_ptr<FrameSink>();
                         },
                         [&](int64_t, const Status& status) {
                           if (!in_begin) throw std::bad_alloc();
                           told.push_back(status ? Trouble::internal : status.error().trouble);
                           return true;
                         }};
    const auto result = run_chain(*chain.plan, lanes, {0, 1, 2, 3, 4, 5, 6, 7}, hooks, chain.job);
    if (in_begin) CHECK((result && told == std::vector<Trouble>(8, Trouble::try_again)));
    else CHECK((!result && result.error().trouble == Trouble::try_again));
  }
}

TEST_CASE("rows that a reader lends feed the bands like rows that it copies") {
  const FolderOfItsOwn folder;
  OpenChain lent(folder.write("a.lender", "LENDS"), {{"colourspace", "camera"}}, {}, "bad_plugins", "org.filmgate.rogue.lender", "lender");
  OpenChain copied(folder.write("a.rogue", "ROGUE nowhere nothing"), {{"colourspace", "camera"}}, {}, "bad_plugins", "org.filmgate.rogue.reader", "rogue");
  const auto wanted = run(copied, 1, {0, 1});
  for (const size_t threads : {1u, 2u}) {
    const auto got = run(lent, threads, {0, 1});
    CHECK(got.done.at(0));
    CHECK(got.frames == wanted.frames);
  }
}

TEST_CASE("a reader gets planes and rows aligned and with slack, as it asked") {
  const FolderOfItsOwn folder;
  OpenChain chain(folder.write("a.particular", "WANTS"), {}, {}, "bad_plugins", "org.filmgate.rogue.particular", "particular");
  for (const size_t threads : {1u, 2u}) {
    const auto got = run(chain, threads, {0, 1});
    CHECK(got.done.at(0));
    const auto& bytes = got.frames.at(0);
    REQUIRE(bytes.size() == 70 * 50 * 6);
    const auto half_at = [&](size_t channel, size_t x, size_t y) { return fg::float_of_half(fg::ByteView(bytes, "frame").u16le(((y * 3 + channel) * 70 + x) * 2)); };
    for (const auto& [x, y] : {std::pair<size_t, size_t>{0, 0}, {69, 0}, {3, 31}, {0, 49}, {69, 49}}) {
      CAPTURE(x, y);
      CHECK(half_at(2, x, y) == static_cast<float>(y));
      CHECK(half_at(1, x, y) == static_cast<float>(x));
      CHECK(half_at(0, x, y) == static_cast<float>(x + y));
    }
  }
}
