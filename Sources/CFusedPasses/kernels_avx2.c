#if defined(__x86_64__)
#include <string.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define KERNEL(name) name##_avx2
#include "map_kernels.h"
#include "patch_kernels.h"
#include "winograd_kernels.h"
#pragma clang attribute pop

const siam_kernels siam_kernels_avx2 = {
    LANES,
    "avx2",
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
