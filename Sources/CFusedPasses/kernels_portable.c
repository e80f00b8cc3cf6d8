#include <string.h>

#include "kernels.h"

#define LANES 4
#define KERNEL(name) name##_portable
#include "map_kernels.h"
#include "patch_kernels.h"
#include "winograd_kernels.h"

const siam_kernels siam_kernels_portable = {
    LANES,
    "portable",
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
