// 3×3 convolutions with padding 1 by Winograd's F(4×4, 3×3), which needs 36 multiplications where the direct method
// needs 144 (Lavin and Gray 2016, Fast Algorithms for Convolutional Neural Networks, §4). Included after map_kernels.h.
//
// A block of tiles passes through all stages while it is in the second-level cache: the 6×6 pixels of each tile are
// transformed, each of the 36 positions is a matrix product over channels, and the 4×4 outputs are transformed back.

#include "winograd_points.h"

// The rows and vectors of a product that are held in registers: 6 × 4 of 32, or 6 × 2 of 16.
#define TILE_ROWS 6
#define COLUMN_VECTORS (LANES == 16 ? 4 : 2)
#define UNROLL _Pragma("clang loop unroll(full)")

// Applies Bᵀ to the six pixels of a line.
INLINE void input_line(vector *to, const vector *d) {
  vector even_a = d[4] - B2 * d[2], odd_a = A1 * (d[3] - B2 * d[1]);
  vector even_b = d[4] - A2 * d[2], odd_b = B1 * (d[3] - A2 * d[1]);
  to[0] = A2B2 * d[0] + (d[4] - (A2 + B2) * d[2]);
  to[1] = even_a + odd_a;
  to[2] = even_a - odd_a;
  to[3] = even_b + odd_b;
  to[4] = even_b - odd_b;
  to[5] = A2B2 * d[1] + (d[5] - (A2 + B2) * d[3]);
}

// Applies Aᵀ to six products, giving four outputs.
INLINE void output_line(vector *to, const vector *m) {
  vector sum_a = m[1] + m[2], rest_a = m[1] - m[2], sum_b = m[3] + m[4], rest_b = m[3] - m[4];
  to[0] = m[0] + (sum_a + sum_b);
  to[1] = A1 * rest_a + B1 * rest_b;
  to[2] = A2 * sum_a + B2 * sum_b;
  to[3] = m[5] + (A3 * rest_a + B3 * rest_b);
}

// Applies A to the gradients of four outputs.
INLINE void gradient_line(vector *to, const vector *g) {
  vector even_a = g[0] + A2 * g[2], odd_a = A1 * g[1] + A3 * g[3];
  vector even_b = g[0] + B2 * g[2], odd_b = B1 * g[1] + B3 * g[3];
  to[0] = g[0];
  to[1] = even_a + odd_a;
  to[2] = even_a - odd_a;
  to[3] = even_b + odd_b;
  to[4] = even_b - odd_b;
  to[5] = g[3];
}

// The position of a tile: its image and its first output pixel.
typedef struct {
  int image, top, left;
} tile_position;

INLINE tile_position tile_at(siam_map map, long tile) {
  int across = (map.width + 3) / 4, of_image = (map.height + 3) / 4 * across, position = (int)(tile % of_image);
  return (tile_position){(int)(tile / of_image), position / across * 4, position % across * 4};
}

static const float winograd_zeros[LANES] __attribute__((aligned(64)));

// Computes the offsets in floats of the pixels of a `size` × `size` square, or −1 for pixels outside the map.
INLINE void square_offsets(siam_map map, int top, int left, int size, long *offsets) {
  for (int index = 0; index < size * size; index++) {
    int y = top + index / size, x = left + index % size;
    int inside = y >= 0 && y < map.height && x >= 0 && x < map.width;
    offsets[index] = inside ? ((long)y * map.width + x) * map.block : -1;
  }
}

// Transforms the 6×6 pixels around each tile of `first`..<`last`: 36 × capacity × channels.
static void KERNEL(transform_inputs)(siam_map map, const float *values, long first, long last, int capacity,
                                     float *transformed) {
  long stride = (long)capacity * map.channels;
  for (long tile = first; tile < last; tile++) {
    tile_position at = tile_at(map, tile);
    long offsets[36];
    square_offsets(map, at.top - 1, at.left - 1, 6, offsets);
    float *target = transformed + (tile - first) * map.channels;
    for (int channel = 0; channel < map.channels; channel += LANES, target += LANES) {
      const float *base = values + channel_start(map, at.image, channel);
      vector rows[6][6];
      UNROLL for (int x = 0; x < 6; x++) {
        vector column[6], result[6];
        UNROLL for (int y = 0; y < 6; y++) {
          long offset = offsets[y * 6 + x];
          column[y] = LOAD(offset < 0 ? winograd_zeros : base + offset);
        }
        input_line(result, column);
        UNROLL for (int y = 0; y < 6; y++) rows[y][x] = result[y];
      }
      UNROLL for (int y = 0; y < 6; y++) {
        vector result[6];
        input_line(result, rows[y]);
        UNROLL for (int x = 0; x < 6; x++) STORE(target + (y * 6 + x) * stride, result[x]);
      }
    }
  }
}

// Transforms the gradients of each tile's 4×4 outputs, A·g·Aᵀ: 36 × capacity × channels.
static void KERNEL(transform_gradients)(siam_map map, const float *gradients, long first, long last, int capacity,
                                        float *transformed) {
  long stride = (long)capacity * map.channels;
  for (long tile = first; tile < last; tile++) {
    tile_position at = tile_at(map, tile);
    long offsets[16];
    square_offsets(map, at.top, at.left, 4, offsets);
    float *target = transformed + (tile - first) * map.channels;
    for (int channel = 0; channel < map.channels; channel += LANES, target += LANES) {
      const float *base = gradients + channel_start(map, at.image, channel);
      vector rows[6][4];
      UNROLL for (int x = 0; x < 4; x++) {
        vector column[4], result[6];
        UNROLL for (int y = 0; y < 4; y++) {
          long offset = offsets[y * 4 + x];
          column[y] = LOAD(offset < 0 ? winograd_zeros : base + offset);
        }
        gradient_line(result, column);
        UNROLL for (int y = 0; y < 6; y++) rows[y][x] = result[y];
      }
      UNROLL for (int y = 0; y < 6; y++) {
        vector result[6];
        gradient_line(result, rows[y]);
        UNROLL for (int x = 0; x < 6; x++) STORE(target + (y * 6 + x) * stride, result[x]);
      }
    }
  }
}

// Computes the 4×4 outputs of each tile, Aᵀ·m·A.
static void KERNEL(transform_outputs)(siam_map map, const float *products, long first, long last, int capacity,
                                      float *output) {
  long stride = (long)capacity * map.channels, row = (long)map.width * map.block;
  for (long tile = first; tile < last; tile++) {
    tile_position at = tile_at(map, tile);
    int high = map.height - at.top, wide = map.width - at.left;
    const float *source = products + (tile - first) * map.channels;
    for (int channel = 0; channel < map.channels; channel += LANES, source += LANES) {
      float *base = output + channel_start(map, at.image, channel);
      base += at.top * row + (long)at.left * map.block;
      vector rows[4][6];
      UNROLL for (int x = 0; x < 6; x++) {
        vector column[6], result[4];
        UNROLL for (int y = 0; y < 6; y++) column[y] = LOAD(source + (y * 6 + x) * stride);
        output_line(result, column);
        UNROLL for (int y = 0; y < 4; y++) rows[y][x] = result[y];
      }
      UNROLL for (int y = 0; y < 4; y++) {
        if (y >= high) break;
        vector result[4];
        output_line(result, rows[y]);
        UNROLL for (int x = 0; x < 4; x++) if (x < wide) STORE(base + y * row + x * map.block, result[x]);
      }
    }
  }
}

// product[row][…] = Σ left[row][k] · right[k][…] for a few rows and vectors of columns.
INLINE void multiply_part(int rows, int vectors, int inner, const float *left, long left_stride, const float *right,
                          long right_stride, float *product, long product_stride) {
  vector sums[TILE_ROWS][4];
  UNROLL for (int row = 0; row < rows; row++)
    UNROLL for (int column = 0; column < vectors; column++) sums[row][column] = 0;
  for (int k = 0; k < inner; k++) {
    vector columns[4];
    UNROLL for (int column = 0; column < vectors; column++)
      columns[column] = LOAD(right + k * right_stride + column * LANES);
    UNROLL for (int row = 0; row < rows; row++)
      UNROLL for (int column = 0; column < vectors; column++)
        sums[row][column] += (vector)left[row * left_stride + k] * columns[column];
  }
  UNROLL for (int row = 0; row < rows; row++)
    UNROLL for (int column = 0; column < vectors; column++)
      STORE(product + row * product_stride + column * LANES, sums[row][column]);
}

// sum[row][…] += Σ left[t][row] · right[t][…] for a few rows and vectors of columns.
INLINE void accumulate_part(int rows, int vectors, int inner, const float *left, long left_stride, const float *right,
                            long right_stride, float *sum, long sum_stride) {
  vector sums[TILE_ROWS][4];
  UNROLL for (int row = 0; row < rows; row++)
    UNROLL for (int column = 0; column < vectors; column++)
      sums[row][column] = LOAD(sum + row * sum_stride + column * LANES);
  for (int t = 0; t < inner; t++) {
    vector columns[4];
    UNROLL for (int column = 0; column < vectors; column++)
      columns[column] = LOAD(right + t * right_stride + column * LANES);
    UNROLL for (int row = 0; row < rows; row++)
      UNROLL for (int column = 0; column < vectors; column++)
        sums[row][column] += (vector)left[t * left_stride + row] * columns[column];
  }
  UNROLL for (int row = 0; row < rows; row++)
    UNROLL for (int column = 0; column < vectors; column++)
      STORE(sum + row * sum_stride + column * LANES, sums[row][column]);
}

// Processes matrices of any size in parts whose sizes the compiler knows; `part` is one of the two functions above.
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
  float *products = transformed + (long)36 * capacity * inputs;
  for (int block = first; block < last; block++) {
    long start = (long)block * capacity, end = start + capacity < job->tiles ? start + capacity : job->tiles;
    KERNEL(transform_inputs)(job->input, job->values, start, end, capacity, transformed);
    int count = (int)(end - start);
    for (int position = 0; position < 36; position++) {
      const float *left = transformed + (long)position * capacity * inputs;
      const float *right = job->weights + (long)position * inputs * outputs;
      float *product = products + (long)position * capacity * outputs;
      IN_PARTS(multiply_part, count, outputs, inputs, left, inputs, inputs, right, outputs, product, outputs)
    }
    KERNEL(transform_outputs)(job->output, products, start, end, capacity, job->result);
  }
}

// Each item is a sum over consecutive blocks of tiles.
static void KERNEL(winograd_weight_gradient)(void *argument, int first, int last, int thread) {
  const siam_winograd_job *job = argument;
  int inputs = job->input.channels, outputs = job->output.channels, capacity = job->capacity;
  float *transformed = (float *)(job->scratch + (size_t)thread * job->scratch_bytes);
  float *gradients = transformed + (long)36 * capacity * inputs;
  for (int item = first; item < last; item++) {
    float *sums = job->sums + (long)item * 36 * inputs * outputs;
    memset(sums, 0, sizeof(float) * 36 * (size_t)inputs * (size_t)outputs);
    int end_block = (int)((long)job->blocks * (item + 1) / job->sum_count);
    for (int block = (int)((long)job->blocks * item / job->sum_count); block < end_block; block++) {
      long start = (long)block * capacity, end = start + capacity < job->tiles ? start + capacity : job->tiles;
      KERNEL(transform_inputs)(job->input, job->values, start, end, capacity, transformed);
      KERNEL(transform_gradients)(job->output, job->gradients, start, end, capacity, gradients);
      int count = (int)(end - start);
      for (int position = 0; position < 36; position++) {
        const float *left = transformed + (long)position * capacity * inputs;
        const float *right = gradients + (long)position * capacity * outputs;
        float *sum = sums + (long)position * inputs * outputs;
        IN_PARTS(accumulate_part, inputs, outputs, count, left, 1, inputs, right, outputs, sum, outputs)
      }
    }
  }
}
