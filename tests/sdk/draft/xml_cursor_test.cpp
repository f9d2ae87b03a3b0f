// SPDX-License-Identifier: Apache-2.0
//
// The walk over XML: what it gives, and what it refuses.
#include "sdk/draft/open_file.hpp"

#include <filmgate/cpp/draft/xml_cursor.hpp>

using fg::draft::XmlCursor;
using fg::draft::XmlPiece;

namespace {

// "<a b='1'>x</a>" walks as "<a b=1>x</a>", whatever the spelling.
std::string walk(const std::string& text) {
  XmlCursor cursor(fg::ByteView({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, "a.xml", 0));
  std::string out;
  for (auto piece = cursor.next(); piece != XmlPiece::end; piece = cursor.next()) {
    if (piece == XmlPiece::text) out += cursor.text();
    else if (piece == XmlPiece::element_end) out += "</" + cursor.name() + ">";
    else {
      out += "<" + cursor.name();
      for (const auto& attribute : cursor.attributes()) out += " " + attribute.name + "=" + attribute.value;
      out += ">";
    }
  }
  CHECK(cursor.depth() == 0);
  CHECK(cursor.next() == XmlPiece::end);
  return out;
}
fg_status refused(const std::string& text, std::string* words = nullptr) { return draft_test::refused([&] { (void)walk(text); }, words); }

}  // namespace

TEST_CASE("elements, attributes and text come in their order") {
  CHECK(walk("<?xml version=\"1.0\"?>\n<a><!-- - --><b c='1' d = \"2>\"/>x<e\n>y</e ></a>\n<!-- end -->") == "<a><b c=1 d=2>></b>x<e>y</e></a>");
  CHECK(walk("\xEF\xBB\xBF<n:a xmlns:n=\"urn:x\"/>") == "<n:a xmlns:n=urn:x></n:a>");
  CHECK(walk("<a><![CDATA[<b>&amp;]]></a>") == "<a><b>&amp;</a>");
}

TEST_CASE("XML's own entities and characters by number are replaced, no others are known") {
  CHECK(walk("<a b=\"&lt;&gt;&quot;&apos;&amp;amp;\">&#65;&#x20AC;&#x1F3A5;&#233;</a>") == "<a b=<>\"'&amp;>A\xE2\x82\xAC\xF0\x9F\x8E\xA5\xC3\xA9</a>");
  for (const char* wrong : {"&e;", "&", "&#0;", "&#xD800;", "&#x110000;", "&#;", "&#x;", "&#12a;", "& amp;", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"})
    CHECK(refused("<a>" + std::string(wrong) + "</a>") == FG_E_CORRUPT);
}

TEST_CASE("a document type is refused, and with it every entity bomb") {
  CHECK(refused("<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>") == FG_E_UNSUPPORTED);
  CHECK(refused("<a><!ELEMENT b></a>") == FG_E_UNSUPPORTED);
  CHECK(refused("\xFF\xFE<\0a\0") == FG_E_UNSUPPORTED);
}

TEST_CASE("what is not well-formed is refused with its place in the file") {
  for (const char* wrong : {"", "x", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "<a b=1/>", "<a b/>", "<a b='1' b='2'/>", "<a <b/></a>", "< a/>", "<a/ >"})
    CHECK(refused(wrong) == FG_E_CORRUPT);
  for (const char* cut : {"<a>", "<a b='", "<a b='1'", "<a>x", "<!-- ", "<?xml ", "<a><![CDATA[x"}) CHECK(refused(cut) == FG_E_TRUNCATED);
  std::string words;
  CHECK(refused("<a>&e;</a>", &words) == FG_E_CORRUPT);
  CHECK(words.starts_with("a.xml: offset 3: "));
}

TEST_CASE("depth, attributes and names have limits") {
  std::string deep, wide = "<a";
  for (int i = 0; i < 65; ++i) deep += "<a>";
  for (int i = 0; i < 257; ++i) wide += " b" + std::to_string(i) + "=''";
  CHECK(refused(deep) == FG_E_UNSUPPORTED);
  CHECK(refused(wide + "/>") == FG_E_UNSUPPORTED);
  CHECK(refused("<" + std::string(2000, 'a') + "/>") == FG_E_CORRUPT);
}
