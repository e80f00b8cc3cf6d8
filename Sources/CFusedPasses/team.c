#define _GNU_SOURCE
#include "team.h"

#include "CFusedPasses.h"

#include <dlfcn.h>
#include <stdatomic.h>
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

#define MAX_TEAM 256

int siam_team_size(void) {
  if (!openmp.parallel) return 1;
  int threads = openmp.max_threads();
  return threads < MAX_TEAM ? threads : MAX_TEAM;
}

// A thread's next chunk, counted from the first that it owns; on a cache line of its own.
struct counter {
  _Alignas(64) atomic_int taken;
};

// Enough for a thread that shares its core with another process to leave most of its work to the others.
#define CHUNKS_PER_THREAD 16

struct share {
  int count, chunks;
  void (*work)(void *, int, int, int);
  void *job;
  struct counter counters[MAX_TEAM];
};

// Processes a thread's own chunks in order, then those that the other threads have not begun.
//
// In an idle machine each thread has the same part of every pass, which is still in its cache.
static void run_share(void *argument) {
  struct share *share = argument;
  int thread = openmp.thread(), threads = openmp.threads();
  for (int distance = 0; distance < threads; distance++) {
    int owner = (thread + distance) % threads;
    int start = (int)((long)share->chunks * owner / threads), end = (int)((long)share->chunks * (owner + 1) / threads);
    for (;;) {
      int chunk = start + atomic_fetch_add_explicit(&share->counters[owner].taken, 1, memory_order_relaxed);
      if (chunk >= end) break;
      int first = (int)((long)share->count * chunk / share->chunks);
      int last = (int)((long)share->count * (chunk + 1) / share->chunks);
      share->work(share->job, first, last, thread);
    }
  }
}

void siam_team_share(int count, void (*work)(void *, int, int, int), void *job) {
  int threads = siam_team_size();
  if (threads == 1 || count < 2) {
    work(job, 0, count, 0);
    return;
  }
  struct share share;
  share.count = count;
  share.chunks = count < CHUNKS_PER_THREAD * threads ? count : CHUNKS_PER_THREAD * threads;
  share.work = work;
  share.job = job;
  for (int thread = 0; thread < threads; thread++) atomic_init(&share.counters[thread].taken, 0);
  openmp.parallel(run_share, &share, (unsigned)threads, 0);
}
