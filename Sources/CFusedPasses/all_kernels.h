// All kernels for one instruction set and their table. The including file defines LANES (floats per vector),
// KERNEL(name) and KERNELS_NAME.
#include <string.h>

#include "kernels.h"
#include "map_kernels.h"
#include "patch_kernels.h"
#include "winograd_kernels.h"

const siam_kernels KERNEL(siam_kernels) = {
    LANES,
    KERNELS_NAME,
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
