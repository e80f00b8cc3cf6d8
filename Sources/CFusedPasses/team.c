#define _GNU_SOURCE
#include "team.h"

#include "CFusedPasses.h"

#include <dlfcn.h>
#include <stddef.h>

// The passes use oneDNN's OpenMP library, looked up at run time: linking with OpenMP could start a second pool of
// workers, and the Swift toolchain has no header or library for it. GOMP_parallel is what compilers call for
// `#pragma omp parallel`; libgomp exports it, and so does LLVM's libomp for compatibility.
typedef void (*parallel_function)(void (*)(void *), void *, unsigned, unsigned);
typedef int (*number_function)(void);

static struct {
  parallel_function parallel;
  number_function thread, threads, max_threads;
  void (*set_threads)(int);
} openmp;

// Runs before main, when there are no other threads yet.
__attribute__((constructor)) static void find_openmp(void) {
  openmp.parallel = (parallel_function)dlsym(RTLD_DEFAULT, "GOMP_parallel");
  openmp.thread = (number_function)dlsym(RTLD_DEFAULT, "omp_get_thread_num");
  openmp.threads = (number_function)dlsym(RTLD_DEFAULT, "omp_get_num_threads");
  openmp.max_threads = (number_function)dlsym(RTLD_DEFAULT, "omp_get_max_threads");
  openmp.set_threads = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (!openmp.thread || !openmp.threads || !openmp.max_threads) openmp.parallel = NULL;
}

int siam_thread_count(void) { return openmp.max_threads ? openmp.max_threads() : 1; }

void siam_set_thread_count(int count) {
  if (openmp.set_threads) openmp.set_threads(count);
}

int siam_team_size(void) { return openmp.parallel ? openmp.max_threads() : 1; }

struct share {
  int count, threads;
  void (*work)(void *, int, int, int);
  void *job;
};

static void run_share(void *argument) {
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
  openmp.parallel(run_share, &share, (unsigned)siam_team_size(), 0);
  return share.threads;
}
