#define LANES 4
#define KERNEL(name) name##_portable
#define KERNELS_NAME "portable"
#include "all_kernels.h"
