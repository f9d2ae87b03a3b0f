/* SPDX-License-Identifier: Apache-2.0
 *
 * make_sample FILE: writes a clip that the reader must read, from the layout alone and with none of the reader's code, so
 * that a mistake in one is not hidden by the same mistake in the other. 64 x 48 pixels, 8 frames; the code of channel c at
 * (x, y) of frame f is (16 x + 3 y + 100 c + 7 f) modulo 1024.
 */
#include <stdio.h>
#include <string.h>

enum { width = 64, height = 48, frames = 8 };

static void put(FILE *out, unsigned long value, int bytes) {
  for (int i = 0; i < bytes; ++i) fputc((int)(value >> 8 * i & 255), out);
}

static void text(FILE *out, const char *words, size_t bytes) {
  char field[16] = {0};
  memcpy(field, words, strlen(words));
  fwrite(field, 1, bytes, out);
}

int main(int count, char **words) {
  if (count != 2) return fprintf(stderr, "usage: make_sample FILE\n"), 64;
  FILE *out = fopen(words[1], "wb");
  if (!out) return perror(words[1]), 74;
  text(out, "EXC1", 4);
  put(out, width, 4), put(out, height, 4), put(out, frames, 4), put(out, 24, 4);
  put(out, 800, 4);   /* exposure index */
  put(out, 17280, 4); /* 172.8 degrees */
  put(out, 0, 4);
  text(out, "EXC001", 16), text(out, "0815", 16);
  for (unsigned f = 0; f < frames; ++f) {
    text(out, "FRAM", 4);
    put(out, 86400 + f, 4); /* one hour after midnight */
    put(out, f == 0 ? 0 : 1500 + f, 4), put(out, 0, 4);
    for (unsigned y = 0; y < height; ++y)
      for (unsigned x = 0; x < width; ++x)
        for (unsigned c = 0; c < 3; ++c) put(out, (16 * x + 3 * y + 100 * c + 7 * f) % 1024, 2);
  }
  return fclose(out) == 0 ? 0 : (perror(words[1]), 74);
}
