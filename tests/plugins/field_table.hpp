// SPDX-License-Identifier: Apache-2.0
//
// A table of fields that a real export must give, each with where its value comes from; and small exports written by tests.
#pragma once
#include "folder_of_its_own.hpp"
#include "plugins/stranger_export.hpp"

#include <catch2/catch.hpp>

struct ExpectedField {
  const char* field;
  const char* text;  // as stranger::render() writes it
  const char* from;  // of the value: camdkit's published test, or a column by its definition
  int32_t status = FG_FIELD_PRESENT;
};

template <size_t count>
void check_fields(const std::map<std::string, stranger::Field>& fields, const ExpectedField (&table)[count]) {
  for (const auto& expected : table) {
    INFO(expected.field << ", from " << expected.from);
    const auto at = fields.find(expected.field);
    REQUIRE(at != fields.end());
    CHECK(at->second.text == expected.text);
    CHECK(at->second.status == expected.status);
  }
}

// What a file of these bytes tells.
inline std::deque<stranger::ToldClip> told_by(const stranger::Plugin& plugin, const std::string& name, const std::string& bytes) {
  const FolderOfItsOwn folder;
  folder.write(name, bytes);
  return stranger::extract(plugin, folder / name);
}
inline std::map<std::string, stranger::Field> fields_told_by(const stranger::Plugin& plugin, const std::string& name, const std::string& bytes) {
  const auto clips = told_by(plugin, name, bytes);
  REQUIRE(clips.size() == 1);
  return stranger::fields_of(plugin, clips[0]);
}
inline fg_status refusal_of(const stranger::Plugin& plugin, const std::string& name, const std::string& bytes, std::string* words = nullptr) {
  try {
    (void)told_by(plugin, name, bytes);
  } catch (const stranger::Error& error) {
    if (words) *words = error.what();
    return error.status();
  }
  return FG_OK;
}
// Bytes cut at any place give a refusal with words or values, and nothing worse.
inline void check_cuts(const stranger::Plugin& plugin, const std::string& name, const std::string& bytes, size_t step) {
  for (size_t length = 0; length < bytes.size(); length += step) {
    std::string words = "a refusal needs words";
    const auto status = refusal_of(plugin, name, bytes.substr(0, length), &words);
    INFO(length << ": " << words);
    CHECK((status == FG_OK || status == FG_E_TRUNCATED || status == FG_E_CORRUPT || status == FG_E_NOT_THIS_FORMAT));
    CHECK(words.size() > 10);
  }
}
