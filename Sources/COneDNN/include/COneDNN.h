// oneDNN for Swift: layouts, primitives and memories behind opaque handles.
//
// Every function that can fail returns 0 on success and oneDNN's status otherwise, and leaves its result untouched
// then.
// The differences between oneDNN 2.x and 3.x stay in generation.h.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct siam_context siam_context;      // an engine and its stream
typedef struct siam_layout siam_layout;        // how a tensor lies in memory
typedef struct siam_primitive siam_primitive;  // a planned operation
typedef struct siam_memory siam_memory;        // a layout and the bytes it describes

// What a primitive's argument is.
typedef enum {
  SIAM_SOURCE,
  SIAM_SECOND_SOURCE,
  SIAM_WEIGHTS,
  SIAM_BIAS,
  SIAM_DESTINATION,
  SIAM_MEAN,
  SIAM_VARIANCE,
  SIAM_SCALE,
  SIAM_SHIFT,
  SIAM_WORKSPACE,
  SIAM_SCRATCHPAD,
  SIAM_SOURCE_GRADIENT,
  SIAM_WEIGHTS_GRADIENT,
  SIAM_BIAS_GRADIENT,
  SIAM_DESTINATION_GRADIENT,
  SIAM_SCALE_GRADIENT,
  SIAM_SHIFT_GRADIENT,
} siam_argument;

// What a primitive computes.
typedef enum {
  SIAM_FORWARD_TRAINING,
  SIAM_FORWARD_INFERENCE,
  SIAM_BACKWARD,          // of normalisation and pooling: everything
  SIAM_BACKWARD_DATA,     // of convolution and inner product: the source's gradient
  SIAM_BACKWARD_WEIGHTS,  // of convolution and inner product: the weights' and the bias's
} siam_direction;

// The generation and version of the library in use, such as "2.6.3".
void siam_onednn_version(int *major, int *minor, int *patch);
// The name of the instruction set that the library computes with, such as "AVX2".
const char *siam_onednn_instruction_set(void);
// A status in words.
const char *siam_status_name(int status);
// The threads oneDNN computes with.
int siam_thread_count(void);
// Sets the threads the calling thread's operations use.
void siam_set_thread_count(int count);

// What a pooling takes of a window.
typedef enum { SIAM_LARGEST, SIAM_AVERAGE } siam_pooling;

// What an activation makes of a number.
typedef enum {
  SIAM_RECTIFIER,  // x where x > 0, else slope · x; the slope is not negative
  SIAM_SIGMOID,    // 1 / (1 + e^−x)
} siam_activation;

int siam_context_create(siam_context **result);
void siam_context_destroy(siam_context *context);

// Row-major float layout.
int siam_layout_plain(int rank, const int64_t *sizes, siam_layout **result);
// Float layout with the given strides, in elements.
int siam_layout_strided(int rank, const int64_t *sizes, const int64_t *strides, siam_layout **result);
// For the library to choose when a primitive is made.
int siam_layout_any(int rank, const int64_t *sizes, siam_layout **result);
// N × C × H × W floats with `block` channels of a pixel together: 8, 16, or 0 for all of them.
int siam_layout_blocked(const int64_t *sizes, int block, siam_layout **result);
// The block of such a layout, which is the number of channels where all lie together; 0 for any other layout.
int siam_layout_block(const siam_layout *layout, const int64_t *sizes);
size_t siam_layout_bytes(const siam_layout *layout);
int siam_layout_equal(const siam_layout *left, const siam_layout *right);
void siam_layout_destroy(siam_layout *layout);

// `bias` may be NULL. `hint` is the forward primitive of a backward one, else NULL.
int siam_convolution_create(siam_context *context, siam_direction direction, const siam_layout *source,
                            const siam_layout *weights, const siam_layout *bias, const siam_layout *destination,
                            int64_t stride, int64_t padding, const siam_primitive *hint, siam_primitive **result);
// With scale and shift. `fuse_relu` adds a ReLU whose mask is the workspace.
int siam_normalization_create(siam_context *context, siam_direction direction, const siam_layout *data, float epsilon,
                              int fuse_relu, const siam_primitive *hint, siam_primitive **result);
// Pooling by windows of height × width that touch; of the largest, the workspace holds which it was.
int siam_pool_create(siam_context *context, siam_direction direction, siam_pooling pooling, const siam_layout *source,
                     const siam_layout *destination, int64_t height, int64_t width, const siam_primitive *hint,
                     siam_primitive **result);
// An activation; the backward primitive reads the destination, so forward may overwrite its source.
int siam_activation_create(siam_context *context, siam_direction direction, siam_activation activation, float slope,
                           const siam_layout *data, const siam_primitive *hint, siam_primitive **result);
// destination = source + second source.
int siam_addition_create(siam_context *context, const siam_layout *data, siam_primitive **result);
// `bias` may be NULL.
int siam_inner_product_create(siam_context *context, siam_direction direction, const siam_layout *source,
                              const siam_layout *weights, const siam_layout *bias, const siam_layout *destination,
                              const siam_primitive *hint, siam_primitive **result);
// destination = source × weights, all rank 2.
int siam_matrix_product_create(siam_context *context, const siam_layout *source, const siam_layout *weights,
                               const siam_layout *destination, siam_primitive **result);
// A copy from one layout to another.
int siam_reorder_create(siam_context *context, const siam_layout *source, const siam_layout *destination,
                        siam_primitive **result);

// The layout a primitive wants for an argument; NULL where it takes none.
int siam_primitive_layout(const siam_primitive *primitive, siam_argument argument, siam_layout **result);
// The name of the implementation chosen, such as "jit:avx2"; lives as long as the primitive.
const char *siam_primitive_implementation(const siam_primitive *primitive);
void siam_primitive_destroy(siam_primitive *primitive);

// Describes `bytes`, which must outlive it and hold siam_layout_bytes(layout) bytes.
int siam_memory_create(siam_context *context, const siam_layout *layout, void *bytes, siam_memory **result);
void siam_memory_destroy(siam_memory *memory);

// Runs a primitive and waits for its end.
int siam_primitive_execute(const siam_primitive *primitive, siam_context *context, int count,
                           const siam_argument *arguments, siam_memory *const *memories);
