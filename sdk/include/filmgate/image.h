/* SPDX-License-Identifier: Apache-2.0
 *
 * What a frame's pixels are (fg_image_desc), where some of them lie in memory (fg_image), and what raw
 * development needs to know of the sensor (fg_sensor). A description is immutable; an image may hold
 * only a window of the raster, which is how bands travel.
 */
#ifndef FILMGATE_IMAGE_H
#define FILMGATE_IMAGE_H
#include <filmgate/value.h>
FG_BEGIN_DECLS

enum { FG_LAYOUT_CFA = 1, FG_LAYOUT_MONO, FG_LAYOUT_RGB, FG_LAYOUT_RGBA, FG_LAYOUT_YCBCR };
enum { FG_SAMPLE_U8 = 1, FG_SAMPLE_U16, FG_SAMPLE_F16, FG_SAMPLE_F32, FG_SAMPLE_PACKED };

/* How FG_SAMPLE_PACKED samples of `bits` bits follow one another in a row. A row starts on a byte. */
enum {
  FG_PACK_NONE = 0,
  FG_PACK_LSB,        /* first sample in the low bits of the first byte; 16 bits: little-endian */
  FG_PACK_MSB,        /* first sample in the high bits of the first byte; 16 bits: big-endian */
  FG_PACK_MSB16,      /* little-endian 16-bit words, each consumed from its high bits */
  FG_PACK_MSB32,      /* little-endian 32-bit words, each consumed from its high bits */
  FG_PACK_MSB32_PAIRS /* as MSB32, and the two samples of each pair of columns are stored swapped */
};

enum { FG_SCAN_PROGRESSIVE = 0, FG_SCAN_UPPER_FIRST, FG_SCAN_LOWER_FIRST };

typedef struct fg_image_desc {
  uint32_t struct_size;
  uint32_t layout, sample, bits; /* significant bits, LSB-justified in a U16 */
  uint32_t packing;              /* FG_PACK_NONE unless sample == FG_SAMPLE_PACKED */
  uint32_t planar;               /* 1: one plane a channel. Every RGB stage accepts planar F32 */
  uint32_t width, height;        /* the whole raster, 1 .. 65535 */
  fg_rect active;                /* picture inside the raster; masked pixels lie outside */
  fg_rect display;               /* what the camera meant to show; may reach outside active */
  fg_rational pixel_aspect;      /* width of a pixel over its height */
  uint8_t log2_sub_w, log2_sub_h; /* YCBCR only */
  uint8_t cfa_w, cfa_h;           /* repeat of the mosaic, at most 8 x 8; 0 if not CFA */
  uint8_t cfa[64];                /* colour of each site, row major, cfa_w a row: 0=R 1=G 2=B 3=C 4=M 5=Y 6=W */
  uint8_t orientation;            /* TIFF's: 1 as stored .. 8 */
  uint8_t scan, range, matrix, siting, alpha; /* FG_SCAN_*; H.273 codes */
  const char *encoding; /* "linear.camera", "linear.ap0", "arri.logc4"; NULL: unknown, and the host will not guess */
  int32_t colour_science; /* vendor's generation; 0 when the format has none */
  uint32_t reserved;      /* 0 */
} fg_image_desc;

typedef struct fg_plane {
  void *data;         /* addresses the pixel (window.x, window.y) of its channel */
  uint64_t size;      /* bytes from data that belong to this plane, slack included */
  int64_t row_stride; /* bytes, > 0 */
} fg_plane;

/* Allocated by the host, unless borrowed from a reader. The host promises [data, data + size), a
 * positive stride, and the alignment and slack stated here; a mode or stage that needs more says so
 * beforehand. A window of PACKED samples begins at x = 0 and spans whole rows. Interleaved samples use
 * plane[0]; planar RGB uses plane[0] R, plane[1] G, plane[2] B. */
typedef struct fg_image {
  uint32_t struct_size;
  uint32_t plane_count;
  uint32_t align;      /* of base and rows, in bytes (1: none) */
  uint32_t tail_bytes; /* readable and writable bytes after the last row */
  const fg_image_desc *desc;
  fg_rect window; /* the raster pixels held */
  fg_plane plane[4];
} fg_image;

enum { /* fg_sensor.has: which members are known */
  FG_SENSOR_BLACK = 1u << 0,
  FG_SENSOR_WHITE = 1u << 1,
  FG_SENSOR_NEUTRAL = 1u << 2,
  FG_SENSOR_GAIN = 1u << 3,
  FG_SENSOR_ILLUMINANTS = 1u << 4,    /* illuminant_k */
  FG_SENSOR_XYZ_TO_CAMERA = 1u << 5,  /* the first, and the second when its illuminant is not 0 */
  FG_SENSOR_CAMERA_TO_D50 = 1u << 6,
  FG_SENSOR_CAMERA_TO_AP0 = 1u << 7,
  FG_SENSOR_LINEAR = 1u << 8
};
typedef struct fg_sensor {  /* what development needs, per frame */
  uint32_t struct_size, has;
  double black[64], white[4]; /* code values after `linear`; black by CFA site or channel, white by colour 0 .. 3 */
  double neutral[4]; /* camera RGB of a neutral, so that 1/neutral balances; largest is usually 1 */
  double gain;       /* linear exposure gain; 1 when as recorded */
  double illuminant_k[2];        /* kelvin of the two calibrations; 0: there is only one */
  double xyz_to_camera[2][9];    /* row major */
  double camera_to_d50[2][9];    /* balanced camera RGB to XYZ of D50, row major */
  double camera_to_ap0[9];       /* balanced camera RGB to ACES2065-1, row major: wins when present */
  const uint16_t *linear;        /* code to linear table; an index past its end takes the last entry */
  uint32_t linear_count, reserved;
} fg_sensor;

FG_END_DECLS
#endif /* FILMGATE_IMAGE_H */
