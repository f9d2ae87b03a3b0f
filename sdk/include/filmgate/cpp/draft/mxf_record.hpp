// SPDX-License-Identifier: Apache-2.0
//
// Draft. The header metadata of an MXF file, verbatim, for a clip's record: "vendor.mxf.Identification.CompanyName". What only
// links one set to another is left out. An item that has no name here goes by its label, and its value is bytes.
// Source: the names of SMPTE's registers, ST 377-1 Annex.
#pragma once
#include <filmgate/cpp/draft/mxf_metadata.hpp>
#include <filmgate/cpp/record.hpp>

#include <cstdio>

namespace fg {
inline namespace v1 {
namespace draft {

enum class MxfType : uint8_t { link, number, signed_number, rational, text, label, timestamp, numbers32, bytes };
struct MxfName { uint16_t tag; MxfType type; const char* name; };

inline const MxfName* mxf_name(uint16_t tag) {
  using enum MxfType;
  static constexpr MxfName names[] = {
      {0x0102, link, ""}, {0x0201, link, ""}, {0x0202, number, "Duration"}, {0x1001, link, ""}, {0x1101, link, ""}, {0x1102, link, ""}, {0x1201, link, ""}, {0x1501, number, "StartTimecode"},
      {0x1502, number, "RoundedTimecodeBase"}, {0x1503, number, "DropFrame"}, {0x1901, link, ""}, {0x1902, link, ""}, {0x2701, link, ""},
      {0x3001, rational, "SampleRate"}, {0x3002, number, "ContainerDuration"}, {0x3004, label, "EssenceContainer"}, {0x3005, label, "Codec"}, {0x3006, number, "LinkedTrackId"},
      {0x3201, label, "PictureEssenceCoding"}, {0x3202, number, "StoredHeight"}, {0x3203, number, "StoredWidth"}, {0x3204, number, "SampledHeight"}, {0x3205, number, "SampledWidth"},
      {0x3206, signed_number, "SampledXOffset"}, {0x3207, signed_number, "SampledYOffset"}, {0x3208, number, "DisplayHeight"}, {0x3209, number, "DisplayWidth"},
      {0x320a, signed_number, "DisplayXOffset"}, {0x320b, signed_number, "DisplayYOffset"}, {0x320c, number, "FrameLayout"}, {0x320d, numbers32, "VideoLineMap"}, {0x320e, rational, "AspectRatio"},
      {0x320f, number, "AlphaTransparency"}, {0x3210, label, "TransferCharacteristic"}, {0x3211, number, "ImageAlignmentOffset"}, {0x3212, number, "FieldDominance"},
      {0x3213, number, "ImageStartOffset"}, {0x3214, number, "ImageEndOffset"}, {0x3215, number, "SignalStandard"}, {0x3216, signed_number, "StoredF2Offset"},
      {0x3217, signed_number, "DisplayF2Offset"}, {0x3218, number, "ActiveFormatDescriptor"}, {0x3219, label, "ColorPrimaries"}, {0x321a, label, "CodingEquations"},
      {0x3301, number, "ComponentDepth"}, {0x3302, number, "HorizontalSubsampling"}, {0x3303, number, "ColorSiting"}, {0x3304, number, "BlackRefLevel"}, {0x3305, number, "WhiteRefLevel"},
      {0x3306, number, "ColorRange"}, {0x3307, number, "PaddingBits"}, {0x3308, number, "VerticalSubsampling"}, {0x3309, number, "AlphaSampleDepth"}, {0x330b, number, "ReversedByteOrder"},
      {0x3401, bytes, "PixelLayout"}, {0x3405, number, "ScanningDirection"}, {0x3406, number, "ComponentMaxRef"}, {0x3407, number, "ComponentMinRef"},
      {0x3b02, timestamp, "LastModifiedDate"}, {0x3b03, link, ""}, {0x3b05, number, "Version"}, {0x3b06, link, ""}, {0x3b08, link, ""}, {0x3b09, label, "OperationalPattern"}, {0x3b0a, link, ""},
      {0x3b0b, link, ""}, {0x3c01, text, "CompanyName"}, {0x3c02, text, "ProductName"}, {0x3c03, bytes, "ProductVersion"}, {0x3c04, text, "VersionString"}, {0x3c05, label, "ProductUid"},
      {0x3c06, timestamp, "ModificationDate"}, {0x3c07, bytes, "ToolkitVersion"}, {0x3c08, text, "Platform"}, {0x3c09, link, ""}, {0x3c0a, link, ""},
      {0x3d01, number, "QuantizationBits"}, {0x3d02, number, "Locked"}, {0x3d03, rational, "AudioSamplingRate"}, {0x3d04, signed_number, "AudioRefLevel"}, {0x3d05, number, "ElectroSpatial"},
      {0x3d06, label, "SoundEssenceCoding"}, {0x3d07, number, "ChannelCount"}, {0x3d09, number, "AverageBytesPerSecond"}, {0x3d0a, number, "BlockAlign"}, {0x3d0b, number, "SequenceOffset"},
      {0x3f01, link, ""}, {0x3f06, number, "IndexId"}, {0x3f07, number, "EssenceId"}, {0x4401, bytes, "PackageId"}, {0x4402, text, "Name"}, {0x4403, link, ""},
      {0x4404, timestamp, "ModifiedDate"}, {0x4405, timestamp, "CreationDate"}, {0x4701, link, ""}, {0x4801, number, "TrackId"}, {0x4802, text, "TrackName"}, {0x4803, link, ""},
      {0x4804, number, "TrackNumber"}, {0x4b01, rational, "EditRate"}, {0x4b02, signed_number, "Origin"}};
  const auto* at = std::find_if(std::begin(names), std::end(names), [&](const MxfName& name) { return name.tag == tag; });
  return at == std::end(names) ? nullptr : at;
}

inline std::string mxf_set_name(const MxfSet& set) {
  static constexpr std::pair<uint8_t, const char*> names[] = {
      {0x0f, "Sequence"}, {0x11, "SourceClip"}, {0x14, "Timecode"}, {0x18, "ContentStorage"}, {0x23, "EssenceContainerData"}, {0x27, "PictureDescriptor"}, {0x28, "CdciDescriptor"}, {0x29, "RgbaDescriptor"},
      {0x2f, "Preface"}, {0x30, "Identification"}, {0x36, "MaterialPackage"}, {0x37, "SourcePackage"}, {0x3a, "StaticTrack"}, {0x3b, "Track"}, {0x42, "SoundDescriptor"}, {0x43, "DataDescriptor"},
      {0x44, "MultipleDescriptor"}, {0x47, "Aes3Descriptor"}, {0x48, "WaveDescriptor"}, {0x51, "MpegDescriptor"}, {0x5a, "Jpeg2000SubDescriptor"}, {0x5b, "VbiDescriptor"}, {0x5c, "AncDescriptor"}, {0x6e, "AvcSubDescriptor"}};
  for (const auto& [kind, name] : names) if (set.kind() == kind) return name;
  return label_text(set.key);
}

// "2014-12-04T02:05:17.000"; nothing when it is no date, or none is stated.
inline std::optional<std::string> mxf_date(const ByteView& v) {
  if (v.size() != 8 || v.u16be(0) == 0 || v.u16be(0) > 9999 || v.u8(2) < 1 || v.u8(2) > 12 || v.u8(3) < 1 || v.u8(3) > 31 || v.u8(4) > 23 || v.u8(5) > 59 || v.u8(6) > 60 || v.u8(7) > 249) return {};
  char out[40];
  std::snprintf(out, sizeof out, "%04u-%02u-%02uT%02u:%02u:%02u.%03u", v.u16be(0), v.u8(2), v.u8(3), v.u8(4), v.u8(5), v.u8(6), v.u8(7) * 4u);
  return std::string(out);
}

inline Value mxf_value(MxfType type, const MxfSet& set, const MxfItem& item) {
  const auto& v = item.value;
  const auto number = MxfSet::whole_number(&item);
  if (type == MxfType::number && number) return static_cast<int64_t>(*number);
  if (type == MxfType::signed_number && number) return static_cast<int64_t>(*number << (64 - 8 * v.size())) >> (64 - 8 * v.size());
  if (type == MxfType::rational && v.size() == 8) return *set.rational(item.tag);
  if (type == MxfType::text) return utf8_of_utf16be(v);
  if (type == MxfType::label && v.size() == 16) return label_text(label_at(v, 0));
  if (type == MxfType::timestamp) if (const auto date = mxf_date(v)) return *date;
  if (type == MxfType::numbers32) {
    std::vector<int64_t> out;
    for (const auto& one : MxfSet::elements(v)) if (one.size() == 4) out.push_back(one.i32be(0));
    return out;
  }
  return std::vector<uint8_t>(v.bytes().begin(), v.bytes().end());
}

inline void put_mxf_metadata(const MxfMetadata& metadata, const std::string& prefix, const Record& record) {
  for (const auto& set : metadata.sets()) {
    const auto name = prefix + mxf_set_name(set) + ".";
    if (set.kind() == 0x0f || set.kind() == 0x11 || set.kind() == 0x18) continue; // links, and durations that tracks repeat
    for (const auto& item : set.items) {
      const auto* known = mxf_name(item.tag);
      if (known && known->type == MxfType::link) continue;
      if (known) record.put(name + known->name, mxf_value(known->type, set, item));
      else record.put(name + metadata.tag_name(item.tag), mxf_value(MxfType::bytes, set, item));
    }
  }
}

}  // namespace draft
}  // namespace v1
}  // namespace fg
