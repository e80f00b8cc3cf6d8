#define _GNU_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Written while disarmed, read by handlers once armed.
static struct {
  int input;
  int output;
  struct termios modes;
  uint8_t bytes[1024];
  int count;
} saved;

static atomic_int armed;
static atomic_int standard_error = -1;
static atomic_int standard_error_pipe = -1;

static void restore_at_exit(void) { siam_restore_now(); }

int siam_restore_arm(int input, int output, const struct termios *modes, const uint8_t *bytes, int count) {
  static int registered = 0;
  if (count < 0 || (size_t)count > sizeof saved.bytes) return 0;
  atomic_store(&armed, 0);
  if (!registered) {
    if (atexit(restore_at_exit) != 0) return 0;
    registered = 1;
  }
  saved.input = input;
  saved.output = output;
  saved.modes = *modes;
  memcpy(saved.bytes, bytes, (size_t)count);
  saved.count = count;
  atomic_store(&armed, 1);
  return 1;
}

void siam_restore_standard_error(int original, int pipe_read_end) {
  atomic_store(&standard_error, original);
  atomic_store(&standard_error_pipe, pipe_read_end);
}

void siam_restore_disarm(void) { atomic_store(&armed, 0); }

// Writes all bytes, unless the terminal accepts none for a fifth of a second.
static void write_all(int descriptor, const uint8_t *bytes, int count) {
  while (count > 0 && siam_device_is_writable(descriptor, 200)) {
    ssize_t written = write(descriptor, bytes, (size_t)count);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) {
      bytes += written;
      count -= (int)written;
    }
  }
}

// Writes what was printed to standard error and not yet shown, such as the reason of a crash.
static void flush_standard_error(void) {
  int original = atomic_exchange(&standard_error, -1);
  int source = atomic_exchange(&standard_error_pipe, -1);
  if (original < 0 || source < 0 || dup2(original, STDERR_FILENO) < 0) return;
  uint8_t bytes[512];
  // At most what a pipe holds: another thread could keep writing.
  for (int i = 0; i < 128; i++) {
    ssize_t count = read(source, bytes, sizeof bytes);
    if (count <= 0) return;
    write_all(STDERR_FILENO, bytes, (int)count);
  }
}

void siam_restore_now(void) {
  int reason = errno;
  if (atomic_exchange(&armed, 0)) {
    if (siam_device_is_ours(saved.output)) {
      write_all(saved.output, saved.bytes, saved.count);
      siam_device_set_modes(saved.input, &saved.modes);
    }
    flush_standard_error();
  }
  errno = reason;
}
