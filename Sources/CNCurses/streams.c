#define _GNU_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static int ends_at_broken_pipe = 1;

// Opened the wrong way round, a stream fails as a closed one does. Source: gnulib, stdopen.c.
static void open_missing(void) {
  for (int descriptor = 0; descriptor <= 2; descriptor++) {
    if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    int opened = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
    // Without /dev/null, as in some containers, any folder does.
    if (opened < 0) opened = open("/", O_RDONLY | O_DIRECTORY);
    if (opened >= 0 && opened != descriptor) close(opened);
  }
}

// Returns 1 if the signal was ignored before.
static int ignore(int number) {
  struct sigaction action = {.sa_handler = SIG_IGN}, before = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, &before) == 0 && before.sa_handler == SIG_IGN;
}

void siam_streams_prepare(void) {
  open_missing();
  ends_at_broken_pipe = !ignore(SIGPIPE);
  ignore(SIGXFSZ);
}

void siam_streams_end_at_broken_pipe(void) {
  if (!ends_at_broken_pipe) return;
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGPIPE);
  if (sigaction(SIGPIPE, &action, NULL) != 0 || pthread_sigmask(SIG_UNBLOCK, &one, NULL) != 0) return;
  raise(SIGPIPE);
}
