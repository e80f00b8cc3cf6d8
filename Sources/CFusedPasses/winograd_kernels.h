// Included after map_kernels.h: 3×3 convolutions with padding 1 by Winograd's F(2×2, 3×3), which multiplies 16 numbers
// where the direct way multiplies 36 (Lavin and Gray 2016, Fast Algorithms for Convolutional Neural Networks, §4.1).
//
// A block of tiles goes through all its stages while it lies in the second-level cache: 4×4 pixels of each tile are
// transformed, each of the 16 places is one matrix product over the channels, and its 2×2 outputs are transformed back.

// Rows and vectors of a product kept in registers: 6 × 4 of 32, or 6 × 2 of 16.
#define TILE_ROWS 6
#define COLUMN_VECTORS (LANES == 16 ? 4 : 2)

// The tiles of a block, and the pixels around one of them.
typedef struct {
  int down, across;
} tiling;

INLINE tiling tiling_of(siam_map map) { return (tiling){(map.height + 1) / 2, (map.width + 1) / 2}; }

INLINE long channel_start(siam_map map, int image, int channel) {
  long pixels = (long)map.height * map.width;
  return (long)image * map.channels * pixels + (long)(channel / map.block) * map.block * pixels + channel % map.block;
}

// Bᵀ applied to four numbers.
INLINE void input_transform(vector *to, vector d0, vector d1, vector d2, vector d3) {
  to[0] = d0 - d2;
  to[1] = d1 + d2;
  to[2] = d2 - d1;
  to[3] = d1 - d3;
}

// Transforms the 4×4 pixels around each tile of `first`..<`last`: 16 × capacity × channels.
static void KERNEL(transform_inputs)(siam_map map, const float *values, long first, long last, int capacity,
                                     float *transformed) {
  static const float zeros[LANES] __attribute__((aligned(64))) = {0};
  tiling tiles = tiling_of(map);
  for (long tile = first; tile < last; tile++) {
    int image = (int)(tile / (tiles.down * tiles.across)), place = (int)(tile % (tiles.down * tiles.across));
    int top = place / tiles.across * 2 - 1, left = place % tiles.across * 2 - 1;
    long offsets[16];
    int inside[16];
    for (int index = 0; index < 16; index++) {
      int y = top + index / 4, x = left + index % 4;
      inside[index] = y >= 0 && y < map.height && x >= 0 && x < map.width;
      offsets[index] = inside[index] ? ((long)y * map.width + x) * map.block : 0;
    }
    float *target = transformed + (tile - first) * map.channels;
    long stride = (long)capacity * map.channels;
    for (int channel = 0; channel < map.channels; channel += LANES, target += LANES) {
      const float *base = values + channel_start(map, image, channel);
      vector rows[4][4];
#pragma clang loop unroll(full)
      for (int x = 0; x < 4; x++) {
        vector column[4], result[4];
#pragma clang loop unroll(full)
        for (int y = 0; y < 4; y++)
          column[y] = LOAD(inside[y * 4 + x] ? base + offsets[y * 4 + x] : zeros);
        input_transform(result, column[0], column[1], column[2], column[3]);
#pragma clang loop unroll(full)
        for (int y = 0; y < 4; y++) rows[y][x] = result[y];
      }
#pragma clang loop unroll(full)
      for (int y = 0; y < 4; y++) {
        vector result[4];
        input_transform(result, rows[y][0], rows[y][1], rows[y][2], rows[y][3]);
#pragma clang loop unroll(full)
        for (int x = 0; x < 4; x++) STORE(target + (y * 4 + x) * stride, result[x]);
      }
    }
  }
}

// Transforms the gradients of each tile's 2×2 outputs, A·g·Aᵀ: 16 × capacity × channels.
static void KERNEL(transform_gradients)(siam_map map, const float *gradients, long first, long last, int capacity,
                                        float *transformed) {
  tiling tiles = tiling_of(map);
  for (long tile = first; tile < last; tile++) {
    int image = (int)(tile / (tiles.down * tiles.across)), place = (int)(tile % (tiles.down * tiles.across));
    int top = place / tiles.across * 2, left = place % tiles.across * 2;
    int has_right = left + 1 < map.width, has_lower = top + 1 < map.height;
    float *target = transformed + (tile - first) * map.channels;
    long stride = (long)capacity * map.channels, row = (long)map.width * map.block;
    for (int channel = 0; channel < map.channels; channel += LANES, target += LANES) {
      const float *base = gradients + channel_start(map, image, channel) + top * row + (long)left * map.block;
      vector none = 0, g0 = LOAD(base), g1 = has_right ? LOAD(base + map.block) : none;
      vector g2 = has_lower ? LOAD(base + row) : none;
      vector g3 = has_right && has_lower ? LOAD(base + row + map.block) : none;
      vector rows[4][2] = {{g0, g1}, {g0 + g2, g1 + g3}, {g0 - g2, g1 - g3}, {-g2, -g3}};
#pragma clang loop unroll(full)
      for (int y = 0; y < 4; y++) {
        vector one = rows[y][0], other = rows[y][1];
        STORE(target + (y * 4 + 0) * stride, one);
        STORE(target + (y * 4 + 1) * stride, one + other);
        STORE(target + (y * 4 + 2) * stride, one - other);
        STORE(target + (y * 4 + 3) * stride, -other);
      }
    }
  }
}

// The 2×2 outputs of each tile, Aᵀ·m·A.
static void KERNEL(transform_outputs)(siam_map map, const float *products, long first, long last, int capacity,
                                      float *output) {
  tiling tiles = tiling_of(map);
  for (long tile = first; tile < last; tile++) {
    int image = (int)(tile / (tiles.down * tiles.across)), place = (int)(tile % (tiles.down * tiles.across));
    int top = place / tiles.across * 2, left = place % tiles.across * 2;
    int has_right = left + 1 < map.width, has_lower = top + 1 < map.height;
    const float *source = products + (tile - first) * map.channels;
    long stride = (long)capacity * map.channels, row = (long)map.width * map.block;
    for (int channel = 0; channel < map.channels; channel += LANES, source += LANES) {
      float *base = output + channel_start(map, image, channel) + top * row + (long)left * map.block;
      vector upper[4], lower[4];
#pragma clang loop unroll(full)
      for (int x = 0; x < 4; x++) {
        vector m0 = LOAD(source + x * stride), m1 = LOAD(source + (4 + x) * stride);
        vector m2 = LOAD(source + (8 + x) * stride), m3 = LOAD(source + (12 + x) * stride);
        upper[x] = m0 + m1 + m2;
        lower[x] = m1 - m2 - m3;
      }
      STORE(base, upper[0] + upper[1] + upper[2]);
      if (has_right) STORE(base + map.block, upper[1] - upper[2] - upper[3]);
      if (has_lower) STORE(base + row, lower[0] + lower[1] + lower[2]);
      if (has_right && has_lower) STORE(base + row + map.block, lower[1] - lower[2] - lower[3]);
    }
  }
}

// product[row][…] = Σ left[row][k] · right[k][…] for a few rows and vectors of columns.
INLINE void multiply_part(int rows, int vectors, int inner, const float *left, long left_stride, const float *right,
                          long right_stride, float *product, long product_stride) {
  vector sums[TILE_ROWS][4];
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
    for (int column = 0; column < vectors; column++) sums[row][column] = 0;
  for (int k = 0; k < inner; k++) {
    vector columns[4];
#pragma clang loop unroll(full)
    for (int column = 0; column < vectors; column++) columns[column] = LOAD(right + k * right_stride + column * LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
      for (int column = 0; column < vectors; column++)
        sums[row][column] += (vector)left[row * left_stride + k] * columns[column];
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
    for (int column = 0; column < vectors; column++)
      STORE(product + row * product_stride + column * LANES, sums[row][column]);
}

// sum[row][…] += Σ left[t][row] · right[t][…] for a few rows and vectors of columns.
INLINE void accumulate_part(int rows, int vectors, int inner, const float *left, long left_stride, const float *right,
                            long right_stride, float *sum, long sum_stride) {
  vector sums[TILE_ROWS][4];
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
    for (int column = 0; column < vectors; column++) sums[row][column] = LOAD(sum + row * sum_stride + column * LANES);
  for (int t = 0; t < inner; t++) {
    vector columns[4];
#pragma clang loop unroll(full)
    for (int column = 0; column < vectors; column++) columns[column] = LOAD(right + t * right_stride + column * LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
      for (int column = 0; column < vectors; column++)
        sums[row][column] += (vector)left[t * left_stride + row] * columns[column];
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
    for (int column = 0; column < vectors; column++) STORE(sum + row * sum_stride + column * LANES, sums[row][column]);
}

// Whole matrices of any size in parts whose sizes the compiler knows; `part` is one of the two above.
#define IN_PARTS(part, rows, columns, inner, left, left_row, left_stride, right, right_stride, product, step)   \
  for (int column = 0; column < (columns);) {                                                                   \
    int wide = (columns) - column >= COLUMN_VECTORS * LANES;                                                    \
    for (int row = 0; row < (rows);) {                                                                          \
      const float *l = (left) + (long)row * (left_row), *r = (right) + column;                                  \
      float *p = (product) + (long)row * (step) + column;                                                       \
      int rest = (rows) - row;                                                                                  \
      if (rest >= TILE_ROWS && wide)                                                                            \
        part(TILE_ROWS, COLUMN_VECTORS, inner, l, left_stride, r, right_stride, p, step);                       \
      else if (rest >= TILE_ROWS)                                                                               \
        part(TILE_ROWS, 1, inner, l, left_stride, r, right_stride, p, step);                                    \
      else if (rest >= 2 && wide)                                                                               \
        part(2, COLUMN_VECTORS, inner, l, left_stride, r, right_stride, p, step);                               \
      else if (wide)                                                                                            \
        part(1, COLUMN_VECTORS, inner, l, left_stride, r, right_stride, p, step);                               \
      else                                                                                                      \
        part(1, 1, inner, l, left_stride, r, right_stride, p, step);                                            \
      row += rest >= TILE_ROWS ? TILE_ROWS : rest >= 2 && wide ? 2 : 1;                                         \
    }                                                                                                           \
    column += wide ? COLUMN_VECTORS * LANES : LANES;                                                            \
  }

static void KERNEL(winograd_forward)(void *argument, int first, int last, int thread) {
  const siam_winograd_job *job = argument;
  int inputs = job->input.channels, outputs = job->output.channels, capacity = job->capacity;
  float *transformed = (float *)(job->scratch + (size_t)thread * job->scratch_bytes);
  float *products = transformed + (long)16 * capacity * inputs;
  for (int block = first; block < last; block++) {
    long start = (long)block * capacity, end = start + capacity < job->tiles ? start + capacity : job->tiles;
    KERNEL(transform_inputs)(job->input, job->values, start, end, capacity, transformed);
    int count = (int)(end - start);
    for (int place = 0; place < 16; place++) {
      const float *left = transformed + (long)place * capacity * inputs;
      const float *right = job->weights + (long)place * inputs * outputs;
      float *product = products + (long)place * capacity * outputs;
      IN_PARTS(multiply_part, count, outputs, inputs, left, inputs, inputs, right, outputs, product, outputs)
    }
    KERNEL(transform_outputs)(job->output, products, start, end, capacity, job->result);
  }
}

// A thread's own sums over its tiles, 16 × inputs × outputs, lie behind its two blocks.
static void KERNEL(winograd_weight_gradient)(void *argument, int first, int last, int thread) {
  const siam_winograd_job *job = argument;
  int inputs = job->input.channels, outputs = job->output.channels, capacity = job->capacity;
  float *transformed = (float *)(job->scratch + (size_t)thread * job->scratch_bytes);
  float *gradients = transformed + (long)16 * capacity * inputs, *sums = gradients + (long)16 * capacity * outputs;
  memset(sums, 0, sizeof(float) * 16 * (size_t)inputs * (size_t)outputs);
  for (int block = first; block < last; block++) {
    long start = (long)block * capacity, end = start + capacity < job->tiles ? start + capacity : job->tiles;
    KERNEL(transform_inputs)(job->input, job->values, start, end, capacity, transformed);
    KERNEL(transform_gradients)(job->output, job->gradients, start, end, capacity, gradients);
    int count = (int)(end - start);
    for (int place = 0; place < 16; place++) {
      const float *left = transformed + (long)place * capacity * inputs;
      const float *right = gradients + (long)place * capacity * outputs;
      float *sum = sums + (long)place * inputs * outputs;
      IN_PARTS(accumulate_part, inputs, outputs, count, left, 1, inputs, right, outputs, sum, outputs)
    }
  }
}
