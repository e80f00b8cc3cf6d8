// Passes over a convolution's output; included once per instruction set, with LANES and KERNEL(name) defined.

typedef float vector __attribute__((ext_vector_type(LANES)));

#define LOAD(address) (*(const vector *)(address))
#define STORE(address, value) (*(vector *)(address) = (value))
#define INLINE static inline __attribute__((always_inline))

// The position of an item's pixels, and the distances between pixels and rows in floats.
typedef struct {
  long start, pixel, row;
  int channel, height, width;
} item_position;

INLINE long channel_start(siam_map map, int image, int channel) {
  long pixels = (long)map.height * map.width;
  return (long)image * map.channels * pixels + (long)(channel / map.block) * map.block * pixels + channel % map.block;
}

INLINE item_position position_of(siam_map map, int item) {
  int groups = map.channels / LANES;
  int image = item / groups, channel = item % groups * LANES;
  return (item_position){
      channel_start(map, image, channel), map.block, (long)map.block * map.width, channel, map.height, map.width};
}

INLINE siam_map pooled_map(siam_map map) {
  map.height /= 2;
  map.width /= 2;
  return map;
}

INLINE vector rectified(vector value) { return value < 0.0f ? (vector)0.0f : value; }

INLINE vector larger(vector left, vector right) { return left > right ? left : right; }

// Returns −1, 0 or 1. Pooling selects the value whose product with the sign is largest.
INLINE vector sign_of(vector scale) {
  vector sign = scale < 0.0f ? (vector)-1.0f : (vector)1.0f;
  return scale == 0.0f ? (vector)0.0f : sign;
}

// Returns the one of four values that pooling selects.
INLINE vector picked_of(vector sign, vector v0, vector v1, vector v2, vector v3) {
  vector key = larger(larger(sign * v0, sign * v1), larger(sign * v2, sign * v3));
  return sign == 0.0f ? v0 : sign * key;
}

// The sum and the sum of squares about a pivot, so that a mean far from zero costs no precision.
typedef struct {
  vector pivot, sum, squares;
} moments;

INLINE void count_in(moments *moments, vector value) {
  vector distance = value - moments->pivot;
  moments->sum += distance;
  moments->squares += distance * distance;
}

static void KERNEL(pick_and_measure)(void *argument, int first, int last, int thread) {
  const siam_map_job *job = argument;
  (void)thread;
  for (int item = first; item < last; item++) {
    item_position in = position_of(job->map, item), out = position_of(pooled_map(job->map), item);
    const float *values = job->values + in.start;
    vector sign = sign_of(LOAD(job->scale + in.channel)), pivot = LOAD(values);
    moments parts[4] = {{pivot, 0, 0}, {pivot, 0, 0}, {pivot, 0, 0}, {pivot, 0, 0}};
    for (int y = 0; y < out.height; y++) {
      const float *upper = values + 2 * y * in.row, *lower = upper + in.row;
      float *picked = job->output + out.start + y * out.row;
      for (int x = 0; x < out.width; x++) {
        vector v0 = LOAD(upper), v1 = LOAD(upper + in.pixel), v2 = LOAD(lower), v3 = LOAD(lower + in.pixel);
        count_in(&parts[0], v0);
        count_in(&parts[1], v1);
        count_in(&parts[2], v2);
        count_in(&parts[3], v3);
        STORE(picked, picked_of(sign, v0, v1, v2, v3));
        upper += 2 * in.pixel;
        lower += 2 * in.pixel;
        picked += out.pixel;
      }
    }
    if (in.width % 2)
      for (int y = 0; y < in.height; y++)
        count_in(&parts[0], LOAD(values + y * in.row + (in.width - 1) * in.pixel));
    if (in.height % 2)
      for (int x = 0; x < in.width / 2 * 2; x++)
        count_in(&parts[1], LOAD(values + (in.height - 1) * in.row + x * in.pixel));
    vector sum = (parts[0].sum + parts[1].sum) + (parts[2].sum + parts[3].sum);
    vector squares = (parts[0].squares + parts[1].squares) + (parts[2].squares + parts[3].squares);
    float count = (float)(in.height * in.width);
    // Store the item's mean, and its sum of squared distances from that mean.
    float *partial = job->partials + (long)item * LANES * 2;
    STORE(partial, pivot + sum / count);
    STORE(partial + LANES, rectified(squares - sum * sum / count));
  }
}

static void KERNEL(scale_and_rectify)(void *argument, int first, int last, int thread) {
  const siam_map_job *job = argument;
  (void)thread;
  for (int item = first; item < last; item++) {
    item_position position = position_of(job->map, item);
    vector factor = LOAD(job->affine->factor + position.channel), offset = LOAD(job->affine->offset + position.channel);
    const float *picked = job->values + position.start;
    float *output = job->output + position.start;
    for (long pixel = 0; pixel < (long)position.height * position.width; pixel++)
      STORE(output + pixel * position.pixel, rectified(factor * LOAD(picked + pixel * position.pixel) + offset));
  }
}

static void KERNEL(scale_rectify_and_pool)(void *argument, int first, int last, int thread) {
  const siam_map_job *job = argument;
  (void)thread;
  for (int item = first; item < last; item++) {
    item_position in = position_of(job->map, item), out = position_of(pooled_map(job->map), item);
    vector factor = LOAD(job->affine->factor + in.channel), offset = LOAD(job->affine->offset + in.channel);
    for (int y = 0; y < out.height; y++) {
      const float *upper = job->values + in.start + 2 * y * in.row, *lower = upper + in.row;
      float *output = job->output + out.start + y * out.row;
      for (int x = 0; x < out.width; x++) {
        vector left = larger(factor * LOAD(upper) + offset, factor * LOAD(lower) + offset);
        vector right = larger(factor * LOAD(upper + in.pixel) + offset, factor * LOAD(lower + in.pixel) + offset);
        STORE(output, rectified(larger(left, right)));
        upper += 2 * in.pixel;
        lower += 2 * in.pixel;
        output += out.pixel;
      }
    }
  }
}

static void KERNEL(affine_gradients)(void *argument, int first, int last, int thread) {
  const siam_map_job *job = argument;
  (void)thread;
  for (int item = first; item < last; item++) {
    item_position position = position_of(job->map, item);
    vector factor = LOAD(job->affine->factor + position.channel), offset = LOAD(job->affine->offset + position.channel);
    vector mean = LOAD(job->affine->mean + position.channel);
    vector deviation = LOAD(job->affine->deviation + position.channel);
    const float *picked = job->values + position.start, *gradients = job->output_gradient + position.start;
    vector for_scale = 0, for_shift = 0;
    for (long pixel = 0; pixel < (long)position.height * position.width; pixel++) {
      vector value = LOAD(picked + pixel * position.pixel), gradient = LOAD(gradients + pixel * position.pixel);
      vector live = factor * value + offset > 0.0f ? gradient : (vector)0.0f;
      for_shift += live;
      for_scale += live * ((value - mean) * deviation);
    }
    float *partial = job->partials + (long)item * LANES * 2;
    STORE(partial, for_scale);
    STORE(partial + LANES, for_shift);
  }
}

static void KERNEL(map_gradient)(void *argument, int first, int last, int thread) {
  const siam_map_job *job = argument;
  (void)thread;
  float count = (float)((double)job->map.images * job->map.height * job->map.width);
  for (int item = first; item < last; item++) {
    item_position in = position_of(job->map, item), out = position_of(pooled_map(job->map), item);
    vector factor = LOAD(job->affine->factor + in.channel), offset = LOAD(job->affine->offset + in.channel);
    vector mean = LOAD(job->affine->mean + in.channel), deviation = LOAD(job->affine->deviation + in.channel);
    vector sign = sign_of(factor);
    // Ioffe and Szegedy 2015, §3, with the sums over the batch collected: gradient = a·g + slope·x + constant, where
    // g is 0 except for the selected pixels.
    vector slope = -factor * deviation * (LOAD(job->scale_gradient + in.channel) / count);
    vector constant = -factor * (LOAD(job->shift_gradient + in.channel) / count) - slope * mean;
    float *values = job->mutable_values + in.start;
    for (int y = 0; y < out.height; y++) {
      float *upper = values + 2 * y * in.row, *lower = upper + in.row;
      const float *gradients = job->output_gradient + out.start + y * out.row;
      for (int x = 0; x < out.width; x++) {
        vector v0 = LOAD(upper), v1 = LOAD(upper + in.pixel), v2 = LOAD(lower), v3 = LOAD(lower + in.pixel);
        vector picked = picked_of(sign, v0, v1, v2, v3);
        vector given = factor * LOAD(gradients);
        vector rest = factor * picked + offset > 0.0f ? given : (vector)0.0f, none = 0;
        // The first value that equals the picked one receives the whole gradient.
        vector g0 = v0 == picked ? rest : none;
        rest = v0 == picked ? none : rest;
        vector g1 = v1 == picked ? rest : none;
        rest = v1 == picked ? none : rest;
        vector g2 = v2 == picked ? rest : none;
        vector g3 = v2 == picked ? none : rest;
        STORE(upper, slope * v0 + constant + g0);
        STORE(upper + in.pixel, slope * v1 + constant + g1);
        STORE(lower, slope * v2 + constant + g2);
        STORE(lower + in.pixel, slope * v3 + constant + g3);
        upper += 2 * in.pixel;
        lower += 2 * in.pixel;
        gradients += out.pixel;
      }
    }
    if (in.width % 2)
      for (int y = 0; y < in.height; y++) {
        float *value = values + y * in.row + (in.width - 1) * in.pixel;
        STORE(value, slope * LOAD(value) + constant);
      }
    if (in.height % 2)
      for (int x = 0; x < in.width / 2 * 2; x++) {
        float *value = values + (in.height - 1) * in.row + x * in.pixel;
        STORE(value, slope * LOAD(value) + constant);
      }
  }
}
