// The passes over memory that no library fuses: around a 3×3 convolution, batch statistics, normalisation, ReLU and
// 2×2 max pooling, forward and backward; and a whole first block, from the images to the pooled map.
//
// A normalisation followed by ReLU is monotone in each channel, so pooling may come first, with the smallest of a
// window where the scale is negative: statistics are taken over the whole map, everything else runs on the pooled
// quarter.
//
// The same calls on the same machine give the same bits, with any number of threads and beside any other process: sums
// are over parts of the batch that depend on its size alone, whichever thread computes them.
#pragma once

#include <stddef.h>
#include <stdint.h>

// A dense map of N × C × H × W floats in which `block` channels of a pixel lie together: nChw16c, nChw8c, or NHWC
// where `block` is all of the channels. `channels` counts padding, which holds zeros. 64-byte aligned.
typedef struct {
  int images, channels, height, width, block;
} siam_map;

// Whether the passes support maps with such blocks: a block must be a multiple of the vector length.
int siam_passes_fit(int block);
// The instruction set used for such blocks, such as "avx512"; a static string.
const char *siam_passes_name(int block);

// A normalisation as an affine function of each channel; arrays of `channels` floats, padding included.
typedef struct {
  float *factor;     // a: scale / √(variance + ε)
  float *offset;     // b: shift − mean · a
  float *mean;
  float *deviation;  // 1 / √(variance + ε)
} siam_affine;

// MARK: threads

// The number of OpenMP threads that oneDNN and the passes use; 1 without OpenMP.
int siam_thread_count(void);
// Sets the number of threads for operations of the calling thread; does nothing without OpenMP.
void siam_set_thread_count(int count);

// MARK: after a convolution

// Computes the mean and variance of each channel over the map, and picks the element of each 2×2 window that pooling
// will select: the maximum, the minimum if `scale` is negative, or the first if it is 0. `scale` has `channels` floats;
// `partials` has room for images × channels × 2. `picked` is pooled: H/2 × W/2.
void siam_pick_and_measure(siam_map map, const float *values, const float *scale, float *picked, float *partials,
                           float *mean, float *variance);
// Computes pooled[i] = max(0, a · picked[i] + b) on a pooled map.
void siam_scale_and_rectify(siam_map pooled, const float *picked, const siam_affine *affine, float *output);
// Computes normalisation with the given statistics, ReLU and pooling in one pass.
void siam_scale_rectify_and_pool(siam_map map, const float *values, const siam_affine *affine, float *output);
// Computes the gradients of scale and shift from the pooled map's gradient and the picked elements. `partials` as
// above.
void siam_affine_gradients(siam_map pooled, const float *picked, const float *output_gradient,
                           const siam_affine *affine, float *partials, float *scale_gradient, float *shift_gradient);
// Replaces the map's values with the loss's gradient with respect to them.
void siam_map_gradient(siam_map map, float *values, const float *output_gradient, const siam_affine *affine,
                       const float *scale_gradient, const float *shift_gradient);

// MARK: the first block, which recomputes its map instead of storing it

// The maximum number of channels of an image.
#define SIAM_PATCH_CHANNELS 4

// Computes the sums of the images' 3×3 patches (padded with zeros) and of their products over all pixels of all images:
// `sums` of 9·channels, `products` of (9·channels)², both triangles filled. `partials` has room for images ×
// (9·channels) × (9·channels + 1) doubles. Images are N × C × H × W, row-major.
void siam_patch_moments(const float *images, int count, int channels, int height, int width, void *scratch,
                        double *partials, double *sums, double *products);
// The bytes of 64-byte aligned scratch memory that these functions need with the current number of threads.
size_t siam_patch_scratch(int channels, int height, int width, int outputs);
// Computes convolution, normalisation with the given statistics, ReLU and pooling from the images to the pooled map,
// whose sizes are `pooled`; height and width are the images'. `weights` are pooled.channels × 9·channels, row-major,
// with zeros as padding.
// `choices`, unless NULL, receives the index of each element's pixel in its window, 0…3, or 4 if ReLU made it zero.
void siam_patch_forward(siam_map pooled, const float *images, int channels, int height, int width,
                        const float *weights, const siam_affine *affine, void *scratch, float *output,
                        uint8_t *choices);
// Computes the parts of the gradient that depend on the batch: for each output channel the sum over all windows of the
// selected pixel's gradient times its patch, then the sum of the gradients alone: pooled.channels × (9·channels + 1)
// doubles.
// `partials` has room for siam_patch_chunks(images) times as many floats.
void siam_patch_backward(siam_map pooled, const float *images, int channels, int height, int width,
                         const float *output_gradient, const uint8_t *choices, void *scratch, float *partials,
                         double *sums);
// The number of chunks that a batch of images is divided into.
int siam_patch_chunks(int images);

// MARK: 3×3 convolutions with padding 1

// Whether Winograd's F(4×4, 3×3) is faster than a direct convolution for such maps: there are enough tiles, they waste
// little of the map, the weights fit the second-level cache, and this code was compiled with optimisation.
int siam_winograd_is_faster(siam_map input, siam_map output);
// The bytes of 64-byte aligned scratch memory that these functions need with the current number of threads.
size_t siam_winograd_scratch(siam_map input, siam_map output);
// Transforms weights, outputs × inputs × 3 × 3, to 36 × input.channels × output.channels floats. `rotated`, unless
// NULL, receives the weights of the backward pass from the output's gradient to the input's, which are rotated by 180°:
// 36 × output.channels × input.channels floats.
void siam_winograd_weights(siam_map input, siam_map output, int inputs, int outputs, const float *weights,
                           float *transformed, float *rotated);
// Computes the convolution of the input map.
void siam_winograd_forward(siam_map input, siam_map output, const float *values, const float *transformed,
                           void *scratch, float *result);
// Computes the loss's gradient with respect to the weights, outputs × inputs × 3 × 3.
void siam_winograd_weight_gradient(siam_map input, siam_map output, int inputs, int outputs, const float *values,
                                   const float *gradients, void *scratch, float *weight_gradient);
