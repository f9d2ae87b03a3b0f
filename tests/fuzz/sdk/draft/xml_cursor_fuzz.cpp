// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as XML: a walk whose ends fit its begins, or a refusal.
#include "fuzz/promise.hpp"

#include <filmgate/cpp/draft/xml_cursor.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using fg::draft::XmlPiece;
  try {
    fg::draft::XmlCursor cursor(fg::ByteView({data, size}, "a.xml"));
    size_t begun = 0, ended = 0, attributes = 0;
    for (auto piece = cursor.next(); piece != XmlPiece::end; piece = cursor.next()) {
      begun += piece == XmlPiece::element, ended += piece == XmlPiece::element_end;
      if (piece == XmlPiece::element) attributes += cursor.attributes().size();
      fuzz::promise(cursor.depth() >= 1 && cursor.depth() <= cursor.most_depth, "a depth that may not be");
    }
    fuzz::promise(begun == ended && begun > 0 && begun + attributes <= size, "begins and ends differ");
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    fuzz::promise(status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED, failure.what());
  }
  return 0;
}
