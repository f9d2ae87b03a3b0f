// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filmgate/cpp/host.hpp>

#include <stdexcept>

namespace {
fg_error guarded(void (*body)()) {
  auto error = fg::empty_error();
  error.status = fg::guard(&error, body);
  return error;
}
}  // namespace

TEST_CASE("a failure becomes its status, flags and words") {
  auto error = fg::empty_error();
  const auto status = fg::guard(&error, [] { throw fg::Failure(FG_E_CORRUPT, "offset 4: no", FG_ERR_CLIP_FATAL, 77); });
  CHECK(status == FG_E_CORRUPT);
  CHECK(error.status == FG_E_CORRUPT);
  CHECK(error.flags == FG_ERR_CLIP_FATAL);
  CHECK(error.vendor_code == 77);
  CHECK(std::string(error.message) == "offset 4: no");
}

TEST_CASE("whatever is thrown ends at the boundary") {
  CHECK(guarded([] {}).status == FG_OK);
  CHECK(guarded([] { throw std::bad_alloc(); }).status == FG_E_NO_MEMORY);
  CHECK(guarded([] { throw std::runtime_error("odd"); }).status == FG_E_INTERNAL);
  CHECK(std::string(guarded([] { throw std::runtime_error("odd"); }).message) == "odd");
  CHECK(guarded([] { throw 42; }).status == FG_E_INTERNAL);
  CHECK(guarded([] { throw fg::Failure(FG_OK, "a lie"); }).status == FG_E_INTERNAL);
  CHECK(fg::guard(nullptr, [] { fg::fail(FG_E_IO, "nobody listens"); }) == FG_E_IO);
}

TEST_CASE("an error record that is too small is left alone") {
  fg_error error{};
  error.struct_size = 16;
  fg::fill_error(&error, FG_E_IO, "words");
  CHECK(error.status == FG_OK);
  CHECK(error.message[0] == 0);
}

TEST_CASE("long words are cut between characters") {
  auto error = fg::empty_error();
  std::string words(sizeof error.message - 2, 'x');
  fg::fill_error(&error, FG_E_IO, words + "\xc3\xa9");  // two bytes, of which one would fit
  CHECK(error.message == words);
  fg::fill_error(&error, FG_E_IO, std::string(10000, 'y'));
  CHECK(std::strlen(error.message) == sizeof error.message - 1);
}

TEST_CASE("words are put together from texts and numbers") {
  CHECK(fg::concat("offset ", 12u, ": ", std::string("a"), '/', int64_t{-3}) == "offset 12: a/-3");
}

TEST_CASE("a host's refusal keeps the host's words") {
  auto error = fg::empty_error();
  fg::fill_error(&error, FG_E_NOT_FOUND, "gone", FG_ERR_RETRYABLE);
  try {
    fg::check(FG_E_NOT_FOUND, error);
    FAIL("nothing was thrown");
  } catch (const fg::Failure& failure) {
    CHECK(failure.status() == FG_E_NOT_FOUND);
    CHECK(failure.flags() == FG_ERR_RETRYABLE);
    CHECK(std::string(failure.what()) == "gone");
  }
  CHECK_NOTHROW(fg::check(FG_OK, error));
}
