#include <stddef.h>
#include <string.h>

#include "kernels.h"
#include "team.h"
#include "winograd_points.h"

// Returns the tiles per block: as many as fit, transformed, in half of a second-level cache of 1 MiB, and a multiple of
// the rows that a product holds in registers.
static int capacity_for(int inputs, int outputs) {
  int tiles = 512 * 1024 / (36 * (int)sizeof(float) * (inputs + outputs)) / 6 * 6;
  return tiles < 6 ? 6 : tiles > 96 ? 96 : tiles;
}

// Returns the bytes of a thread's two blocks of transformed tiles, of inputs and of outputs.
static size_t thread_scratch(int inputs, int outputs) {
  return 36 * (size_t)capacity_for(inputs, outputs) * (size_t)(inputs + outputs) * sizeof(float);
}

static size_t bytes_of_sums(int inputs, int outputs) {
  return 36 * (size_t)inputs * (size_t)outputs * sizeof(float);
}

// The maximum number of parts of a batch's tiles whose sums are added up at the end.
#define MAX_SUMS 8

// Returns the number of sums of a batch, which depends on the batch alone: enough for threads to share the work evenly,
// but each over several blocks, so that adding them up costs little.
static int sums_of(int blocks) {
  int sums = blocks / 4;
  return sums < 2 ? 2 : sums > MAX_SUMS ? MAX_SUMS : sums;
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
  return thread_scratch(input.channels, output.channels) * (size_t)siam_team_size() +
         bytes_of_sums(input.channels, output.channels) * MAX_SUMS;
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
  int inputs, outputs, sum_count;
  const float *weights;
  float *transformed, *rotated;
  float *sums;
  float *gradient;
};

// The number of channels whose weights are transformed together; they are adjacent in the result.
#define WIDE 16

typedef float wide[WIDE];

// Applies G to three weights of each of WIDE channels; a channel's weights are `stride` vectors apart.
static void weight_line(wide *to, const wide *weights, int stride) {
  for (int lane = 0; lane < WIDE; lane++) {
    float first = weights[0][lane], second = weights[stride][lane], third = weights[2 * stride][lane];
    float even_a = A_SCALE * (first + A2 * third), odd_a = A_SCALE * A1 * second;
    float even_b = B_SCALE * (first + B2 * third), odd_b = B_SCALE * B1 * second;
    to[0][lane] = ZERO_SCALE * first;
    to[1][lane] = even_a + odd_a;
    to[2][lane] = even_a - odd_a;
    to[3][lane] = even_b + odd_b;
    to[4][lane] = even_b - odd_b;
    to[5][lane] = third;
  }
}

// Computes G·w·Gᵀ of the nine weights of `count` channels, at most WIDE, which are `step` floats apart, rotated by 180°
// or not; stores the 36 results of a channel `stride` floats apart.
static void transform_channels(float *to, long stride, const float *weights, long step, int count, int is_rotated) {
  wide given[9] = {{0}}, columns[3][6], result[6];
  for (int lane = 0; lane < count; lane++)
    for (int index = 0; index < 9; index++)
      given[index][lane] = weights[lane * step + (is_rotated ? 8 - index : index)];
  for (int x = 0; x < 3; x++) weight_line(columns[x], given + x, 3);
  for (int y = 0; y < 6; y++) {
    weight_line(result, columns[0] + y, 6);
    for (int x = 0; x < 6; x++) memcpy(to + (y * 6 + x) * stride, result[x], sizeof(float) * (size_t)count);
  }
}

// The items are the inputs and, if the rotated weights are wanted, the outputs after them.
static void transform_weights(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long padded_inputs = job->input.channels, padded_outputs = job->output.channels;
  long stride = padded_inputs * padded_outputs;
  (void)thread;
  for (int item = first; item < last; item++) {
    int is_rotated = item >= job->inputs, row = is_rotated ? item - job->inputs : item;
    int columns = is_rotated ? job->inputs : job->outputs;
    long row_step = is_rotated ? job->inputs * 9L : 9, step = is_rotated ? 9 : job->inputs * 9L;
    float *to = is_rotated ? job->rotated + row * padded_inputs : job->transformed + row * padded_outputs;
    for (int column = 0; column < columns; column += WIDE)
      transform_channels(to + column, stride, job->weights + row * row_step + column * step, step,
                         columns - column < WIDE ? columns - column : WIDE, is_rotated);
  }
}

void siam_winograd_weights(siam_map input, siam_map output, int inputs, int outputs, const float *weights,
                           float *transformed, float *rotated) {
  struct weights_job job = {.input = input, .output = output, .inputs = inputs, .outputs = outputs,
                            .weights = weights, .transformed = transformed, .rotated = rotated};
  siam_team_share(rotated ? inputs + outputs : inputs, transform_weights, &job);
}

// Adds the parts' sums, in their order, to the first of them.
static void add_sums(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long count = (long)job->input.channels * job->output.channels;
  (void)thread;
  for (int position = first; position < last; position++)
    for (int part = 1; part < job->sum_count; part++) {
      float *sum = job->sums + position * count;
      const float *other = sum + part * 36 * count;
      for (long index = 0; index < count; index++) sum[index] += other[index];
    }
}

// Applies Gᵀ to six sums of each of WIDE channels, giving three gradients.
static void weight_gradient_line(wide *to, const wide *sums, int stride) {
  for (int lane = 0; lane < WIDE; lane++) {
    float a_plus = sums[stride][lane], a_minus = sums[2 * stride][lane];
    float b_plus = sums[3 * stride][lane], b_minus = sums[4 * stride][lane];
    float sum_a = A_SCALE * (a_plus + a_minus), rest_a = A_SCALE * A1 * (a_plus - a_minus);
    float sum_b = B_SCALE * (b_plus + b_minus), rest_b = B_SCALE * B1 * (b_plus - b_minus);
    to[0][lane] = ZERO_SCALE * sums[0][lane] + (sum_a + sum_b);
    to[1][lane] = rest_a + rest_b;
    to[2][lane] = A2 * sum_a + B2 * sum_b + sums[5 * stride][lane];
  }
}

// Computes Gᵀ·s·G of the sums.
static void gather_gradient(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long padded_outputs = job->output.channels, stride = job->input.channels * padded_outputs;
  (void)thread;
  for (int input = first; input < last; input++)
    for (int output = 0; output < job->outputs; output += WIDE) {
      int count = job->outputs - output < WIDE ? job->outputs - output : WIDE;
      wide sums[36] = {{0}}, columns[6][3], gradient[3];
      for (int position = 0; position < 36; position++)
        memcpy(sums[position], job->sums + position * stride + input * padded_outputs + output,
               sizeof(float) * (size_t)count);
      for (int x = 0; x < 6; x++) weight_gradient_line(columns[x], sums + x, 6);
      float *to = job->gradient + ((long)output * job->inputs + input) * 9;
      for (int y = 0; y < 3; y++) {
        weight_gradient_line(gradient, columns[0] + y, 3);
        for (int lane = 0; lane < count; lane++)
          for (int x = 0; x < 3; x++) to[(long)lane * job->inputs * 9 + 3 * y + x] = gradient[x][lane];
      }
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
  job.blocks = blocks_of(&job);
  job.sum_count = sums_of(job.blocks);
  job.sums = (float *)(job.scratch + job.scratch_bytes * (size_t)siam_team_size());
  siam_team_share(job.sum_count, siam_kernels_for(input.block)->winograd_weight_gradient, &job);
  struct weights_job gather = {
      .input = input, .output = output, .inputs = inputs, .outputs = outputs, .sum_count = job.sum_count,
      .sums = job.sums, .gradient = weight_gradient};
  siam_team_share(36, add_sums, &gather);
  siam_team_share(inputs, gather_gradient, &gather);
}
