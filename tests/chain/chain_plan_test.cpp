// SPDX-License-Identifier: Apache-2.0
#include "chain/open_chain.hpp"
#include "folder_of_its_own.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

using namespace filmgate;

namespace {
std::string clip_of(const FolderOfItsOwn& folder, uint32_t width, uint32_t height) {
  return make_fgtp::write(folder / "a.fgtp", make_fgtp::Header{.width = width, .height = height, .frames = 2});
}
}  // namespace

TEST_CASE("bands cover every row once, and are whole chunks of every compression") {
  const FolderOfItsOwn folder;
  for (const uint32_t height : {1u, 31u, 32u, 33u, 500u, 3096u})
    for (const std::string demosaic : {"fast", "hq"}) {
      if (height == 1) continue; // a mosaic needs two rows
      const OpenChain chain(clip_of(folder, 64, height), {{"demosaic", demosaic}});
      int32_t next = 0;
      for (int32_t i = 0; i < chain.plan->band_count(); ++i) {
        const auto band = chain.plan->band(i);
        CHECK(band.first == next);
        CHECK(band.first % 32 == 0);
        CHECK(band.count > 0);
        next = band.end();
      }
      CHECK(next == static_cast<int32_t>(height));
    }
}

TEST_CASE("a band asks backwards for its halo, and never for rows that are not there") {
  const FolderOfItsOwn folder;
  const OpenChain chain(clip_of(folder, 64, 400), {{"demosaic", "hq"}});
  CHECK(chain.plan->needs({0, 32})[0] == RowRange{0, 44});
  CHECK(chain.plan->needs({100, 32})[0] == RowRange{88, 56});
  CHECK(chain.plan->needs({368, 32})[0] == RowRange{356, 44});
  for (int32_t i = 0; i < chain.plan->band_count(); ++i) CHECK(chain.plan->needs(chain.plan->band(i))[0].count <= chain.plan->most_rows()[0]);
}

TEST_CASE("a larger halo makes higher bands, so that little is done twice") {
  const FolderOfItsOwn folder;
  const auto clip = clip_of(folder, 64, 3000);
  const OpenChain fast(clip, {{"demosaic", "fast"}}), hq(clip, {{"demosaic", "hq"}});
  CHECK(hq.plan->band_rows() > fast.plan->band_rows());
}

TEST_CASE("wide pictures get low bands, so that memory stays bounded") {
  const FolderOfItsOwn folder;
  const OpenChain chain(clip_of(folder, 60000, 200), {{"demosaic", "hq"}});
  CHECK(int64_t{chain.plan->band_rows()} * 60000 * 6 <= 20 << 20);
}
