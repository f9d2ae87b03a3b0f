// SPDX-License-Identifier: Apache-2.0
//
// The tags that decide how a DNG is read. Sources: TIFF 6.0, TIFF/EP, Adobe DNG 1.7, Adobe CinemaDNG 1.1.
#pragma once
#include <cstdint>

namespace dng::tag {

enum : uint16_t {
  new_subfile_type = 254, image_width = 256, image_length = 257, bits_per_sample = 258, compression = 259,
  photometric = 262, fill_order = 266, strip_offsets = 273, orientation = 274, samples_per_pixel = 277,
  rows_per_strip = 278, strip_byte_counts = 279, planar_configuration = 284, tile_width = 322, tile_length = 323,
  tile_offsets = 324, tile_byte_counts = 325, sub_ifds = 330, sample_format = 339, xmp = 700,
  cfa_repeat_pattern_dim = 33421, cfa_pattern = 33422, exif_ifd = 34665, gps_ifd = 34853,
  dng_version = 50706, cfa_plane_colour = 50710, cfa_layout = 50711, linearization_table = 50712, black_level_repeat_dim = 50713,
  black_level = 50714, black_level_delta_h = 50715, black_level_delta_v = 50716, white_level = 50717,
  default_scale = 50718, default_crop_origin = 50719, default_crop_size = 50720, colour_matrix_1 = 50721,
  colour_matrix_2 = 50722, camera_calibration_1 = 50723, camera_calibration_2 = 50724, analog_balance = 50727,
  as_shot_neutral = 50728, as_shot_white_xy = 50729, baseline_exposure = 50730, calibration_illuminant_1 = 50778,
  calibration_illuminant_2 = 50779, active_area = 50829, masked_areas = 50830, camera_calibration_signature = 50931,
  profile_calibration_signature = 50932, forward_matrix_1 = 50964, forward_matrix_2 = 50965, colour_matrix_3 = 52531,
  opcode_list_1 = 51008, opcode_list_2 = 51009, opcode_list_3 = 51022, row_interleave_factor = 50975, column_interleave_factor = 52547, time_codes = 51043, frame_rate = 51044
};

enum : uint64_t { photometric_cfa = 32803, photometric_linear_raw = 34892, uncompressed = 1, jpeg = 7, largest_side = 65535 };

}  // namespace dng::tag
