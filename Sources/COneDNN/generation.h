// The differences between oneDNN 2.x and 3.x: memory descriptors are values in 2.x and handles in 3.x, and primitive
// descriptors are created in two steps in 2.x and in one in 3.x.
#pragma once

#if !__has_include(<oneapi/dnnl/dnnl.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "oneDNN is missing; install it: apt-get install -y libdnnl-dev"
#endif

#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_debug.h>

#if DNNL_VERSION_MAJOR >= 3

#define SIAM_MD(layout) ((layout)->descriptor)
#define SIAM_MD_OR_NULL(layout) ((layout) ? (layout)->descriptor : NULL)
struct siam_layout {
  dnnl_memory_desc_t descriptor;
};
static dnnl_status_t descriptor_plain(siam_layout *layout, int rank, const dnnl_dim_t *sizes, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_create_with_tag(&layout->descriptor, rank, sizes, dnnl_f32, tag);
}
static dnnl_status_t descriptor_strided(siam_layout *layout, int rank, const dnnl_dim_t *sizes,
                                        const dnnl_dim_t *strides) {
  return dnnl_memory_desc_create_with_strides(&layout->descriptor, rank, sizes, dnnl_f32, strides);
}
static dnnl_status_t descriptor_copy(siam_layout *layout, const_dnnl_memory_desc_t from) {
  return dnnl_memory_desc_clone(&layout->descriptor, from);
}
static void descriptor_free(siam_layout *layout) { dnnl_memory_desc_destroy(layout->descriptor); }
static int descriptor_is_zero(const_dnnl_memory_desc_t descriptor) {
  int rank = 0;
  if (!descriptor || dnnl_memory_desc_query(descriptor, dnnl_query_ndims_s32, &rank)) return 1;
  return rank == 0;
}
// Backward normalisation does not read the shift; 3.x rejects it as an extra input, whereas 2.x requires it.
static int is_rejected(const_dnnl_primitive_desc_t descriptor, int argument) {
  dnnl_prop_kind_t kind = dnnl_prop_kind_undef;
  return argument == DNNL_ARG_SHIFT && !dnnl_primitive_desc_query(descriptor, dnnl_query_prop_kind, 0, &kind) &&
         kind == dnnl_backward;
}

#else

#define SIAM_MD(layout) (&(layout)->descriptor)
#define SIAM_MD_OR_NULL(layout) ((layout) ? &(layout)->descriptor : NULL)
typedef const dnnl_memory_desc_t *const_dnnl_memory_desc_t;
struct siam_layout {
  dnnl_memory_desc_t descriptor;
};
static dnnl_status_t descriptor_plain(siam_layout *layout, int rank, const dnnl_dim_t *sizes, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_init_by_tag(&layout->descriptor, rank, sizes, dnnl_f32, tag);
}
static dnnl_status_t descriptor_strided(siam_layout *layout, int rank, const dnnl_dim_t *sizes,
                                        const dnnl_dim_t *strides) {
  return dnnl_memory_desc_init_by_strides(&layout->descriptor, rank, sizes, dnnl_f32, strides);
}
static dnnl_status_t descriptor_copy(siam_layout *layout, const_dnnl_memory_desc_t from) {
  layout->descriptor = *from;
  return dnnl_success;
}
static void descriptor_free(siam_layout *layout) { (void)layout; }
static int descriptor_is_zero(const_dnnl_memory_desc_t descriptor) { return !descriptor || descriptor->ndims == 0; }
static int is_rejected(const_dnnl_primitive_desc_t descriptor, int argument) {
  (void)descriptor, (void)argument;
  return 0;
}

#endif

static dnnl_prop_kind_t forward_kind(siam_direction direction) {
  return direction == SIAM_FORWARD_TRAINING ? dnnl_forward_training : dnnl_forward_inference;
}

static dnnl_status_t convolution_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine,
                                            siam_direction direction, const siam_layout *source,
                                            const siam_layout *weights, const siam_layout *bias,
                                            const siam_layout *destination, int64_t stride, int64_t padding,
                                            const_dnnl_primitive_desc_t hint, dnnl_primitive_attr_t attributes) {
  const dnnl_dims_t strides = {stride, stride}, pad = {padding, padding}, dilation = {0, 0};
#if DNNL_VERSION_MAJOR >= 3
  switch (direction) {
    case SIAM_BACKWARD_DATA:
      return dnnl_convolution_backward_data_primitive_desc_create(
          result, engine, dnnl_convolution_direct, SIAM_MD(source), SIAM_MD(weights), SIAM_MD(destination), strides,
          dilation, pad, pad, hint, attributes);
    case SIAM_BACKWARD_WEIGHTS:
      return dnnl_convolution_backward_weights_primitive_desc_create(
          result, engine, dnnl_convolution_direct, SIAM_MD(source), SIAM_MD(weights), SIAM_MD_OR_NULL(bias),
          SIAM_MD(destination), strides, dilation, pad, pad, hint, attributes);
    default:
      return dnnl_convolution_forward_primitive_desc_create(
          result, engine, forward_kind(direction), dnnl_convolution_direct, SIAM_MD(source), SIAM_MD(weights),
          SIAM_MD_OR_NULL(bias), SIAM_MD(destination), strides, dilation, pad, pad, attributes);
  }
#else
  dnnl_convolution_desc_t operation;
  dnnl_status_t status;
  (void)dilation;
  switch (direction) {
    case SIAM_BACKWARD_DATA:
      status = dnnl_convolution_backward_data_desc_init(&operation, dnnl_convolution_direct, SIAM_MD(source),
                                                        SIAM_MD(weights), SIAM_MD(destination), strides, pad, pad);
      break;
    case SIAM_BACKWARD_WEIGHTS:
      status = dnnl_convolution_backward_weights_desc_init(&operation, dnnl_convolution_direct, SIAM_MD(source),
                                                           SIAM_MD(weights), SIAM_MD_OR_NULL(bias),
                                                           SIAM_MD(destination), strides, pad, pad);
      break;
    default:
      status = dnnl_convolution_forward_desc_init(&operation, forward_kind(direction), dnnl_convolution_direct,
                                                  SIAM_MD(source), SIAM_MD(weights), SIAM_MD_OR_NULL(bias),
                                                  SIAM_MD(destination), strides, pad, pad);
  }
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, hint);
#endif
}

static dnnl_status_t normalization_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine,
                                              siam_direction direction, const siam_layout *data, float epsilon,
                                              unsigned flags, const_dnnl_primitive_desc_t hint,
                                              dnnl_primitive_attr_t attributes) {
#if DNNL_VERSION_MAJOR >= 3
  if (direction == SIAM_BACKWARD)
    return dnnl_batch_normalization_backward_primitive_desc_create(result, engine, dnnl_backward, SIAM_MD(data),
                                                                   SIAM_MD(data), SIAM_MD(data), epsilon, flags, hint,
                                                                   attributes);
  return dnnl_batch_normalization_forward_primitive_desc_create(result, engine, forward_kind(direction),
                                                                SIAM_MD(data), SIAM_MD(data), epsilon, flags,
                                                                attributes);
#else
  dnnl_batch_normalization_desc_t operation;
  dnnl_status_t status =
      direction == SIAM_BACKWARD
          ? dnnl_batch_normalization_backward_desc_init(&operation, dnnl_backward, SIAM_MD(data), SIAM_MD(data),
                                                        epsilon, flags)
          : dnnl_batch_normalization_forward_desc_init(&operation, forward_kind(direction), SIAM_MD(data), epsilon,
                                                       flags);
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, hint);
#endif
}

static dnnl_status_t pool_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine, siam_direction direction,
                                     siam_pooling pooling, const siam_layout *source, const siam_layout *destination,
                                     int64_t height, int64_t width, const_dnnl_primitive_desc_t hint,
                                     dnnl_primitive_attr_t attributes) {
  const dnnl_dims_t window = {height, width}, zero = {0, 0};
  const dnnl_alg_kind_t kind = pooling == SIAM_AVERAGE ? dnnl_pooling_avg_exclude_padding : dnnl_pooling_max;
#if DNNL_VERSION_MAJOR >= 3
  if (direction == SIAM_BACKWARD)
    return dnnl_pooling_backward_primitive_desc_create(result, engine, kind, SIAM_MD(source), SIAM_MD(destination),
                                                       window, window, zero, zero, zero, hint, attributes);
  return dnnl_pooling_forward_primitive_desc_create(result, engine, forward_kind(direction), kind, SIAM_MD(source),
                                                    SIAM_MD(destination), window, window, zero, zero, zero,
                                                    attributes);
#else
  dnnl_pooling_desc_t operation;
  dnnl_status_t status =
      direction == SIAM_BACKWARD
          ? dnnl_pooling_backward_desc_init(&operation, kind, SIAM_MD(source), SIAM_MD(destination), window, window,
                                            zero, zero)
          : dnnl_pooling_forward_desc_init(&operation, forward_kind(direction), kind, SIAM_MD(source),
                                           SIAM_MD(destination), window, window, zero, zero);
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, hint);
#endif
}

// The backward pass reads the result, not the source, so that an activation may overwrite its source.
static dnnl_status_t activation_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine,
                                           siam_direction direction, siam_activation activation, float slope,
                                           const siam_layout *data, const_dnnl_primitive_desc_t hint,
                                           dnnl_primitive_attr_t attributes) {
  const dnnl_alg_kind_t kind =
      activation == SIAM_SIGMOID ? dnnl_eltwise_logistic_use_dst_for_bwd : dnnl_eltwise_relu_use_dst_for_bwd;
#if DNNL_VERSION_MAJOR >= 3
  if (direction == SIAM_BACKWARD)
    return dnnl_eltwise_backward_primitive_desc_create(result, engine, kind, SIAM_MD(data), SIAM_MD(data),
                                                       SIAM_MD(data), slope, 0, hint, attributes);
  return dnnl_eltwise_forward_primitive_desc_create(result, engine, forward_kind(direction), kind, SIAM_MD(data),
                                                    SIAM_MD(data), slope, 0, attributes);
#else
  dnnl_eltwise_desc_t operation;
  dnnl_status_t status =
      direction == SIAM_BACKWARD
          ? dnnl_eltwise_backward_desc_init(&operation, kind, SIAM_MD(data), SIAM_MD(data), slope, 0)
          : dnnl_eltwise_forward_desc_init(&operation, forward_kind(direction), kind, SIAM_MD(data), slope, 0);
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, hint);
#endif
}

static dnnl_status_t addition_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine, const siam_layout *data,
                                         dnnl_primitive_attr_t attributes) {
#if DNNL_VERSION_MAJOR >= 3
  return dnnl_binary_primitive_desc_create(result, engine, dnnl_binary_add, SIAM_MD(data), SIAM_MD(data),
                                           SIAM_MD(data), attributes);
#else
  dnnl_binary_desc_t operation;
  dnnl_status_t status =
      dnnl_binary_desc_init(&operation, dnnl_binary_add, SIAM_MD(data), SIAM_MD(data), SIAM_MD(data));
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, NULL);
#endif
}

static dnnl_status_t inner_product_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine,
                                              siam_direction direction, const siam_layout *source,
                                              const siam_layout *weights, const siam_layout *bias,
                                              const siam_layout *destination, const_dnnl_primitive_desc_t hint,
                                              dnnl_primitive_attr_t attributes) {
#if DNNL_VERSION_MAJOR >= 3
  switch (direction) {
    case SIAM_BACKWARD_DATA:
      return dnnl_inner_product_backward_data_primitive_desc_create(result, engine, SIAM_MD(source), SIAM_MD(weights),
                                                                    SIAM_MD(destination), hint, attributes);
    case SIAM_BACKWARD_WEIGHTS:
      return dnnl_inner_product_backward_weights_primitive_desc_create(result, engine, SIAM_MD(source),
                                                                       SIAM_MD(weights), SIAM_MD_OR_NULL(bias),
                                                                       SIAM_MD(destination), hint, attributes);
    default:
      return dnnl_inner_product_forward_primitive_desc_create(result, engine, forward_kind(direction), SIAM_MD(source),
                                                              SIAM_MD(weights), SIAM_MD_OR_NULL(bias),
                                                              SIAM_MD(destination), attributes);
  }
#else
  dnnl_inner_product_desc_t operation;
  dnnl_status_t status;
  switch (direction) {
    case SIAM_BACKWARD_DATA:
      status = dnnl_inner_product_backward_data_desc_init(&operation, SIAM_MD(source), SIAM_MD(weights),
                                                          SIAM_MD(destination));
      break;
    case SIAM_BACKWARD_WEIGHTS:
      status = dnnl_inner_product_backward_weights_desc_init(&operation, SIAM_MD(source), SIAM_MD(weights),
                                                             SIAM_MD_OR_NULL(bias), SIAM_MD(destination));
      break;
    default:
      status = dnnl_inner_product_forward_desc_init(&operation, forward_kind(direction), SIAM_MD(source),
                                                    SIAM_MD(weights), SIAM_MD_OR_NULL(bias), SIAM_MD(destination));
  }
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, hint);
#endif
}

static dnnl_status_t matrix_product_descriptor(dnnl_primitive_desc_t *result, dnnl_engine_t engine,
                                               const siam_layout *source, const siam_layout *weights,
                                               const siam_layout *destination, dnnl_primitive_attr_t attributes) {
#if DNNL_VERSION_MAJOR >= 3
  return dnnl_matmul_primitive_desc_create(result, engine, SIAM_MD(source), SIAM_MD(weights), NULL,
                                           SIAM_MD(destination), attributes);
#else
  dnnl_matmul_desc_t operation;
  dnnl_status_t status =
      dnnl_matmul_desc_init(&operation, SIAM_MD(source), SIAM_MD(weights), NULL, SIAM_MD(destination));
  return status ? status : dnnl_primitive_desc_create(result, &operation, attributes, engine, NULL);
#endif
}
