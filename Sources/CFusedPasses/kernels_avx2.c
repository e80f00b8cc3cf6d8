#if defined(__x86_64__)
#include <string.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define KERNEL(name) name##_avx2
#define KERNELS_NAME "avx2"
#include "all_kernels.h"
#pragma clang attribute pop
#endif
