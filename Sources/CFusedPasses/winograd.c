#include <stddef.h>

#include "kernels.h"
#include "team.h"
#include "winograd_points.h"

// Returns the tiles per block: as many as fit, transformed, in half of a second-level cache of 1 MiB, and a multiple of
// the rows that a product holds in registers.
static int capacity_for(int inputs, int outputs) {
  int tiles = 512 * 1024 / (36 * (int)sizeof(float) * (inputs + outputs)) / 6 * 6;
  return tiles < 6 ? 6 : tiles > 96 ? 96 : tiles;
}

// Returns the floats in a thread's two blocks, inputs and outputs; its sums follow them.
static size_t floats_of_blocks(int inputs, int outputs) {
  return 36 * (size_t)capacity_for(inputs, outputs) * (size_t)(inputs + outputs);
}

static size_t thread_scratch(int inputs, int outputs) {
  return (floats_of_blocks(inputs, outputs) + 36 * (size_t)inputs * (size_t)outputs) * sizeof(float);
}

int siam_winograd_is_faster(siam_map input, siam_map output) {
#if defined(__OPTIMIZE__)
  if (siam_kernels_for(input.block) != siam_kernels_for(output.block) || !siam_kernels_for(input.block)) return 0;
  long tiles = siam_winograd_tiles(input);
  long direct = 9L * input.height * input.width, less = 36 * tiles;
  // With few tiles, transforming the weights takes longer than it saves.
  return 2 * direct >= 3 * less && tiles * input.images >= 512 &&
         (long)input.channels * output.channels <= 64 * 128 && input.channels >= 16;
#else
  (void)input, (void)output;
  return 0;
#endif
}

size_t siam_winograd_scratch(siam_map input, siam_map output) {
  return thread_scratch(input.channels, output.channels) * (size_t)siam_team_size();
}

static siam_winograd_job job_for(siam_map input, siam_map output, void *scratch) {
  return (siam_winograd_job){
      .input = input,
      .output = output,
      .tiles = input.images * siam_winograd_tiles(input),
      .capacity = capacity_for(input.channels, output.channels),
      .scratch = scratch,
      .scratch_bytes = thread_scratch(input.channels, output.channels),
  };
}

static int blocks_of(const siam_winograd_job *job) { return (int)((job->tiles + job->capacity - 1) / job->capacity); }

// MARK: weights

struct weights_job {
  siam_map input, output;
  int inputs, outputs, threads;
  const float *weights;
  float *transformed, *rotated;
  const char *scratch;
  size_t scratch_bytes, sums_start;
  float *gradient;
};

// Applies G to three weights that are `stride` floats apart.
static void weight_line(float *to, const float *weights, int stride) {
  float first = weights[0], second = weights[stride], third = weights[2 * stride];
  float even_a = A_SCALE * (first + A2 * third), odd_a = A_SCALE * A1 * second;
  float even_b = B_SCALE * (first + B2 * third), odd_b = B_SCALE * B1 * second;
  to[0] = ZERO_SCALE * first;
  to[1] = even_a + odd_a;
  to[2] = even_a - odd_a;
  to[3] = even_b + odd_b;
  to[4] = even_b - odd_b;
  to[5] = third;
}

// Computes G·w·Gᵀ of nine weights; stores its 36 numbers `stride` floats apart.
static void transform_one(float *to, long stride, const float *weights) {
  float columns[3][6], result[6];
  for (int x = 0; x < 3; x++) weight_line(columns[x], weights + x, 3);
  for (int y = 0; y < 6; y++) {
    weight_line(result, columns[0] + y, 6);
    for (int x = 0; x < 6; x++) to[(y * 6 + x) * stride] = result[x];
  }
}

static void transform_weights(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long padded_inputs = job->input.channels, padded_outputs = job->output.channels;
  (void)thread;
  for (int input = first; input < last; input++)
    for (int output = 0; output < job->outputs; output++) {
      const float *given = job->weights + ((long)output * job->inputs + input) * 9;
      long stride = padded_inputs * padded_outputs;
      transform_one(job->transformed + input * padded_outputs + output, stride, given);
      if (!job->rotated) continue;
      float rotated[9];
      for (int index = 0; index < 9; index++) rotated[index] = given[8 - index];
      transform_one(job->rotated + output * padded_inputs + input, stride, rotated);
    }
}

void siam_winograd_weights(siam_map input, siam_map output, int inputs, int outputs, const float *weights,
                           float *transformed, float *rotated) {
  struct weights_job job = {.input = input, .output = output, .inputs = inputs, .outputs = outputs,
                            .weights = weights, .transformed = transformed, .rotated = rotated};
  siam_team_share(inputs, transform_weights, &job);
}

// Applies Gᵀ to six sums that are `stride` floats apart, giving three gradients.
static void weight_gradient_line(float *to, const float *sums, int stride) {
  float a_plus = sums[stride], a_minus = sums[2 * stride], b_plus = sums[3 * stride], b_minus = sums[4 * stride];
  float sum_a = A_SCALE * (a_plus + a_minus), rest_a = A_SCALE * A1 * (a_plus - a_minus);
  float sum_b = B_SCALE * (b_plus + b_minus), rest_b = B_SCALE * B1 * (b_plus - b_minus);
  to[0] = ZERO_SCALE * sums[0] + (sum_a + sum_b);
  to[1] = rest_a + rest_b;
  to[2] = A2 * sum_a + B2 * sum_b + sums[5 * stride];
}

// Computes Gᵀ·s·G of the threads' sums, added in the order of the threads.
static void gather_gradient(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long padded_inputs = job->input.channels, padded_outputs = job->output.channels;
  (void)thread;
  for (int input = first; input < last; input++)
    for (int output = 0; output < job->outputs; output++) {
      float sums[36], columns[6][3];
      for (int position = 0; position < 36; position++) {
        float sum = 0;
        for (int each = 0; each < job->threads; each++) {
          const float *own = (const float *)(job->scratch + (size_t)each * job->scratch_bytes) + job->sums_start;
          sum += own[(position * padded_inputs + input) * padded_outputs + output];
        }
        sums[position] = sum;
      }
      for (int x = 0; x < 6; x++) weight_gradient_line(columns[x], sums + x, 6);
      float *gradient = job->gradient + ((long)output * job->inputs + input) * 9;
      for (int y = 0; y < 3; y++) weight_gradient_line(gradient + 3 * y, &columns[0][y], 3);
    }
}

// MARK: maps

void siam_winograd_forward(siam_map input, siam_map output, const float *values, const float *transformed,
                           void *scratch, float *result) {
  siam_winograd_job job = job_for(input, output, scratch);
  job.values = values;
  job.weights = transformed;
  job.result = result;
  siam_team_share(blocks_of(&job), siam_kernels_for(input.block)->winograd_forward, &job);
}

void siam_winograd_weight_gradient(siam_map input, siam_map output, int inputs, int outputs, const float *values,
                                   const float *gradients, void *scratch, float *weight_gradient) {
  siam_winograd_job job = job_for(input, output, scratch);
  job.values = values;
  job.gradients = gradients;
  int threads = siam_team_share(blocks_of(&job), siam_kernels_for(input.block)->winograd_weight_gradient, &job);
  struct weights_job gather = {
      .input = input, .output = output, .inputs = inputs, .outputs = outputs, .threads = threads, .scratch = scratch,
      .scratch_bytes = job.scratch_bytes,
      .sums_start = floats_of_blocks(input.channels, output.channels),
      .gradient = weight_gradient};
  siam_team_share(inputs, gather_gradient, &gather);
}
