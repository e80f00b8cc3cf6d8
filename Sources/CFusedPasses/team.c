#define _GNU_SOURCE
#include "team.h"

#include <dlfcn.h>
#include <stddef.h>

// A library of ours linked with OpenMP would start a second pool of workers beside oneDNN's. GOMP_parallel is what
// compilers call for `#pragma omp parallel`: libgomp exports it, and so does LLVM's libomp for compatibility.
typedef void (*parallel_function)(void (*)(void *), void *, unsigned, unsigned);
typedef int (*number_function)(void);

static struct {
  parallel_function parallel;
  number_function thread, threads, most_threads;
} openmp;

// Before main, hence before any other thread could look.
__attribute__((constructor)) static void find_openmp(void) {
  openmp.parallel = (parallel_function)dlsym(RTLD_DEFAULT, "GOMP_parallel");
  openmp.thread = (number_function)dlsym(RTLD_DEFAULT, "omp_get_thread_num");
  openmp.threads = (number_function)dlsym(RTLD_DEFAULT, "omp_get_num_threads");
  openmp.most_threads = (number_function)dlsym(RTLD_DEFAULT, "omp_get_max_threads");
  if (!openmp.thread || !openmp.threads || !openmp.most_threads) openmp.parallel = NULL;
}

int siam_team_size(void) { return openmp.parallel ? openmp.most_threads() : 1; }

struct share {
  int count, threads;
  void (*work)(void *, int, int, int);
  void *job;
};

static void take_part(void *argument) {
  struct share *share = argument;
  long thread = openmp.thread(), threads = openmp.threads(), count = share->count;
  int first = (int)(count * thread / threads), last = (int)(count * (thread + 1) / threads);
  if (thread == 0) share->threads = (int)threads;
  share->work(share->job, first, last, (int)thread);
}

int siam_team_share(int count, void (*work)(void *, int, int, int), void *job) {
  if (siam_team_size() == 1 || count < 2) {
    work(job, 0, count, 0);
    return 1;
  }
  struct share share = {count, 1, work, job};
  openmp.parallel(take_part, &share, (unsigned)siam_team_size(), 0);
  return share.threads;
}
