// The first block, from the images to the pooled map; included after map_kernels.h. With one to four channels its
// convolution costs less than writing its map to memory and reading it back.

// Copies an image and adds a border of zeros; rows are `siam_bordered_width` floats apart.
INLINE void border(float *bordered, const float *image, int channels, int height, int width) {
  int row = siam_bordered_width(width);
  for (int channel = 0; channel < channels; channel++) {
    float *plane = bordered + (long)channel * (height + 2) * row;
    memset(plane, 0, (size_t)row * sizeof(float));
    for (int y = 0; y < height; y++) {
      float *line = plane + (long)(y + 1) * row;
      line[0] = 0;
      memcpy(line + 1, image + ((long)channel * height + y) * width, (size_t)width * sizeof(float));
      memset(line + 1 + width, 0, (size_t)(row - width - 1) * sizeof(float));
    }
    memset(plane + (long)(height + 1) * row, 0, (size_t)row * sizeof(float));
  }
}

typedef float loose_vector __attribute__((ext_vector_type(LANES), aligned(4)));

INLINE double total(vector value) {
  double sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += (double)value[lane];
  return sum;
}

static void KERNEL(patch_moments)(void *argument, int first, int last, int thread) {
  const siam_patch_job *job = argument;
  int height = job->height, width = job->width, row = siam_bordered_width(width), count = 9 * job->channels;
  float *bordered = (float *)(job->scratch + (size_t)thread * job->scratch_bytes);
  long plane = (long)(height + 2) * row;
  // Only some lanes of a row's last vector are pixels.
  vector tail = 0;
  for (int lane = 0; lane < LANES; lane++) tail[lane] = lane < (width - 1) % LANES + 1 ? 1.0f : 0.0f;
  int vectors = (width + LANES - 1) / LANES;
  for (int image = first; image < last; image++) {
    border(bordered, job->images + (long)image * job->channels * height * width, job->channels, height, width);
    double *moments = job->moments + (long)image * count * (count + 1);
    for (int tap = 0; tap < count; tap++) {
      const float *one = bordered + tap / 9 * plane + tap % 9 / 3 * row + tap % 3;
      double *products = moments + (long)tap * (count + 1);
      for (int channel = tap / 9; channel < job->channels; channel++) {
        const float *others = bordered + channel * plane;
        vector sums[9] = {0}, sum = 0;
        for (int y = 0; y < height; y++)
          for (int x = 0; x < vectors; x++) {
            long offset = (long)y * row + (long)x * LANES;
            vector value = *(const loose_vector *)(one + offset);
            if (x == vectors - 1) value *= tail;
            sum += value;
#pragma clang loop unroll(full)
            for (int other = 0; other < 9; other++)
              sums[other] += value * *(const loose_vector *)(others + offset + other / 3 * row + other % 3);
          }
        for (int other = 0; other < 9; other++) products[channel * 9 + other] = total(sums[other]);
        products[count] = total(sum);
      }
    }
  }
}

// Arranges the weights so that those of `LANES` output channels are adjacent, tap by tap.
INLINE void gather_weights(float *gathered, const float *weights, int outputs, int count) {
  for (int output = 0; output < outputs; output++)
    for (int tap = 0; tap < count; tap++)
      gathered[((long)(output / LANES) * count + tap) * LANES + output % LANES] = weights[(long)output * count + tap];
}

typedef int chosen_pixels __attribute__((ext_vector_type(LANES)));
typedef uint8_t chosen_bytes __attribute__((ext_vector_type(LANES)));

// Convolves `windows` adjacent 2×2 windows; stores the results of their pixels window by window, row by row.
INLINE void convolve_windows(vector *sums, int windows, const float *pixels, const float *weights, int channels,
                             int row, long plane) {
#pragma clang loop unroll(full)
  for (int sum = 0; sum < windows * 4; sum++) sums[sum] = 0;
  for (int channel = 0; channel < channels; channel++, pixels += plane, weights += 9 * LANES)
#pragma clang loop unroll(full)
    for (int y = 0; y < 4; y++)
#pragma clang loop unroll(full)
      for (int x = 0; x < 2 * windows + 2; x++) {
        vector pixel = pixels[y * row + x];
#pragma clang loop unroll(full)
        for (int top = 0; top < 2; top++)
#pragma clang loop unroll(full)
          for (int left = 0; left < 2 * windows; left++)
            if (y >= top && y < top + 3 && x >= left && x < left + 3)
              sums[left / 2 * 4 + top * 2 + left % 2] += pixel * LOAD(weights + ((y - top) * 3 + x - left) * LANES);
      }
}

typedef struct {
  vector sign, factor, offset;
} choosing;

// Pools a window's four sums, normalises and rectifies the selected one, and stores its index.
INLINE vector choose(const vector *sums, choosing how, chosen_pixels *choice) {
  vector best = how.sign * sums[0];
  chosen_pixels which = 0;
#pragma clang loop unroll(full)
  for (int pixel = 1; pixel < 4; pixel++) {
    vector key = how.sign * sums[pixel];
    which = key > best ? (chosen_pixels)pixel : which;
    best = larger(key, best);
  }
  vector picked = how.sign == 0.0f ? sums[0] : how.sign * best;
  vector value = how.factor * picked + how.offset;
  *choice = value > 0.0f ? which : (chosen_pixels)4;
  return rectified(value);
}

static void KERNEL(patch_forward)(void *argument, int first, int last, int thread) {
  const siam_patch_job *job = argument;
  int row = siam_bordered_width(job->width), count = 9 * job->channels;
  long plane = (long)(job->height + 2) * row;
  float *bordered = (float *)(job->scratch + (size_t)thread * job->scratch_bytes);
  float *weights = bordered + (job->channels * plane + LANES - 1) / LANES * LANES;
  gather_weights(weights, job->weights, job->pooled.channels, count);
  int groups = job->pooled.channels / LANES;
  for (int image = first; image < last; image++) {
    border(bordered, job->images + (long)image * job->channels * job->height * job->width, job->channels, job->height,
           job->width);
    for (int group = 0; group < groups; group++) {
      item_position out = position_of(job->pooled, image * groups + group);
      vector factor = LOAD(job->affine->factor + out.channel), offset = LOAD(job->affine->offset + out.channel);
      choosing how = {sign_of(factor), factor, offset};
      const float *taps = weights + (long)group * count * LANES;
      for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x += 2) {
          int windows = x + 1 < out.width ? 2 : 1;
          const float *pixels = bordered + 2 * y * row + 2 * x;
          vector sums[8];
          if (windows == 2)
            convolve_windows(sums, 2, pixels, taps, job->channels, row, plane);
          else
            convolve_windows(sums, 1, pixels, taps, job->channels, row, plane);
          for (int window = 0; window < windows; window++) {
            chosen_pixels choice;
            vector value = choose(sums + 4 * window, how, &choice);
            long offset = out.start + y * out.row + (x + window) * out.pixel;
            STORE(job->output + offset, value);
            if (job->choices_output)
              *(chosen_bytes *)(job->choices_output + offset) = __builtin_convertvector(choice, chosen_bytes);
          }
        }
    }
  }
}

static void KERNEL(patch_backward)(void *argument, int first, int last, int thread) {
  const siam_patch_job *job = argument;
  int row = siam_bordered_width(job->width), count = 9 * job->channels, groups = job->pooled.channels / LANES;
  long plane = (long)(job->height + 2) * row;
  float *bordered = (float *)(job->scratch + (size_t)thread * job->scratch_bytes);
  for (int chunk = first; chunk < last; chunk++) {
    float *partials = job->partials + (long)chunk * job->pooled.channels * (count + 1);
    memset(partials, 0, sizeof(float) * (size_t)job->pooled.channels * (size_t)(count + 1));
    long images = job->pooled.images;
    int end = (int)(images * (chunk + 1) / job->chunks);
    for (int image = (int)(images * chunk / job->chunks); image < end; image++) {
      border(bordered, job->images + (long)image * job->channels * job->height * job->width, job->channels,
             job->height, job->width);
      for (int group = 0; group < groups; group++) {
        item_position out = position_of(job->pooled, image * groups + group);
        float *sums = partials + (long)group * (count + 1) * LANES;
        for (int channel = 0; channel < job->channels; channel++) {
          vector taps[9], all = 0;
          for (int tap = 0; tap < 9; tap++) taps[tap] = 0;
          for (int y = 0; y < out.height; y++) {
            const float *pixels = bordered + channel * plane + 2 * y * row;
            long offset = out.start + y * out.row;
            for (int x = 0; x < out.width; x++, pixels += 2, offset += out.pixel) {
              chosen_pixels choice =
                  __builtin_convertvector(*(const chosen_bytes *)(job->choices + offset), chosen_pixels);
              vector gradient = LOAD(job->output_gradient + offset);
              all += choice < 4 ? gradient : (vector)0.0f;
#pragma clang loop unroll(full)
              for (int pixel = 0; pixel < 4; pixel++) {
                vector part = choice == pixel ? gradient : (vector)0.0f;
#pragma clang loop unroll(full)
                for (int tap = 0; tap < 9; tap++)
                  taps[tap] += part * (vector)pixels[(pixel / 2 + tap / 3) * row + pixel % 2 + tap % 3];
              }
            }
          }
          for (int tap = 0; tap < 9; tap++) {
            float *sum = sums + (channel * 9 + tap) * LANES;
            STORE(sum, LOAD(sum) + taps[tap]);
          }
          if (channel == 0) STORE(sums + count * LANES, LOAD(sums + count * LANES) + all);
        }
      }
    }
  }
}
