#include <stdlib.h>
#include <strings.h>

#include "kernels.h"
#include "team.h"

// MARK: instruction sets

enum level { PORTABLE, AVX2, AVX512 };

// Returns the best level that the processor supports and oneDNN's environment variable allows, so that one setting
// limits both.
static enum level allowed_level(void) {
#if defined(__x86_64__)
  const char *limit = getenv("ONEDNN_MAX_CPU_ISA");
  if (!limit) limit = getenv("DNNL_MAX_CPU_ISA");
  int only_sse = limit && (!strcasecmp(limit, "SSE41") || !strcasecmp(limit, "AVX"));
  int only_avx2 = limit && !strncasecmp(limit, "AVX2", 4);
  if (only_sse || !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return PORTABLE;
  if (only_avx2 || !__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl"))
    return AVX2;
  return AVX512;
#else
  return PORTABLE;
#endif
}

static enum level level;

// Runs before main, when there are no other threads yet.
__attribute__((constructor)) static void find_level(void) { level = allowed_level(); }

const siam_kernels *siam_kernels_for(int block) {
#if defined(__x86_64__)
  if (level >= AVX512 && block % siam_kernels_avx512.lanes == 0) return &siam_kernels_avx512;
  if (level >= AVX2 && block % siam_kernels_avx2.lanes == 0) return &siam_kernels_avx2;
#endif
  return block % siam_kernels_portable.lanes == 0 ? &siam_kernels_portable : NULL;
}

int siam_passes_fit(int block) { return block > 0 && siam_kernels_for(block) != NULL; }

const char *siam_passes_name(int block) { return siam_kernels_for(block)->name; }

static int groups_of(siam_map map) { return map.channels / siam_kernels_for(map.block)->lanes; }

// MARK: after a convolution

struct reduction {
  siam_map map;
  const float *partials;
  float *first, *second;
};

// Combines the images' means and sums of squared distances into the batch's mean and variance (Chan et al. 1979, with
// equal counts).
static void combine_statistics(void *argument, int first, int last, int thread) {
  const struct reduction *job = argument;
  (void)thread;
  int lanes = siam_kernels_for(job->map.block)->lanes, groups = groups_of(job->map), images = job->map.images;
  double count = (double)job->map.height * job->map.width;
  for (int channel = first * lanes; channel < last * lanes; channel++) {
    const float *partial = job->partials + (long)(channel / lanes) * lanes * 2 + channel % lanes;
    long stride = (long)groups * lanes * 2;
    double mean = 0, squares = 0;
    for (int image = 0; image < images; image++) mean += partial[image * stride];
    mean /= images;
    for (int image = 0; image < images; image++) {
      double distance = partial[image * stride] - mean;
      squares += partial[image * stride + lanes] + count * distance * distance;
    }
    job->first[channel] = (float)mean;
    job->second[channel] = (float)(squares / (count * images));
  }
}

static void combine_sums(void *argument, int first, int last, int thread) {
  const struct reduction *job = argument;
  (void)thread;
  int lanes = siam_kernels_for(job->map.block)->lanes, groups = groups_of(job->map);
  for (int channel = first * lanes; channel < last * lanes; channel++) {
    const float *partial = job->partials + (long)(channel / lanes) * lanes * 2 + channel % lanes;
    double one = 0, other = 0;
    for (int image = 0; image < job->map.images; image++, partial += (long)groups * lanes * 2) {
      one += partial[0];
      other += partial[lanes];
    }
    job->first[channel] = (float)one;
    job->second[channel] = (float)other;
  }
}

static void over_items(siam_kernel kernel, siam_map_job *job) {
  siam_team_share(job->map.images * groups_of(job->map), kernel, job);
}

void siam_pick_and_measure(siam_map map, const float *values, const float *scale, float *picked, float *partials,
                           float *mean, float *variance) {
  siam_map_job job = {.map = map, .values = values, .scale = scale, .output = picked, .partials = partials};
  over_items(siam_kernels_for(map.block)->pick_and_measure, &job);
  struct reduction reduction = {map, partials, mean, variance};
  siam_team_share(groups_of(map), combine_statistics, &reduction);
}

void siam_scale_and_rectify(siam_map pooled, const float *picked, const siam_affine *affine, float *output) {
  siam_map_job job = {.map = pooled, .values = picked, .affine = affine, .output = output};
  over_items(siam_kernels_for(pooled.block)->scale_and_rectify, &job);
}

void siam_scale_rectify_and_pool(siam_map map, const float *values, const siam_affine *affine, float *output) {
  siam_map_job job = {.map = map, .values = values, .affine = affine, .output = output};
  over_items(siam_kernels_for(map.block)->scale_rectify_and_pool, &job);
}

void siam_affine_gradients(siam_map pooled, const float *picked, const float *output_gradient,
                           const siam_affine *affine, float *partials, float *scale_gradient, float *shift_gradient) {
  siam_map_job job = {.map = pooled, .values = picked, .affine = affine, .output_gradient = output_gradient,
                      .partials = partials};
  over_items(siam_kernels_for(pooled.block)->affine_gradients, &job);
  struct reduction reduction = {pooled, partials, scale_gradient, shift_gradient};
  siam_team_share(groups_of(pooled), combine_sums, &reduction);
}

void siam_map_gradient(siam_map map, float *values, const float *output_gradient, const siam_affine *affine,
                       const float *scale_gradient, const float *shift_gradient) {
  siam_map_job job = {.map = map, .mutable_values = values, .output_gradient = output_gradient, .affine = affine,
                      .scale_gradient = scale_gradient, .shift_gradient = shift_gradient};
  over_items(siam_kernels_for(map.block)->map_gradient, &job);
}

// MARK: the first block

// The scratch memory of a thread: an image with its border, then all weights; 64-byte aligned.
static size_t thread_scratch(int channels, int height, int width, int outputs) {
  size_t floats = (size_t)channels * (size_t)(height + 2) * (size_t)siam_bordered_width(width) + 32;
  floats += (size_t)outputs * 9 * (size_t)channels + 32;
  return (floats * sizeof(float) + 63) / 64 * 64;
}

size_t siam_patch_scratch(int channels, int height, int width, int outputs) {
  return thread_scratch(channels, height, width, outputs) * (size_t)siam_team_size();
}

void siam_patch_moments(const float *images, int count, int channels, int height, int width, void *scratch,
                        double *partials, double *sums, double *products) {
  siam_patch_job job = {.images = images, .channels = channels, .height = height, .width = width,
                        .moments = partials, .scratch = scratch,
                        .scratch_bytes = thread_scratch(channels, height, width, 0)};
  siam_team_share(count, siam_kernels_for(16)->patch_moments, &job);
  int taps = 9 * channels;
  for (int tap = 0; tap < taps; tap++)
    for (int other = tap / 9 * 9; other <= taps; other++) {
      const double *partial = partials + (long)tap * (taps + 1) + other;
      double sum = 0;
      for (int image = 0; image < count; image++) sum += partial[(long)image * taps * (taps + 1)];
      if (other == taps)
        sums[tap] = sum;
      else
        products[tap * taps + other] = products[other * taps + tap] = sum;
    }
}

void siam_patch_forward(siam_map pooled, const float *images, int channels, int height, int width,
                        const float *weights, const siam_affine *affine, void *scratch, float *output,
                        uint8_t *choices) {
  siam_patch_job job = {.pooled = pooled, .images = images, .channels = channels, .height = height, .width = width,
                        .weights = weights, .affine = affine, .output = output, .choices_output = choices,
                        .scratch = scratch,
                        .scratch_bytes = thread_scratch(channels, height, width, pooled.channels)};
  siam_team_share(pooled.images, siam_kernels_for(pooled.block)->patch_forward, &job);
}

// Enough chunks to balance the load, few enough to add up quickly, and the same number on every machine.
int siam_patch_chunks(int images) { return images < 64 ? images : 64; }

void siam_patch_backward(siam_map pooled, const float *images, int channels, int height, int width,
                         const float *output_gradient, const uint8_t *choices, void *scratch, float *partials,
                         double *sums) {
  const siam_kernels *kernels = siam_kernels_for(pooled.block);
  siam_patch_job job = {.pooled = pooled, .images = images, .channels = channels, .height = height, .width = width,
                        .output_gradient = output_gradient, .choices = choices, .partials = partials,
                        .scratch = scratch, .scratch_bytes = thread_scratch(channels, height, width, 0),
                        .chunks = siam_patch_chunks(pooled.images)};
  siam_team_share(job.chunks, kernels->patch_backward, &job);
  int numbers = 9 * channels + 1, lanes = kernels->lanes;
  for (int channel = 0; channel < pooled.channels; channel++)
    for (int number = 0; number < numbers; number++) {
      const float *partial = partials + ((long)(channel / lanes) * numbers + number) * lanes + channel % lanes;
      double sum = 0;
      for (int chunk = 0; chunk < job.chunks; chunk++) sum += partial[(long)chunk * pooled.channels * numbers];
      sums[(long)channel * numbers + number] = sum;
    }
}
