#if defined(__x86_64__)
#include <string.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma"))), apply_to = function)
#define LANES 16
#define KERNEL(name) name##_avx512
#define KERNELS_NAME "avx512"
#include "all_kernels.h"
#pragma clang attribute pop
#endif
