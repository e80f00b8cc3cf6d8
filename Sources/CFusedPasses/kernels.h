// The kernels for one instruction set. Each processes a range of its job: items of (image, group), where a group is as
// many channels as a vector has lanes; the first block's kernels process images or chunks of images.
#pragma once

#include "CFusedPasses.h"

typedef struct {
  siam_map map;  // the unpooled map, unless the kernel reads only a pooled one
  const float *values;
  float *mutable_values;
  const float *scale;
  const siam_affine *affine;
  const float *output_gradient;
  const float *scale_gradient, *shift_gradient;
  float *output, *partials;
} siam_map_job;

typedef struct {
  siam_map pooled;
  const float *images;
  int channels, height, width;
  const float *weights;
  const siam_affine *affine;
  const float *output_gradient;
  const uint8_t *choices;
  uint8_t *choices_output;
  float *output, *partials;
  double *moments;
  char *scratch;
  size_t scratch_bytes;  // per thread
  int chunks;
} siam_patch_job;

typedef struct {
  siam_map input, output;
  const float *values, *gradients;
  const float *weights;  // transformed: 36 × inputs × outputs
  float *result;
  long tiles;
  int capacity;  // tiles per block
  int blocks, sum_count;
  float *sums;  // sum_count × 36 × inputs × outputs
  char *scratch;
  size_t scratch_bytes;  // per thread
} siam_winograd_job;

typedef void (*siam_kernel)(void *job, int first, int last, int thread);

typedef struct {
  int lanes;
  const char *name;
  siam_kernel pick_and_measure, scale_and_rectify, scale_rectify_and_pool, affine_gradients, map_gradient;
  siam_kernel patch_moments, patch_forward, patch_backward;
  siam_kernel winograd_forward, winograd_weight_gradient;
} siam_kernels;

// Returns the kernels for maps with such blocks, or NULL if there are none.
const siam_kernels *siam_kernels_for(int block);

extern const siam_kernels siam_kernels_portable;
#if defined(__x86_64__)
extern const siam_kernels siam_kernels_avx2, siam_kernels_avx512;
#endif

// The floats per row of an image with a border of zeros, with room for vectors to read past the end.
static inline int siam_bordered_width(int width) { return width + 2 + 16; }

// The number of Winograd tiles, of 4×4 outputs each, in one image's map.
static inline long siam_winograd_tiles(siam_map map) {
  return (long)((map.height + 3) / 4) * ((map.width + 3) / 4);
}
