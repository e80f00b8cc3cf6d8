#define _GNU_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

int siam_device_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 1;
}

int siam_device_is_ours(int descriptor) {
  pid_t group = tcgetpgrp(descriptor);
  return group < 0 || group == getpgrp();
}

int siam_device_set_modes(int descriptor, const struct termios *modes) {
  sigset_t background, before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  if (pthread_sigmask(SIG_BLOCK, &background, &before) != 0) return -1;
  int status;
  do {
    status = tcsetattr(descriptor, TCSANOW, modes);
  } while (status != 0 && errno == EINTR);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return status;
}

int siam_device_is_writable(int descriptor, int milliseconds) {
  struct pollfd waiting = {.fd = descriptor, .events = POLLOUT};
  return poll(&waiting, 1, milliseconds) == 1 && (waiting.revents & POLLOUT) != 0;
}

int siam_device_set_nonblocking(int descriptor, int nonblocking) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return -1;
  int was = (flags & O_NONBLOCK) != 0;
  if (was == (nonblocking != 0)) return was;
  int new_flags = nonblocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
  return fcntl(descriptor, F_SETFL, new_flags) < 0 ? -1 : was;
}

int siam_device_pipe(int *read_end, int *write_end) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    if (fcntl(ends[i], F_SETFD, FD_CLOEXEC) < 0 || siam_device_set_nonblocking(ends[i], 1) < 0) {
      int reason = errno;
      close(ends[0]);
      close(ends[1]);
      errno = reason;
      return -1;
    }
  }
  *read_end = ends[0];
  *write_end = ends[1];
  return 0;
}
