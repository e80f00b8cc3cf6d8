#include "COneDNN.h"

#include <stdlib.h>

#include "generation.h"

struct siam_context {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
};

struct siam_primitive {
  dnnl_primitive_desc_t descriptor;
  dnnl_primitive_t primitive;
};

struct siam_memory {
  dnnl_memory_t memory;
};

static const int argument_codes[] = {
    [SIAM_SOURCE] = DNNL_ARG_SRC,
    [SIAM_SECOND_SOURCE] = DNNL_ARG_SRC_1,
    [SIAM_WEIGHTS] = DNNL_ARG_WEIGHTS,
    [SIAM_BIAS] = DNNL_ARG_BIAS,
    [SIAM_DESTINATION] = DNNL_ARG_DST,
    [SIAM_MEAN] = DNNL_ARG_MEAN,
    [SIAM_VARIANCE] = DNNL_ARG_VARIANCE,
    [SIAM_SCALE] = DNNL_ARG_SCALE,
    [SIAM_SHIFT] = DNNL_ARG_SHIFT,
    [SIAM_WORKSPACE] = DNNL_ARG_WORKSPACE,
    [SIAM_SCRATCHPAD] = DNNL_ARG_SCRATCHPAD,
    [SIAM_SOURCE_GRADIENT] = DNNL_ARG_DIFF_SRC,
    [SIAM_WEIGHTS_GRADIENT] = DNNL_ARG_DIFF_WEIGHTS,
    [SIAM_BIAS_GRADIENT] = DNNL_ARG_DIFF_BIAS,
    [SIAM_DESTINATION_GRADIENT] = DNNL_ARG_DIFF_DST,
    [SIAM_SCALE_GRADIENT] = DNNL_ARG_DIFF_SCALE,
    [SIAM_SHIFT_GRADIENT] = DNNL_ARG_DIFF_SHIFT,
};

const char *siam_onednn_instruction_set(void) {
  switch (dnnl_get_effective_cpu_isa()) {
    case dnnl_cpu_isa_sse41: return "SSE4.1";
    case dnnl_cpu_isa_avx: return "AVX";
    case dnnl_cpu_isa_avx2: return "AVX2";
    case dnnl_cpu_isa_avx2_vnni: return "AVX2 VNNI";
    case dnnl_cpu_isa_avx512_core: return "AVX-512";
    case dnnl_cpu_isa_avx512_core_vnni: return "AVX-512 VNNI";
    case dnnl_cpu_isa_avx512_core_bf16: return "AVX-512 BF16";
    case dnnl_cpu_isa_avx512_core_amx: return "AMX";
    default: return "unknown instruction set";
  }
}

void siam_onednn_version(int *major, int *minor, int *patch) {
  const dnnl_version_t *version = dnnl_version();
  *major = version->major;
  *minor = version->minor;
  *patch = version->patch;
}

const char *siam_status_name(int status) { return dnnl_status2str((dnnl_status_t)status); }

// MARK: contexts

int siam_context_create(siam_context **result) {
  siam_context *context = calloc(1, sizeof *context);
  if (!context) return dnnl_out_of_memory;
  dnnl_status_t status = dnnl_engine_create(&context->engine, dnnl_cpu, 0);
  if (!status) status = dnnl_stream_create(&context->stream, context->engine, dnnl_stream_default_flags);
  if (status) {
    siam_context_destroy(context);
    return status;
  }
  *result = context;
  return dnnl_success;
}

void siam_context_destroy(siam_context *context) {
  if (context->stream) dnnl_stream_destroy(context->stream);
  if (context->engine) dnnl_engine_destroy(context->engine);
  free(context);
}

// MARK: layouts

static int finish_layout(siam_layout *layout, dnnl_status_t status, siam_layout **result) {
  if (status)
    free(layout);
  else
    *result = layout;
  return status;
}

static int tagged_layout(int rank, const int64_t *sizes, dnnl_format_tag_t tag, siam_layout **result) {
  siam_layout *layout = calloc(1, sizeof *layout);
  if (!layout) return dnnl_out_of_memory;
  return finish_layout(layout, descriptor_plain(layout, rank, sizes, tag), result);
}

int siam_layout_plain(int rank, const int64_t *sizes, siam_layout **result) {
  static const dnnl_format_tag_t tags[] = {dnnl_format_tag_undef, dnnl_a, dnnl_ab, dnnl_abc, dnnl_abcd};
  if (rank < 1 || rank > 4) return dnnl_invalid_arguments;
  return tagged_layout(rank, sizes, tags[rank], result);
}

int siam_layout_any(int rank, const int64_t *sizes, siam_layout **result) {
  return tagged_layout(rank, sizes, dnnl_format_tag_any, result);
}

int siam_layout_strided(int rank, const int64_t *sizes, const int64_t *strides, siam_layout **result) {
  siam_layout *layout = calloc(1, sizeof *layout);
  if (!layout) return dnnl_out_of_memory;
  return finish_layout(layout, descriptor_strided(layout, rank, sizes, strides), result);
}

int siam_layout_blocked(const int64_t *sizes, int block, siam_layout **result) {
  if (block != 0 && block != 8 && block != 16) return dnnl_invalid_arguments;
  return tagged_layout(4, sizes, block == 16 ? dnnl_nChw16c : block == 8 ? dnnl_nChw8c : dnnl_nhwc, result);
}

int siam_layout_block(const siam_layout *layout, const int64_t *sizes) {
  static const int blocks[] = {16, 8, 0};
  for (int index = 0; index < 3; index++) {
    siam_layout *candidate = NULL;
    if (siam_layout_blocked(sizes, blocks[index], &candidate)) continue;
    int equal = siam_layout_equal(layout, candidate);
    siam_layout_destroy(candidate);
    if (equal) return blocks[index] ? blocks[index] : (int)sizes[1];
  }
  return 0;
}

size_t siam_layout_bytes(const siam_layout *layout) { return dnnl_memory_desc_get_size(SIAM_MD(layout)); }

int siam_layout_equal(const siam_layout *left, const siam_layout *right) {
  return dnnl_memory_desc_equal(SIAM_MD(left), SIAM_MD(right));
}

void siam_layout_destroy(siam_layout *layout) {
  descriptor_free(layout);
  free(layout);
}

// MARK: primitives

// The caller provides the scratchpad, so that execution allocates nothing.
static int create_primitive(dnnl_primitive_desc_t descriptor, siam_primitive **result) {
  siam_primitive *primitive = calloc(1, sizeof *primitive);
  if (!primitive) {
    dnnl_primitive_desc_destroy(descriptor);
    return dnnl_out_of_memory;
  }
  primitive->descriptor = descriptor;
  dnnl_status_t status = dnnl_primitive_create(&primitive->primitive, descriptor);
  if (status) {
    siam_primitive_destroy(primitive);
    return status;
  }
  *result = primitive;
  return dnnl_success;
}

static dnnl_status_t own_scratchpad(dnnl_primitive_attr_t *attributes) {
  dnnl_status_t status = dnnl_primitive_attr_create(attributes);
  return status ? status : dnnl_primitive_attr_set_scratchpad_mode(*attributes, dnnl_scratchpad_mode_user);
}

// Evaluates `make`, an expression that returns a status and sets `descriptor` using `attributes`, then creates the
// primitive and returns.
#define SIAM_CREATE(make)                                    \
  dnnl_primitive_attr_t attributes = NULL;                   \
  dnnl_primitive_desc_t descriptor = NULL;                   \
  dnnl_status_t status = own_scratchpad(&attributes);        \
  if (!status) status = (make);                              \
  if (attributes) dnnl_primitive_attr_destroy(attributes);   \
  return status ? (int)status : create_primitive(descriptor, result)

static const_dnnl_primitive_desc_t hint_descriptor(const siam_primitive *hint) {
  return hint ? hint->descriptor : NULL;
}

int siam_convolution_create(siam_context *context, siam_direction direction, const siam_layout *source,
                            const siam_layout *weights, const siam_layout *bias, const siam_layout *destination,
                            int64_t stride, int64_t padding, const siam_primitive *hint, siam_primitive **result) {
  SIAM_CREATE(convolution_descriptor(&descriptor, context->engine, direction, source, weights, bias, destination,
                                     stride, padding, hint_descriptor(hint), attributes));
}

int siam_normalization_create(siam_context *context, siam_direction direction, const siam_layout *data, float epsilon,
                              int fuse_relu, const siam_primitive *hint, siam_primitive **result) {
  unsigned flags = dnnl_use_scale | dnnl_use_shift;
  if (fuse_relu) flags |= dnnl_fuse_norm_relu;
  if (direction == SIAM_FORWARD_INFERENCE) flags |= dnnl_use_global_stats;
  SIAM_CREATE(normalization_descriptor(&descriptor, context->engine, direction, data, epsilon, flags,
                                       hint_descriptor(hint), attributes));
}

int siam_pool_create(siam_context *context, siam_direction direction, siam_pooling pooling, const siam_layout *source,
                     const siam_layout *destination, int64_t height, int64_t width, const siam_primitive *hint,
                     siam_primitive **result) {
  SIAM_CREATE(pool_descriptor(&descriptor, context->engine, direction, pooling, source, destination, height, width,
                              hint_descriptor(hint), attributes));
}

int siam_activation_create(siam_context *context, siam_direction direction, siam_activation activation, float slope,
                           const siam_layout *data, const siam_primitive *hint, siam_primitive **result) {
  SIAM_CREATE(activation_descriptor(&descriptor, context->engine, direction, activation, slope, data,
                                    hint_descriptor(hint), attributes));
}

int siam_addition_create(siam_context *context, const siam_layout *data, siam_primitive **result) {
  SIAM_CREATE(addition_descriptor(&descriptor, context->engine, data, attributes));
}

int siam_inner_product_create(siam_context *context, siam_direction direction, const siam_layout *source,
                              const siam_layout *weights, const siam_layout *bias, const siam_layout *destination,
                              const siam_primitive *hint, siam_primitive **result) {
  SIAM_CREATE(inner_product_descriptor(&descriptor, context->engine, direction, source, weights, bias, destination,
                                       hint_descriptor(hint), attributes));
}

int siam_matrix_product_create(siam_context *context, const siam_layout *source, const siam_layout *weights,
                               const siam_layout *destination, siam_primitive **result) {
  SIAM_CREATE(
      matrix_product_descriptor(&descriptor, context->engine, source, weights, destination, attributes));
}

int siam_reorder_create(siam_context *context, const siam_layout *source, const siam_layout *destination,
                        siam_primitive **result) {
  SIAM_CREATE(dnnl_reorder_primitive_desc_create(&descriptor, SIAM_MD(source), context->engine, SIAM_MD(destination),
                                                 context->engine, attributes));
}

int siam_primitive_layout(const siam_primitive *primitive, siam_argument argument, siam_layout **result) {
  const_dnnl_memory_desc_t found =
      dnnl_primitive_desc_query_md(primitive->descriptor, dnnl_query_exec_arg_md, argument_codes[argument]);
  if (descriptor_is_zero(found)) {
    *result = NULL;
    return dnnl_success;
  }
  siam_layout *layout = calloc(1, sizeof *layout);
  if (!layout) return dnnl_out_of_memory;
  return finish_layout(layout, descriptor_copy(layout, found), result);
}

const char *siam_primitive_implementation(const siam_primitive *primitive) {
  const char *name = NULL;
  if (dnnl_primitive_desc_query(primitive->descriptor, dnnl_query_impl_info_str, 0, &name)) return "unknown";
  return name;
}

void siam_primitive_destroy(siam_primitive *primitive) {
  if (primitive->primitive) dnnl_primitive_destroy(primitive->primitive);
  if (primitive->descriptor) dnnl_primitive_desc_destroy(primitive->descriptor);
  free(primitive);
}

// MARK: execution

int siam_memory_create(siam_context *context, const siam_layout *layout, void *bytes, siam_memory **result) {
  siam_memory *memory = calloc(1, sizeof *memory);
  if (!memory) return dnnl_out_of_memory;
  dnnl_status_t status = dnnl_memory_create(&memory->memory, SIAM_MD(layout), context->engine, bytes);
  if (status)
    free(memory);
  else
    *result = memory;
  return status;
}

void siam_memory_destroy(siam_memory *memory) {
  dnnl_memory_destroy(memory->memory);
  free(memory);
}

int siam_primitive_execute(const siam_primitive *primitive, siam_context *context, int count,
                           const siam_argument *arguments, siam_memory *const *memories) {
  dnnl_exec_arg_t pairs[16];
  if (count > 16) return dnnl_invalid_arguments;
  int used = 0;
  for (int index = 0; index < count; index++) {
    int code = argument_codes[arguments[index]];
    if (!is_rejected(primitive->descriptor, code)) pairs[used++] = (dnnl_exec_arg_t){code, memories[index]->memory};
  }
  dnnl_status_t status = dnnl_primitive_execute(primitive->primitive, context->stream, used, pairs);
  return status ? status : dnnl_stream_wait(context->stream);
}
