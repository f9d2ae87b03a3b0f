// SPDX-License-Identifier: Apache-2.0
//
// Draft. Walks over a hostile XML text, one piece after the other: elements with their attributes, text, ends. UTF-8 only; no
// document type, so no entities but XML's own five and characters by number; comments and instructions are passed over.
//   for (auto piece = cursor.next(); piece != XmlPiece::end; piece = cursor.next()) …
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/draft/xml_text.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace fg {
inline namespace v1 {
namespace draft {

enum class XmlPiece { element, text, element_end, end };
struct XmlAttribute { std::string name, value; };

class XmlCursor {
 public:
  static constexpr size_t most_depth = 64, most_attributes = 256, longest_name = 1024;

  explicit XmlCursor(const ByteView& text)
      : view_(text), text_(reinterpret_cast<const char*>(text.bytes().data()), text.size()) {
    if (text_.starts_with("\xFE\xFF") || text_.starts_with("\xFF\xFE")) refuse(FG_E_UNSUPPORTED, "UTF-16; UTF-8 is read");
    (void)take("\xEF\xBB\xBF");
  }
  const std::string& name() const { return open_.back(); } // of the element that begins or ends, or that the text is of
  const std::vector<XmlAttribute>& attributes() const { return attributes_; } // of the element that began last
  const std::string& text() const { return value_; }
  size_t depth() const { return open_.size(); } // the root's is 1

  XmlPiece next() {
    if (std::exchange(leaves_, false)) open_.pop_back();
    if (std::exchange(empty_, false)) return leaves_ = true, XmlPiece::element_end;
    for (;;) {
      if (open_.empty()) skip_space();
      if (at_ == text_.size()) return finish();
      if (take("<!--")) skip_to("-->", "a comment");
      else if (take("<?")) skip_to("?>", "an instruction");
      else if (take("<![CDATA[")) return cdata();
      else if (text_.substr(at_, 2) == "<!") refuse(FG_E_UNSUPPORTED, "a document type; XML with one is not read");
      else if (take("</")) return close();
      else if (take("<")) return open();
      else return characters();
    }
  }

 private:
  template <class... Parts>
  [[noreturn]] void refuse(fg_status status, const Parts&... why) const {
    fail(status, view_.name(), ": offset ", view_.base() + at_, ": ", why...);
  }
  bool take(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }
  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  size_t find(std::string_view wanted, const char* within) const {
    const size_t out = text_.find(wanted, at_);
    if (out == std::string_view::npos) refuse(FG_E_TRUNCATED, "the text ends within ", within);
    return out;
  }
  void skip_to(std::string_view wanted, const char* within) { at_ = find(wanted, within) + wanted.size(); }
  std::string word() {
    const size_t end = std::min(text_.find_first_of(" \t\r\n=/><\"'&", at_), text_.size());
    const auto out = text_.substr(at_, end - at_);
    if (out.empty() || out.size() > longest_name || out.find('\0') != out.npos) refuse(FG_E_CORRUPT, "a name is wanted");
    at_ = end;
    return std::string(out);
  }
  std::string decoded(size_t end) const { return xml_decoded(text_.substr(at_, end - at_), view_.name(), view_.base() + at_); }

  XmlPiece finish() const {
    if (!open_.empty()) refuse(FG_E_TRUNCATED, "the text ends within '", open_.back(), "'");
    if (!rooted_) refuse(FG_E_CORRUPT, "no element");
    return XmlPiece::end;
  }
  XmlPiece open() {
    if (open_.empty() && rooted_) refuse(FG_E_CORRUPT, "a second root element");
    if (open_.size() == most_depth) refuse(FG_E_UNSUPPORTED, "nested deeper than ", most_depth);
    open_.push_back(word());
    rooted_ = true, attributes_.clear();
    for (skip_space(); !take(">"); skip_space()) {
      empty_ = take("/>");
      if (empty_) break;
      attribute();
    }
    return XmlPiece::element;
  }
  void attribute() {
    if (at_ == text_.size()) refuse(FG_E_TRUNCATED, "the text ends within an element");
    if (attributes_.size() == most_attributes) refuse(FG_E_UNSUPPORTED, "more than ", most_attributes, " attributes");
    auto key = word();
    skip_space();
    if (!take("=")) refuse(FG_E_CORRUPT, "'=' is wanted");
    skip_space();
    const char quote = at_ < text_.size() ? text_[at_] : ' ';
    if (quote != '"' && quote != '\'') refuse(FG_E_CORRUPT, "a quote is wanted");
    ++at_;
    const size_t end = find(std::string_view(&quote, 1), "an attribute");
    for (const auto& other : attributes_)
      if (other.name == key) refuse(FG_E_CORRUPT, "the attribute '", key, "' twice");
    attributes_.push_back({std::move(key), decoded(end)});
    at_ = end + 1;
  }
  XmlPiece close() {
    if (open_.empty() || word() != open_.back()) refuse(FG_E_CORRUPT, "the end of another element");
    skip_space();
    if (!take(">")) refuse(FG_E_CORRUPT, "'>' is wanted");
    return leaves_ = true, XmlPiece::element_end;
  }
  XmlPiece characters() {
    if (open_.empty()) refuse(FG_E_CORRUPT, "text outside of the root element");
    const size_t end = find("<", "an element");
    value_ = decoded(end);
    at_ = end;
    return XmlPiece::text;
  }
  XmlPiece cdata() {
    if (open_.empty()) refuse(FG_E_CORRUPT, "text outside of the root element");
    const size_t end = find("]]>", "a CDATA section");
    value_ = std::string(text_.substr(at_, end - at_));
    at_ = end + 3;
    return XmlPiece::text;
  }

  ByteView view_;
  std::string_view text_;
  size_t at_ = 0;
  std::vector<std::string> open_;
  std::vector<XmlAttribute> attributes_;
  std::string value_;
  bool rooted_ = false, empty_ = false, leaves_ = false; // the innermost element ends with the next call, is left by it
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
