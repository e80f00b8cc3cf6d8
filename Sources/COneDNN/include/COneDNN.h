// oneDNN for Swift: layouts, primitives and memories behind opaque handles.
//
// Every function that can fail returns 0 on success; otherwise it returns oneDNN's status and leaves its result alone.
// The differences between oneDNN 2.x and 3.x are confined to generation.h.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct siam_context siam_context;      // an engine and its stream
typedef struct siam_layout siam_layout;        // the order of a tensor's elements in memory
typedef struct siam_primitive siam_primitive;  // a planned operation
typedef struct siam_memory siam_memory;        // a layout and the bytes it describes

// The role of a primitive's argument.
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

// The pass that a primitive computes.
typedef enum {
  SIAM_FORWARD_TRAINING,
  SIAM_FORWARD_INFERENCE,
  SIAM_BACKWARD,          // of normalisation, pooling and activations: all gradients
  SIAM_BACKWARD_DATA,     // of convolution and inner product: the source's gradient
  SIAM_BACKWARD_WEIGHTS,  // of convolution and inner product: the weights' and the bias's
} siam_direction;

// Returns the version of the library in use, such as 2, 6 and 3.
void siam_onednn_version(int *major, int *minor, int *patch);
// Returns the name of the instruction set that the library uses, such as "AVX2".
const char *siam_onednn_instruction_set(void);
// Returns a description of a status.
const char *siam_status_name(int status);

// The function that pooling applies to a window.
typedef enum { SIAM_MAX, SIAM_AVERAGE } siam_pooling;

// An activation function.
typedef enum {
  SIAM_RECTIFIER,  // x where x > 0, else slope · x; the slope is not negative
  SIAM_SIGMOID,    // 1 / (1 + e^−x)
} siam_activation;

int siam_context_create(siam_context **result);
void siam_context_destroy(siam_context *context);

// Creates a row-major float layout.
int siam_layout_plain(int rank, const int64_t *sizes, siam_layout **result);
// Creates a float layout with the given strides, in elements.
int siam_layout_strided(int rank, const int64_t *sizes, const int64_t *strides, siam_layout **result);
// Creates a placeholder for a layout that the library chooses when it creates a primitive.
int siam_layout_any(int rank, const int64_t *sizes, siam_layout **result);
// Creates a layout of N × C × H × W floats with `block` adjacent channels of a pixel: 8, 16, or 0 for all channels.
int siam_layout_blocked(const int64_t *sizes, int block, siam_layout **result);
// Returns the number of adjacent channels of such a layout, or 0 for any other layout.
int siam_layout_block(const siam_layout *layout, const int64_t *sizes);
size_t siam_layout_bytes(const siam_layout *layout);
int siam_layout_equal(const siam_layout *left, const siam_layout *right);
void siam_layout_destroy(siam_layout *layout);

// Creates a convolution. `bias` may be NULL. `hint` is the forward primitive of a backward one, else NULL.
int siam_convolution_create(siam_context *context, siam_direction direction, const siam_layout *source,
                            const siam_layout *weights, const siam_layout *bias, const siam_layout *destination,
                            int64_t stride, int64_t padding, const siam_primitive *hint, siam_primitive **result);
// Creates a normalisation with scale and shift. `fuse_relu` adds a ReLU whose mask is the workspace.
int siam_normalization_create(siam_context *context, siam_direction direction, const siam_layout *data, float epsilon,
                              int fuse_relu, const siam_primitive *hint, siam_primitive **result);
// Creates a pooling over adjacent windows of height × width; for the maximum, the workspace holds its position.
int siam_pool_create(siam_context *context, siam_direction direction, siam_pooling pooling, const siam_layout *source,
                     const siam_layout *destination, int64_t height, int64_t width, const siam_primitive *hint,
                     siam_primitive **result);
// Creates an activation; the backward primitive reads the destination, so forward may overwrite its source.
int siam_activation_create(siam_context *context, siam_direction direction, siam_activation activation, float slope,
                           const siam_layout *data, const siam_primitive *hint, siam_primitive **result);
// Creates the sum destination = source + second source.
int siam_addition_create(siam_context *context, const siam_layout *data, siam_primitive **result);
// Creates an inner product. `bias` may be NULL.
int siam_inner_product_create(siam_context *context, siam_direction direction, const siam_layout *source,
                              const siam_layout *weights, const siam_layout *bias, const siam_layout *destination,
                              const siam_primitive *hint, siam_primitive **result);
// Creates the matrix product destination = source × weights, all of rank 2.
int siam_matrix_product_create(siam_context *context, const siam_layout *source, const siam_layout *weights,
                               const siam_layout *destination, siam_primitive **result);
// Creates a copy from one layout to another.
int siam_reorder_create(siam_context *context, const siam_layout *source, const siam_layout *destination,
                        siam_primitive **result);

// Returns the layout that a primitive uses for an argument, or NULL if it doesn't have that argument.
int siam_primitive_layout(const siam_primitive *primitive, siam_argument argument, siam_layout **result);
// Returns the name of the implementation, such as "jit:avx2"; the string lives as long as the primitive.
const char *siam_primitive_implementation(const siam_primitive *primitive);
void siam_primitive_destroy(siam_primitive *primitive);

// Creates a memory object for `bytes`, which must outlive it and hold siam_layout_bytes(layout) bytes.
int siam_memory_create(siam_context *context, const siam_layout *layout, void *bytes, siam_memory **result);
void siam_memory_destroy(siam_memory *memory);

// Runs a primitive and waits until it finishes.
int siam_primitive_execute(const siam_primitive *primitive, siam_context *context, int count,
                           const siam_argument *arguments, siam_memory *const *memories);
