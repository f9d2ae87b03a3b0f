// SPDX-License-Identifier: Apache-2.0
//
// That the binary is what the manifest says, and that a plugin keeps its state in its handle.
#include "checks.hpp"

#include <filmgate/metadata.h>

#include <algorithm>
#include <memory>

namespace check {
namespace {

constexpr uint32_t most_tables = 1000;

template <class Table>
void check_interface(const fg_entry& entry, const char* interface_id, const std::vector<std::string>& listed) {
  std::vector<std::string> offered;
  for (uint32_t i = 0;; ++i) {
    expect(i < most_tables, "get(", interface_id, "): gives a table for every index; it must give NULL past the end");
    const auto* table = static_cast<const Table*>(call(fg::concat("get(", interface_id, ", ", i, ")"), entry.get, interface_id, i));
    if (!table) break;
    expect(table->id && *table->id, interface_id, " ", i, ": its table has no id");
    expect(table == call("get again", entry.get, interface_id, i), interface_id, " '", std::string_view(table->id), "': get() gives another table each time; tables are static");
    const auto* functions = reinterpret_cast<const void* const*>(table);
    for (size_t slot = 1; slot < sizeof(Table) / sizeof(void*); ++slot)
      expect(functions[slot] != nullptr, interface_id, " '", std::string_view(table->id), "': function ", slot, " of its table is NULL");
    offered.emplace_back(table->id);
  }
  for (const auto& id : listed)
    expect(std::find(offered.begin(), offered.end(), id) != offered.end(), "the manifest lists ", interface_id, " '", id, "', the library does not offer it");
  for (const auto& id : offered)
    expect(std::find(listed.begin(), listed.end(), id) != listed.end(), "the library offers ", interface_id, " '", id, "', the manifest does not list it");
}

}  // namespace

void check_entry(const Case& subject) {
  const auto& bundle = subject.bundle;
  const auto& entry = load(bundle);
  expect(FG_HAS(&entry, get), "the entry has ", entry.struct_size, " bytes; set struct_size to sizeof(fg_entry)");
  expect(entry.abi_major == FG_ABI_MAJOR && entry.abi_minor <= FG_ABI_MINOR, "the library is built for ABI ", entry.abi_major, ".", entry.abi_minor, ", this SDK's is ",
         FG_ABI_MAJOR, ".", FG_ABI_MINOR);
  expect(entry.abi_major == bundle.abi_major && entry.abi_minor == bundle.abi_minor, "the library is built for ABI ", entry.abi_major, ".", entry.abi_minor,
         ", the manifest says ", bundle.abi_major, ".", bundle.abi_minor);
  expect(entry.id && entry.version && entry.sdk_built, "id, version or sdk_built of the entry is NULL");
  expect(bundle.id == entry.id, "the library's id is '", std::string_view(entry.id), "', the manifest's '", bundle.id, "'");
  expect(bundle.version == entry.version, "the library's version is '", std::string_view(entry.version), "', the manifest's '", bundle.version, "'");
  expect(entry.create && entry.destroy && entry.get, "create, destroy or get of the entry is NULL");
  std::vector<std::string> readers, metadata;
  for (const auto& reader : bundle.readers) readers.push_back(reader.id);
  for (const auto& one : bundle.metadata) metadata.push_back(one.id);
  check_interface<fg_reader_v1>(entry, FG_READER, readers);
  check_interface<fg_metadata_v1>(entry, FG_METADATA, metadata);
  check_interface<fg_transform_v1>(entry, FG_TRANSFORM, bundle.transforms);
  expect(call("get of an unknown interface", entry.get, "fg.nobody/1", 0u) == nullptr, "get() gives a table for an interface that does not exist");
}

void check_instances(const Case& subject) {
  const auto& entry = load(subject.bundle);
  auto first = std::make_unique<Plugin>(subject.bundle, entry);
  Plugin second(subject.bundle, entry);
  expect(first->raw() != second.raw(), "two instances share one handle; all state must hang on it, for two hosts may load the library");
  if (FG_HAS(&entry, vendor_sdk) && entry.vendor_sdk) {
    const char* said = call("vendor_sdk", entry.vendor_sdk, second.raw());
    expect(!said || strnlen(said, 1000) < 1000, "vendor_sdk: a text without an end");
  }
  first.reset();
  for (int i = 0; i < 10; ++i) Plugin(subject.bundle, entry);
}

namespace {

// Bytes behind the struct's stated size must stay as they were: an older host has something else there.
template <class Struct, class Call>
void check_short_struct(const char* name, size_t size, Call ask) {
  alignas(16) unsigned char bytes[sizeof(Struct)];
  std::memset(bytes, 0x5C, sizeof bytes);
  std::memset(bytes, 0, size);
  auto* out = reinterpret_cast<Struct*>(bytes);
  out->struct_size = static_cast<uint32_t>(size);
  ask(out);
  expect(std::all_of(bytes + size, bytes + sizeof bytes, [](unsigned char b) { return b == 0x5C; }), name,
         ": wrote behind the ", size, " bytes that the host's struct has; set members through FG_HAS()");
}

}  // namespace

void check_struct_sizes(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  auto error = no_error();
  check_short_struct<fg_clip_info>("clip", offsetof(fg_clip_info, segments_found),
                                   [&](fg_clip_info* out) { (void)call("clip", clip.table().clip, clip.raw(), out, &error); });
  check_short_struct<fg_error>("open", offsetof(fg_error, message), [&](fg_error* out) {
    fg_open ask{};
    ask.struct_size = sizeof ask;
    const char* nowhere[] = {"/nowhere/at/all"};
    ask.file_count = 1, ask.files = nowhere, ask.job = plugin.host().job();
    fg_reader* reader = nullptr;
    if (call("open of a missing file", clip.table().open, plugin.raw(), &ask, &reader, out) == FG_OK && reader) call("close", clip.table().close, reader);
  });
  if (!clip.decodes() || clip.some_frames().empty()) return;
  check_short_struct<fg_decode_mode>("mode", offsetof(fg_decode_mode, base_align),
                                     [&](fg_decode_mode* out) { (void)call("mode", clip.table().mode, clip.raw(), 0u, out, &error); });
  const Lane lane(clip);
  const Values none;
  const auto ask = lane.request(0, none);
  check_short_struct<fg_frame_info>("frame", offsetof(fg_frame_info, effective),
                                    [&](fg_frame_info* out) { (void)call("frame", clip.table().frame, lane.raw(), &ask, out, &error); });
}

}  // namespace check
