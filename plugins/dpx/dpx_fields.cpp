// SPDX-License-Identifier: Apache-2.0
#include "dpx_fields.hpp"

namespace dpx {
namespace {

constexpr bool of_frame = true;

constexpr HeaderField fields[]{
    // generic: the file
    {8, Kind::text, "Version", 8},
    {16, Kind::u32, "FileSize", 0, "B"},
    {20, Kind::u32, "DittoKey"},
    {24, Kind::u32, "GenericHeaderSize", 0, "B"},
    {28, Kind::u32, "IndustryHeaderSize", 0, "B"},
    {32, Kind::u32, "UserDataSize", 0, "B"},
    {36, Kind::text, "FileName", 100, nullptr, of_frame},
    {136, Kind::text, "CreationDateTime", 24},
    {160, Kind::text, "Creator", 100},
    {260, Kind::text, "Project", 200},
    {460, Kind::text, "Copyright", 200},
    {660, Kind::u32, "EncryptionKey"},
    // generic: the image; its elements have a table of their own
    {768, Kind::u16, "ImageOrientation"},
    {770, Kind::u16, "ElementCount"},
    {772, Kind::u32, "PixelsPerLine", 0, "px"},
    {776, Kind::u32, "LinesPerElement", 0, "px"},
    // generic: the source
    {1408, Kind::u32, "SourceXOffset", 0, "px"},
    {1412, Kind::u32, "SourceYOffset", 0, "px"},
    {1416, Kind::f32, "SourceXCentre", 0, "px"},
    {1420, Kind::f32, "SourceYCentre", 0, "px"},
    {1424, Kind::u32, "SourceXSize", 0, "px"},
    {1428, Kind::u32, "SourceYSize", 0, "px"},
    {1432, Kind::text, "SourceFileName", 100, nullptr, of_frame},
    {1532, Kind::text, "SourceDateTime", 24},
    {1556, Kind::text, "InputDevice", 32},
    {1588, Kind::text, "InputDeviceSerialNumber", 32},
    {1620, Kind::u16, "BorderLeft", 0, "px"},
    {1622, Kind::u16, "BorderRight", 0, "px"},
    {1624, Kind::u16, "BorderTop", 0, "px"},
    {1626, Kind::u16, "BorderBottom", 0, "px"},
    {1628, Kind::u32, "PixelAspectHorizontal"},
    {1632, Kind::u32, "PixelAspectVertical"},
    {1636, Kind::f32, "ScannedXSize", 0, "mm"},
    {1640, Kind::f32, "ScannedYSize", 0, "mm"},
    // industry: film
    {1664, Kind::text, "FilmManufacturerId", 2},
    {1666, Kind::text, "FilmType", 2},
    {1668, Kind::text, "FilmPerforationOffset", 2, nullptr, of_frame},
    {1670, Kind::text, "FilmPrefix", 6},
    {1676, Kind::text, "FilmCount", 4, nullptr, of_frame},
    {1680, Kind::text, "FilmFormat", 32},
    {1712, Kind::u32, "FilmFramePosition", 0, nullptr, of_frame},
    {1716, Kind::u32, "FilmSequenceLength"},
    {1720, Kind::u32, "FilmHeldCount"},
    {1724, Kind::f32, "FilmFrameRate", 0, "1/s"},
    {1728, Kind::f32, "FilmShutterAngle", 0, "deg"},
    {1732, Kind::text, "FilmFrameId", 32, nullptr, of_frame},
    {1764, Kind::text, "FilmSlate", 100},
    // industry: television
    {1920, Kind::timecode, "TimeCode", 0, nullptr, of_frame},
    {1924, Kind::u32, "UserBits", 0, nullptr, of_frame},
    {1928, Kind::u8, "Interlace"},
    {1929, Kind::u8, "FieldNumber"},
    {1930, Kind::u8, "VideoSignal"},
    {1932, Kind::f32, "HorizontalSampleRate", 0, "Hz"},
    {1936, Kind::f32, "VerticalSampleRate", 0, "Hz"},
    {1940, Kind::f32, "TemporalSampleRate", 0, "1/s"},
    {1944, Kind::f32, "TimeOffset", 0, "ms"},
    {1948, Kind::f32, "Gamma"},
    {1952, Kind::f32, "BlackLevelCode"},
    {1956, Kind::f32, "BlackGain"},
    {1960, Kind::f32, "BreakPoint"},
    {1964, Kind::f32, "WhiteLevelCode"},
    {1968, Kind::f32, "IntegrationTime", 0, "s"},
};

constexpr HeaderField element_fields[]{
    {0, Kind::u32, "DataSign"},
    {4, Kind::u32, "LowData"},
    {8, Kind::f32, "LowQuantity"},
    {12, Kind::u32, "HighData"},
    {16, Kind::f32, "HighQuantity"},
    {20, Kind::u8, "Descriptor"},
    {21, Kind::u8, "Transfer"},
    {22, Kind::u8, "Colorimetric"},
    {23, Kind::u8, "BitDepth"},
    {24, Kind::u16, "Packing"},
    {26, Kind::u16, "Encoding"},
    {28, Kind::u32, "DataOffset", 0, "B"},
    {32, Kind::u32, "EndOfLinePadding", 0, "B"},
    {36, Kind::u32, "EndOfImagePadding", 0, "B"},
    {40, Kind::text, "Description", 32},
};

}  // namespace

std::span<const HeaderField> dpx_fields() { return fields; }
std::span<const HeaderField> dpx_element_fields() { return element_fields; }

}  // namespace dpx
