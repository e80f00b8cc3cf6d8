#if defined(__x86_64__)
#include <string.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma"))), apply_to = function)
#define LANES 16
#define KERNEL(name) name##_avx512
#include "map_kernels.h"
#include "patch_kernels.h"
#include "winograd_kernels.h"
#pragma clang attribute pop

const siam_kernels siam_kernels_avx512 = {
    LANES,
    "avx512",
    KERNEL(pick_and_measure),
    KERNEL(scale_and_rectify),
    KERNEL(scale_rectify_and_pool),
    KERNEL(affine_gradients),
    KERNEL(map_gradient),
    KERNEL(patch_moments),
    KERNEL(patch_forward),
    KERNEL(patch_backward),
    KERNEL(winograd_forward),
    KERNEL(winograd_weight_gradient),
};
#endif
