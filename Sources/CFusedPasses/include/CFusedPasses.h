// The passes over memory that no library fuses: around a 3×3 convolution, batch statistics, normalisation, ReLU and
// 2×2 max pooling, forward and backward; and a whole first block, from the images to the pooled map.
//
// A normalisation followed by ReLU is monotone in each channel, so pooling may come first, with the smallest of a
// window where the scale is negative: statistics are taken over the whole map, everything else runs on the pooled
// quarter.
// Results do not depend on the number of threads.
#pragma once

#include <stddef.h>
#include <stdint.h>

// A dense map of N × C × H × W floats in which `block` channels of a pixel lie together: nChw16c, nChw8c, or NHWC
// where `block` is all of the channels. `channels` counts padding, which holds zeros. 64-byte aligned.
typedef struct {
  int images, channels, height, width, block;
} siam_map;

// Whether maps with such blocks can be passed over: a multiple of the vectors used.
int siam_passes_fit(int block);
// The vectors used for such blocks, such as "avx512"; a static string.
const char *siam_passes_name(int block);

// What a normalisation does to each channel of a batch; arrays of `channels` floats, padding included.
typedef struct {
  float *factor;     // a: scale / √(variance + ε)
  float *offset;     // b: shift − mean · a
  float *mean;
  float *deviation;  // 1 / √(variance + ε)
} siam_affine;

// MARK: after a convolution

// Mean and variance of each channel over the map, and the element of each 2×2 window that pooling will choose (the
// largest, or the smallest where `scale` is negative, or the first where it is 0). `scale` has `channels` floats;
// `partials` has room for images × channels × 2. `picked` is pooled: H/2 × W/2.
void siam_pick_and_measure(siam_map map, const float *values, const float *scale, float *picked, float *partials,
                           float *mean, float *variance);
// pooled[i] = max(0, a · picked[i] + b). The map's size is the pooled one.
void siam_scale_and_rectify(siam_map pooled, const float *picked, const siam_affine *affine, float *output);
// Normalisation with given statistics, ReLU and pooling in one pass.
void siam_scale_rectify_and_pool(siam_map map, const float *values, const siam_affine *affine, float *output);
// Gradients of scale and shift, from the pooled map's gradient and what was picked. `partials` as above.
void siam_affine_gradients(siam_map pooled, const float *picked, const float *output_gradient,
                           const siam_affine *affine, float *partials, float *scale_gradient, float *shift_gradient);
// Replaces the map's values with the loss's gradient with respect to them.
void siam_map_gradient(siam_map map, float *values, const float *output_gradient, const siam_affine *affine,
                       const float *scale_gradient, const float *shift_gradient);

// MARK: the first block, which computes its map again instead of keeping it

// The most channels an image may have.
#define SIAM_PATCH_CHANNELS 4

// Sums of the images' 3×3 patches (zeros around the border) and of their products, over all pixels of all images:
// `sums` of 9·channels, `products` of (9·channels)², both triangles filled. `partials` has room for images ×
// (9·channels) × (9·channels + 1) doubles. Images are N × C × H × W, row-major.
void siam_patch_moments(const float *images, int count, int channels, int height, int width, void *scratch,
                        double *partials, double *sums, double *products);
// Bytes of 64-byte aligned scratch that these functions need with as many threads as there are now.
size_t siam_patch_scratch(int channels, int height, int width, int outputs);
// Convolution, normalisation with the given statistics, ReLU and pooling from the images to the pooled map, whose
// sizes are `pooled`; height and width are the images'. `weights` are pooled.channels × 9·channels, row-major, padding
// zero.
// `choices`, unless NULL, gets which pixel of its window each element is, 0…3, or 4 where ReLU made it zero.
void siam_patch_forward(siam_map pooled, const float *images, int channels, int height, int width,
                        const float *weights, const siam_affine *affine, void *scratch, float *output,
                        uint8_t *choices);
// The parts of the gradient that depend on the batch: for each output channel the sum over all windows of the chosen
// pixel's gradient times its patch, then the sum of the gradients alone: pooled.channels × (9·channels + 1) doubles.
// `partials` has room for siam_patch_chunks(images) times as many floats.
void siam_patch_backward(siam_map pooled, const float *images, int channels, int height, int width,
                         const float *output_gradient, const uint8_t *choices, void *scratch, float *partials,
                         double *sums);
int siam_patch_chunks(int images);

// MARK: 3×3 convolutions with padding 1

// Whether Winograd's F(4×4, 3×3) is faster than a direct convolution for such maps: whether there are enough tiles and
// they fit the map well, its weights fit the second-level cache, and this code was compiled to be fast.
int siam_winograd_pays(siam_map input, siam_map output);
// Bytes of 64-byte aligned scratch that these functions need with as many threads as there are now.
size_t siam_winograd_scratch(siam_map input, siam_map output);
// Transforms weights, outputs × inputs × 3 × 3: 36 × input.channels × output.channels floats. `turned` are those of
// the way back, from the output's gradient to the input's: 36 × output.channels × input.channels, unless NULL.
void siam_winograd_weights(siam_map input, siam_map output, int inputs, int outputs, const float *weights,
                           float *transformed, float *turned);
// The convolution of the input map.
void siam_winograd_forward(siam_map input, siam_map output, const float *values, const float *transformed,
                           void *scratch, float *result);
// The loss's gradient with respect to the weights, outputs × inputs × 3 × 3.
void siam_winograd_weight_gradient(siam_map input, siam_map output, int inputs, int outputs, const float *values,
                                   const float *gradients, void *scratch, float *weight_gradient);
