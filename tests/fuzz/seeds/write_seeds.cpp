// SPDX-License-Identifier: Apache-2.0
//
// Writes the seeds that need not lie in the repository: camera files from the tests' own writers, heads of real files,
// and the project's own manifests and configuration.
//   write_seeds FOLDER        makes FOLDER/<target>/<seed>
#include "check/elf_writer.hpp"
#include "fuzz/seeds/gpr_seeds.hpp"
#include "plugins/arriraw/ari_fixture.hpp"
#include "plugins/braw/braw_writer.hpp"
#include "plugins/canon/canon_writer.hpp"
#include "plugins/mcraw/mcraw_writer.hpp"
#include "plugins/mlv/mlv_writer.hpp"
#include "plugins/phantom/cine_writer.hpp"
#include "plugins/mxf_writer.hpp"
#include "plugins/dpx/dpx_writer.hpp"
#include "plugins/images/exr_writer.hpp"
#include "plugins/images/icc_writer.hpp"
#include "plugins/images/jpeg_writer.hpp"
#include "plugins/images/tiff_writer.hpp"
#include "plugins/panasonic/p2_clip.hpp"
#include "plugins/red/r3d_writer.hpp"
#include "plugins/sony/sony_clip.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <random>

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<uint8_t>;
fs::path folder;
constexpr uint8_t mpeg2_sequence[]{0, 0, 1, 0xb3}, avc_set[]{0, 0, 1, 0x67}; // how their headers begin

Bytes read(const fs::path& file, size_t most = 1u << 20) {
  std::ifstream in(file, std::ios::binary);
  Bytes bytes{std::istreambuf_iterator<char>(in), {}};
  if (bytes.empty()) throw std::runtime_error(file.string() + " is empty or not there");
  bytes.resize(std::min(bytes.size(), most));
  return bytes;
}

void put(const std::string& target, const std::string& name, const Bytes& bytes) {
  fs::create_directories(folder / target);
  std::ofstream file(folder / target / name, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw std::runtime_error("can not write " + (folder / target / name).string());
}
void put(const std::string& target, const std::string& name, const std::string& text) { put(target, name, Bytes(text.begin(), text.end())); }

void camera_files(const fs::path& data) {
  put("plugins_arriraw_reader", "classic", ari::Frame(64, 8).bytes());
  put("plugins_arriraw_reader", "reverse", ari::Frame(64, 8).u32(0x00C, 3).packing(ari::Packing::reverse).trailing(16).bytes());
  mxf::Clip wrapped;
  wrapped.company = "ARRI", wrapped.width = 64, wrapped.height = 8, wrapped.frames = 2, wrapped.picture_key = "060e2b34.01020101.0d010301.15011c00";
  wrapped.container = "060e2b34.0401010d.0d010301.02220100", wrapped.coding = "060e2b34.0401010d.04010201.02010101", wrapped.data_key = "060e2b34.01020101.0d010301.17010f00";
  wrapped.picture = [](uint32_t n) { return ari::pack_classic(ari::random_codes(64, 8, n)); };
  wrapped.data = [](uint32_t) { return mxf::bytes_of("{\"iso\": 800}"); };
  put("plugins_arriraw_mxf_reader", "packed", wrapped.write());
  put("plugins_arriraw_reader", "odd", ari::Frame(32, 4).trailing(1).bytes()); // of odd length: a clip of two files
  for (const auto& [name, bytes] : fuzz::dng_seeds()) put("plugins_cinemadng_reader", name, bytes);
  for (const auto& [name, picture] : {std::pair{"small", fuzz::vc5_picture(34, 34)}, {"odd", fuzz::vc5_picture(70, 50)}, {"bare", fuzz::vc5_picture(36, 40, false, 0x2800)}}) {
    put("plugins_gopro_vc5_picture", name, picture.write());
    put("plugins_gopro_reader", name, fuzz::telling_gpr(picture));
  }
  put("plugins_gopro_reader", "encoder_head", read(data / "gopro/gbrg12.GPR", 12288));
  const auto opcodes = fuzz::every_opcode().value();
  put("plugins_dng_opcode_list", "every", Bytes(opcodes.begin(), opcodes.end()));
  const auto code = [](uint32_t x, uint32_t y, uint32_t c) { return static_cast<uint16_t>((x * 37 + y * 91 + c * 13) & 0xFFF); };
  for (const uint32_t predictor : {1u, 4u, 7u})
    put("sdk_draft_lossless_jpeg", "predictor" + std::to_string(predictor), ljpeg::Writer({.predictor = predictor, .restart_lines = predictor == 4 ? 1u : 0u}, 12, 4, code).write());
  put("sdk_draft_lossless_jpeg", "sampled", ljpeg::Writer({.components = 3, .across = 2, .down = 2, .tables = {ljpeg::steep, ljpeg::flat}}, 10, 4, code).write());
  put("plugins_cinemadng_reader", "colorchart_head", read(data / "dng/colorchart.dng", 12288));
  put("plugins_phantom_reader", "plain", cine::Movie{.width = 16, .height = 4}.write());
  put("plugins_phantom_reader", "eight_bits", cine::Movie{.width = 16, .height = 4, .stored_bits = 8, .bits = 8, .flip_v = true}.write());
  put("plugins_phantom_reader", "packed10", cine::Movie{.width = 16, .height = 4, .stored_bits = 16, .packing = 256, .bits = 10}.write());
  put("plugins_phantom_reader", "packed12", cine::Movie{.width = 16, .height = 4, .packing = 1024, .bits = 12}.write());
  put("plugins_phantom_reader", "short_setup", cine::Movie{.width = 8, .height = 2, .images = 2, .blocks = false, .setup_length = 1000}.write());
  put("plugins_phantom_reader", "chart1_head", read(data / "phantom/chart1.cine", 16000));
  braw_test::Movie clip{.frames = 2};
  clip.keys.pop_back(); // its largest value
  put("plugins_braw_reader", "plain", clip.write());
  clip.index = false;
  put("plugins_braw_reader", "cut", clip.write());
  put("plugins_canon_reader", "still", canon_test::File{.pictures = {canon_test::picture(64, 48)}, .color_data = std::vector<int64_t>(1820, 2048)}.write());
  put("plugins_canon_reader", "cinema", canon_test::File{.cinema = true, .frames = 2, .pictures = {canon_test::picture(88, 44, 10)}, .tile_width = 44}.write());
  put("sdk_draft_tiff", "exif", canon_test::tiff({canon_test::text(271, "Canon"), canon_test::ratio(33434, 1, 80), canon_test::number(34665, 8)}));
  for (const int codec : {7, 6})
    put("plugins_mcraw_reader", "codec" + std::to_string(codec), mcraw_test::Movie{.width = 70, .height = 6, .codec = codec, .times = {1, 2}}.write());
  for (const uint16_t video_class : {uint16_t{1}, uint16_t{0x21}})
    put("plugins_mlv_reader", "class" + std::to_string(video_class), mlv_test::Movie{.width = 16, .height = 4, .video_class = video_class}.write());
  put("plugins_mcraw_reader", "cut", mcraw_test::Movie{.width = 4, .height = 4, .index = false}.write());
  put("plugins_red_reader", "red1", r3d::Red1{.width = 16, .height = 16}.write());
  put("plugins_red_reader", "plain", r3d::Red1{.width = 8, .height = 8, .frames = 2, .end = false, .audio = false, .directory = false}.write());
  put("plugins_red_reader", "tiles", r3d::Red1{.width = 128, .height = 128, .frames = 1, .end = false, .coding = {.tile = 16, .lossless = false}}.write());
  put("plugins_red_reader", "precincts", r3d::Red1{.width = 128, .height = 128, .frames = 1, .coding = {.precinct = 32}}.write());
  put("plugins_red_reader", "red2", r3d::Red2{.frames = 1}.write());
  put("plugins_red_reader", "extensions", r3d::Red2{.frames = 0, .extensions = 2}.write());
  put("plugins_red_reader", "real_header", read(data / "red/Red.r3d"));
  for (const auto& [bits, packing] : {std::pair(8u, 0u), {10u, 1u}, {12u, 0u}, {16u, 0u}, {32u, 0u}})
    put("plugins_dpx_reader", "bits" + std::to_string(bits), dpx_test::Picture{.width = 8, .big = bits != 12, .bits = bits, .packing = packing}.write());
  put("plugins_dpx_cineon_frame", "ten", dpx_test::Picture{.cineon = true}.write());
  put("plugins_dpx_cineon_frame", "grey", dpx_test::Picture{.descriptor = 6, .bits = 8, .packing = 0, .cineon = true}.write());
  for (const char* target : {"plugins_images_reader", "plugins_images_exr_header"}) {
    put(target, "half", exr_test::Frame{.chromaticities = exr_test::ap0}.write());
    put(target, "alpha", exr_test::Frame{.data = {-2, 5, 3, 9}, .channels = {{"A"}, {"B"}, {"G"}, {"R", 2}}}.write());
    put(target, "telling", exr_test::Frame{.more = exr_test::attribute("timeCode", "timecode", exr_test::little(0x01020304, 8)) +
                                               exr_test::attribute("framesPerSecond", "rational", exr_test::little(24, 4) + exr_test::little(1, 4))}.write());
  }
  put("plugins_images_tiff_frame", "half", tiff_test::Picture{.format = 3}.write());
  put("plugins_images_tiff_frame", "alpha", tiff_test::Picture{.big = true, .bits = 8, .channels = 4, .more = {{338, {3, {2}}}}}.write());
  put("plugins_images_png_frame", "rgb", png_test::Picture{.before = png_test::chunk("sRGB", std::string(1, '\0')) + png_test::chunk("tEXt", std::string("Author\0x", 8))}.write());
  put("plugins_images_png_frame", "grey", png_test::Picture{.bits = 2, .colour = 0, .after = png_test::chunk("iTXt", std::string("Comment\0\0\0en\0\0x", 15))}.write());
  put("plugins_images_png_frame", "alpha", png_test::Picture{.bits = 16, .colour = 6}.write());
  put("plugins_images_icc_profile", "formula", icc_test::profile(icc_test::srgb_formula()));
  put("plugins_images_icc_profile", "power", icc_test::profile(icc_test::power_curve(2.2)));
  put("plugins_images_jpeg_frame", "grey", jpeg_test::Grey{.width = 19, .more = jpeg_test::marker(0xFE, "a remark")}.write());
  put("plugins_images_jpeg_frame", "exif", jpeg_test::Grey{.more = jpeg_test::marker(0xE1, std::string("Exif\0\0", 6) + tiff_test::Tiff(true).head() +
      tiff_test::Tiff(true).directory({{271, {2, {}, std::string("House\0", 6)}}, {34665, {4, {8}}}}, 8))}.write());
  put("plugins_panasonic_reader", "p2", p2::clip().write());
  put("plugins_panasonic_reader", "one_track", read(data / "panasonic/one_track.mxf"));
  put("plugins_sony_reader", "xavc", sony_test::full_clip().write());
  put("plugins_sony_reader", "generated", read(data / "sony/generated.mxf"));
  for (const char* name : {"open_groups.mov", "alpha.mov", "leading.mp4"}) put("plugins_movie_reader", name, read(data / "movie" / name));
  for (const char* name : {"long_groups.mxf", "open_groups.mxf"}) put("plugins_movie_mxf_reader", name, read(data / "movie" / name));
  const auto pictures = read(data / "movie/long_groups.mxf");
  const auto sequence = std::search(pictures.begin(), pictures.end(), std::begin(mpeg2_sequence), std::end(mpeg2_sequence));
  put("plugins_coded_video_picture_order", "mpeg2", Bytes(sequence, std::min(sequence + 900, pictures.end())));
  const auto slices = read(data / "movie/open_groups.mxf");
  const auto set = std::search(slices.begin(), slices.end(), std::begin(avc_set), std::end(avc_set));
  put("plugins_coded_video_picture_order", "avc", Bytes(set, std::min(set + 900, slices.end())));
  put("plugins_coded_video_sequence_header", "avc_set", Bytes(set, std::min(set + 100, slices.end())));
  put("plugins_coded_video_sequence_header", "mpeg2", Bytes(sequence, std::min(sequence + 100, pictures.end())));
  const auto movie = read(data / "movie/open_groups.mov");
  const std::string_view header("avcC"); // the box's content is what the target reads
  const auto at = std::search(movie.begin(), movie.end(), header.begin(), header.end());
  put("plugins_coded_video_sequence_header", "avc", Bytes(at + 4, at + 64));
  put("plugins_gpmf_payload", "payload", std::string("DEVC\0\1\0\x34" "DVNMc\1\0\4Mine" "STRM\0\1\0\x20" "STNMc\1\0\4Axis" "SCALs\2\0\1\0\x0a\0\0" "ACCLs\6\0\0", 60));
  const auto exports = data / "vendor_exports";
  put("plugins_arri_csv_export", "real_head", read(exports / "arri_B001C001_180327_R1ZA.mov.csv", 7600));
  put("plugins_redline_csv_export", "clips", read(exports / "red_A001_C066_0303LZ_001.static.csv"));
  put("plugins_redline_csv_export", "frames", read(exports / "red_A001_C066_0303LZ_001.frames.csv"));
  put("plugins_blackmagic_text_export", "real", read(exports / "bmd_ursa12k_metadata.txt"));
  put("plugins_canon_csv_export", "clip", read(exports / "canon_static.csv"));
  put("plugins_canon_csv_export", "frames", read(exports / "canon_frames.csv"));
  put("plugins_sony_xml_export", "real", read(exports / "sony_venice_D001C005_210716AGM01.xml"));
  put("plugins_sony_csv_export", "real_head", read(exports / "sony_venice_D001C005_210716AG.csv", 1000));
  const std::string mapping = "mapping = 1\nrows = \"frames\"\nclip = \"Clip\"\nframe = \"No\"\nfirst_frame = 1\n[fields]\n"
                              "focus = { column = \"Focus\", unit = \"ft\" }\ntimeCode = { column = \"TC\", rate = \"30000/1001\", separator = \".\" }\n";
  put("plugins_generic_csv_export", "frames", mapping + '\0' + "Clip,No,Focus,TC\nA001C001,1,5'10\",01.00.00.02\nA001C001,2,6.5,01.00.00.03\n");
  put("plugins_generic_csv_export", "clips", std::string("mapping = 1\nrows = \"clips\"\nseparator = \";\"\nreel = \"Reel\"\n[fields]\nframesPerSecond = { column = \"FPS\" }\n"
                                                         "timeCode = { column = \"TC\" }\nexpTime = { column = \"Exp\", unit = \"ms\" }\n") + '\0' +
                                               "Reel;FPS;TC;Exp\nA001;23.976;01:00:00:00;20\n");
  put("sdk_draft_csv", "quoted", std::string("a,\"b,\"\"c\"\"\r\nd\",\r\n1,2,3\n"));
  put("sdk_draft_xml_cursor", "real_head", read(exports / "sony_venice_D001C005_210716AGM01.xml", 1024));
  put("sdk_draft_xml_cursor", "small", std::string("<?xml version=\"1.0\"?><a b='&lt;&#65;'><!-- c --><d/><![CDATA[x]]></a>"));
  put("plugins_testpattern_reader", "anything", make_fgtp::bytes({}, make_fgtp::anything));
  put("plugins_testpattern_reader", "three_frames", make_fgtp::bytes({.width = 15, .height = 6, .frames = 3}, make_fgtp::anything));
}

// Bytes that are taken apart as arguments: any will do to begin with.
void arguments() {
  std::mt19937 random(3);
  for (const char* target : {"plugins_arriraw_keys", "plugins_braw_keys", "plugins_canon_keys", "plugins_cinemadng_keys", "plugins_dpx_keys", "plugins_gopro_keys", "plugins_images_keys", "plugins_mcraw_keys", "plugins_movie_keys", "plugins_gpmf_payload", "plugins_coded_video_sequence_header", "plugins_mlv_keys", "plugins_phantom_keys", "plugins_red_keys", "plugins_sony_keys", "plugins_panasonic_keys", "plugins_testpattern_keys", "plugins_develop_stage",
                             "plugins_reframe_stage", "plugins_camera_colour_stage", "host_clip_record", "host_plugin_values", "host_plugin_frame", "host_base_timecode", "host_base_rational",
                             "sdk_byte_view"})
    for (const int count : {16, 64, 200, 400, 800}) {
      Bytes bytes(static_cast<size_t>(count));
      for (auto& byte : bytes) byte = static_cast<uint8_t>(random());
      put(target, "random" + std::to_string(count), bytes);
    }
  put("sdk_draft_json_values", "values", std::string(R"({"a":[1,2.5],"b":{"c":true,"d":"x\u00e9"}})"));
  const auto noon = std::string(34, '\0');
  put("host_base_timecode", "drop", noon + "12:34:56;07");
  put("host_base_timecode", "plain", noon + "23:59:59:23");
  for (const char* rate : {"24", "24000/1001", "23.976", "29.97", "-1/3"}) put("host_base_rational", std::string("rate") + std::to_string(std::string(rate).size()), std::string(16, '\0') + rate);
}

std::string big_endian(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}
std::string box(const std::string& type, const std::string& body) { return big_endian(8 + body.size(), 4) + type + body; }
std::string numbers(std::initializer_list<uint64_t> values) {
  std::string out;
  for (const auto value : values) out += big_endian(value, 4);
  return out;
}

void containers() {
  const auto tables = box("stsz", numbers({0, 0, 3, 100, 200, 300})) + box("stco", numbers({0, 2, 1000, 5000})) + box("co64", numbers({0, 1, 0, 9000})) +
                      box("stsc", numbers({0, 2, 1, 2, 1, 2, 1, 1})) + box("stts", numbers({0, 1, 3, 1001})) + box("stss", numbers({0, 2, 1, 3}));
  put("sdk_draft_sample_table", "tables", box("stbl", tables));
  put("sdk_draft_sample_table", "same_size", box("stbl", box("stsz", numbers({0, 512, 9})) + box("stsc", numbers({0, 1, 1, 4, 1})) + box("stco", numbers({0, 3, 1, 2, 3}))));
  put("sdk_draft_sample_table", "past_all_times", box("stbl", box("stsz", numbers({0, 1, 0xffffffff})) + box("stsc", numbers({0, 1, 1, 0xffffffff, 1})) +
                                                                  box("stco", numbers({0, 1, 64})) + box("stts", numbers({0, 1, 2, 0xffffffff}))));
  put("sdk_draft_boxes", "movie", box("ftyp", "qt  ") + box("moov", box("trak", box("mdia", box("minf", box("stbl", tables))))) + box("uuid", std::string(20, 'u')));
  const auto one_value = [](uint64_t type, const std::string& value) { return box("data", numbers({type, 0}) + value); };
  const auto keys = box("keys", numbers({0, 2}) + big_endian(11, 4) + "mdtaone" + big_endian(11, 4) + "mdtatwo");
  const auto items = box("ilst", box(big_endian(1, 4), one_value(1, "text")) + box(big_endian(2, 4), one_value(23, big_endian(0x3f800000, 4)) + one_value(21, "\xff")));
  for (const auto& body : {box("hdlr", std::string(24, 'h')) + keys + items, numbers({0}) + keys + items})
    put("sdk_draft_item_list", "keyed" + std::to_string(body.size()), box("moov", box("meta", body)));
  const std::string label("\x06\x0e\x2b\x34\x02\x53\x01\x01\x0d\x01\x01\x01\x01\x01\x2f\x00", 16), partition("\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04\x00", 16);
  const auto set = big_endian(0x3c0a, 2) + big_endian(4, 2) + "1234" + big_endian(0x0102, 2) + big_endian(2, 2) + "56";
  put("sdk_draft_klv", "packets", partition + "\x04" + "head" + label + std::string(1, static_cast<char>(set.size())) + set + label + "\x83" + big_endian(3, 3) + "end");
  mxf::Clip clip;
  clip.frames = 3, clip.picture_bytes = [](uint32_t) { return 40u; };
  put("sdk_draft_mxf", "indexed", clip.write());
  clip.partition_every = 2, clip.grid = 64, clip.index_segment_units = 1;
  put("sdk_draft_mxf", "parted", clip.write());
  clip.has_index = false, clip.has_footer = false, clip.closed = false;
  put("sdk_draft_mxf", "broken_off", clip.write());
}

void libraries() {
  put("sdk_check_elf_file", "plain", elf::Library{.symbols = {"filmgate_entry_v1", "_ZN1a1bE"}}.write());
  put("sdk_check_elf_file", "rich", elf::Library{.symbols = {"a", "b", "c"}, .needed = {"libstdc++.so.6", "libc.so.6"}, .runpath = "/opt/a:/opt/b"}.write());
}

void documents() {
  put("plugins_red_sidecar", "clip", std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rmd version=\"1.0\"><clip><lens type=\"string\" value=\"40mm &amp; &quot;Art&quot;\"/>"
                                                 "<poster_frame type=\"int\" value=\"12\"/><exposure type=\"float\" value=\"-0.5\"/><rate num=\"24000\" den=\"1001\"/>"
                                                 "<look name=\"a\" size=\"33\"/><note>plain words</note></clip></rmd>"));
  const auto clf = [](const std::string& nodes) { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ProcessList id=\"a\" compCLFversion=\"3.0\">\n" + nodes + "\n</ProcessList>\n"; };
  const std::string depths = " inBitDepth=\"32f\" outBitDepth=\"32f\"";
  put("plugins_ocio_stage", "log", clf("<Log" + depths + " style=\"cameraLogToLin\"><LogParams base=\"10\" logSideSlope=\"0.25\" logSideOffset=\"0.4\" linSideSlope=\"5\" linSideOffset=\"0.05\" "
                                       "linSideBreak=\"0.01\"/></Log><Matrix" + depths + "><Array dim=\"3 3\">0.7 0.2 0.1 0.05 0.9 0.05 -0.01 0.11 0.9</Array></Matrix>"));
  put("plugins_ocio_stage", "tables", clf("<LUT1D" + depths + "><Array dim=\"3 1\">0 0.4 1</Array></LUT1D><LUT3D" + depths + " interpolation=\"tetrahedral\"><Array dim=\"2 2 2 3\">"
                                          "0 0 0 0 0 1 0 1 0 0 1 1 1 0 0 1 0 1 1 1 0 1 1 1</Array></LUT3D>"));
  put("plugins_ocio_stage", "ranges", clf("<Range inBitDepth=\"10i\" outBitDepth=\"32f\"><minInValue>64</minInValue><maxInValue>940</maxInValue><minOutValue>0</minOutValue><maxOutValue>1</maxOutValue></Range>"
                                          "<Exponent" + depths + " style=\"monCurveFwd\"><ExponentParams exponent=\"2.4\" offset=\"0.055\"/></Exponent><ASC_CDL" + depths +
                                          " style=\"Fwd\"><SOPNode><Slope>1 1 1</Slope><Offset>0 0 0</Offset><Power>1 1 1</Power></SOPNode><SatNode><Saturation>1</Saturation></SatNode></ASC_CDL>"));
}

void texts(const fs::path& root) {
  for (const auto& entry : fs::recursive_directory_iterator(root / "config")) {
    if (entry.path().extension() != ".toml") continue;
    const auto name = entry.path().stem().string();
    put("host_base_toml", name, read(entry.path()));
    if (entry.path().parent_path().filename() == "profiles") put("host_catalog_profile", name, read(entry.path()));
  }
  for (const auto& entry : fs::directory_iterator(root / "plugins")) {
    if (!fs::exists(entry.path() / "manifest.toml")) continue;
    const auto bytes = read(entry.path() / "manifest.toml");
    std::string manifest(bytes.begin(), bytes.end());
    const auto at = manifest.find("\nlibrary");
    manifest.replace(at, manifest.find('\n', at + 1) - at, "\nlibrary = \"plugin.so\"");
    put("host_catalog_bundle", entry.path().filename().string(), manifest);
  }
  put("host_catalog_encoding", "own", read(root / "config/encodings.toml"));
  const auto formats = read(root / "config/known-formats.toml"), settings = read(root / "config/filmgate.toml");
  put("host_catalog_known_formats", "own", "A001_C001.R3D\n    RED2\n" + std::string(formats.begin(), formats.end()));
  put("host_catalog_settings", "own", std::string(settings.begin(), settings.end()) + "\n----\nthreads = 2\n----\n[worker]\nsilence_seconds = 5\n");
}

}  // namespace

int main(int count, char** arguments_given) {
  if (count != 2) {
    std::cerr << "usage: write_seeds FOLDER\n";
    return 64;
  }
  folder = arguments_given[1];
  const fs::path data = TEST_DATA_DIR;
  camera_files(data);
  arguments();
  containers();
  libraries();
  documents();
  texts(data.parent_path().parent_path());
  return 0;
}
