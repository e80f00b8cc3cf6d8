#include <stddef.h>

#include "kernels.h"
#include "team.h"

// Tiles of a block: as many as leave it, transformed, half of a second-level cache of a megabyte. A multiple of the
// rows that a product keeps in registers.
static int capacity_for(int inputs, int outputs) {
  int tiles = 512 * 1024 / (16 * (int)sizeof(float) * (inputs + outputs)) / 6 * 6;
  return tiles < 6 ? 6 : tiles > 96 ? 96 : tiles;
}

static size_t scratch_of_a_thread(int inputs, int outputs) {
  size_t blocks = 16 * (size_t)capacity_for(inputs, outputs) * (size_t)(inputs + outputs);
  return (blocks + 16 * (size_t)inputs * (size_t)outputs) * sizeof(float);
}

int siam_winograd_pays(siam_map input, siam_map output) {
#if defined(__OPTIMIZE__)
  if (siam_kernels_for(input.block) != siam_kernels_for(output.block) || !siam_kernels_for(input.block)) return 0;
  long tiles = (long)((input.height + 1) / 2) * ((input.width + 1) / 2);
  long direct = 36L * input.height * input.width / 4, less = 16 * tiles;
  // Few tiles don't pay for the transformation of the weights.
  return 2 * direct >= 3 * less && tiles * input.images >= 512 &&
         (long)input.channels * output.channels <= 64 * 128 && input.channels >= 16;
#else
  (void)input, (void)output;
  return 0;
#endif
}

size_t siam_winograd_scratch(siam_map input, siam_map output) {
  return scratch_of_a_thread(input.channels, output.channels) * (size_t)siam_team_size();
}

static siam_winograd_job job_for(siam_map input, siam_map output, void *scratch) {
  return (siam_winograd_job){
      .input = input,
      .output = output,
      .tiles = (long)input.images * ((input.height + 1) / 2) * ((input.width + 1) / 2),
      .capacity = capacity_for(input.channels, output.channels),
      .scratch = scratch,
      .scratch_bytes = scratch_of_a_thread(input.channels, output.channels),
  };
}

static int blocks_of(const siam_winograd_job *job) { return (int)((job->tiles + job->capacity - 1) / job->capacity); }

// MARK: weights

struct weights_job {
  siam_map input, output;
  int inputs, outputs, threads;
  const float *weights;
  float *transformed, *turned;
  const char *scratch;
  size_t scratch_bytes, sums_start;
  float *gradient;
};

// G: what F(2, 3) makes of three weights.
static void weight_transform(float *to, float g0, float g1, float g2) {
  to[0] = g0;
  to[1] = (g0 + g1 + g2) / 2;
  to[2] = (g0 - g1 + g2) / 2;
  to[3] = g2;
}

static void transform_weights(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long padded_inputs = job->input.channels, padded_outputs = job->output.channels;
  (void)thread;
  for (int input = first; input < last; input++)
    for (int output = 0; output < job->outputs; output++) {
      const float *given = job->weights + ((long)output * job->inputs + input) * 9;
      float columns[3][4], result[4];
      for (int x = 0; x < 3; x++) weight_transform(columns[x], given[x], given[3 + x], given[6 + x]);
      for (int y = 0; y < 4; y++) {
        weight_transform(result, columns[0][y], columns[1][y], columns[2][y]);
        for (int x = 0; x < 4; x++) {
          job->transformed[((y * 4 + x) * padded_inputs + input) * padded_outputs + output] = result[x];
          if (!job->turned) continue;
          // Weights turned by half a turn are transformed into the same numbers, the first and last place exchanged.
          int turned_y = y % 3 ? y : 3 - y, turned_x = x % 3 ? x : 3 - x;
          job->turned[((turned_y * 4 + turned_x) * padded_outputs + output) * padded_inputs + input] = result[x];
        }
      }
    }
}

void siam_winograd_weights(siam_map input, siam_map output, int inputs, int outputs, const float *weights,
                           float *transformed, float *turned) {
  struct weights_job job = {.input = input, .output = output, .inputs = inputs, .outputs = outputs,
                            .weights = weights, .transformed = transformed, .turned = turned};
  siam_team_share(inputs, transform_weights, &job);
}

// Gᵀ·s·G of the threads' sums, in the order of the threads.
static void gather_gradient(void *argument, int first, int last, int thread) {
  const struct weights_job *job = argument;
  long padded_inputs = job->input.channels, padded_outputs = job->output.channels;
  (void)thread;
  for (int input = first; input < last; input++)
    for (int output = 0; output < job->outputs; output++) {
      float sums[4][4], columns[3][4];
      for (int place = 0; place < 16; place++) {
        float sum = 0;
        for (int each = 0; each < job->threads; each++) {
          const float *own = (const float *)(job->scratch + (size_t)each * job->scratch_bytes) + job->sums_start;
          sum += own[(place * padded_inputs + input) * padded_outputs + output];
        }
        sums[place / 4][place % 4] = sum;
      }
      for (int x = 0; x < 4; x++) {
        float half = (sums[1][x] + sums[2][x]) / 2;
        columns[0][x] = sums[0][x] + half;
        columns[1][x] = (sums[1][x] - sums[2][x]) / 2;
        columns[2][x] = half + sums[3][x];
      }
      float *gradient = job->gradient + ((long)output * job->inputs + input) * 9;
      for (int y = 0; y < 3; y++) {
        float half = (columns[y][1] + columns[y][2]) / 2;
        gradient[y * 3 + 0] = columns[y][0] + half;
        gradient[y * 3 + 1] = (columns[y][1] - columns[y][2]) / 2;
        gradient[y * 3 + 2] = half + columns[y][3];
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
  int threads = siam_team_share(blocks_of(&job), siam_kernels_for(input.block)->winograd_weight_gradient, &job);
  struct weights_job gather = {
      .input = input, .output = output, .inputs = inputs, .outputs = outputs, .threads = threads, .scratch = scratch,
      .scratch_bytes = job.scratch_bytes,
      .sums_start = 16 * (size_t)job.capacity * (size_t)(input.channels + output.channels),
      .gradient = weight_gradient};
  siam_team_share(inputs, gather_gradient, &gather);
}
