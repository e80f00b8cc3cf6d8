#define _GNU_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_uint pending;
static atomic_int stops;
static atomic_int has_hung_up;
static atomic_int wake_descriptor = -1;
static int uses_backtraces;

static const int recorded_always[] = {SIGINT, SIGTERM, SIGHUP};
static const int recorded_on_terminals[] = {SIGWINCH, SIGCONT, SIGTSTP};

// Signals that end a program unless handled.
static const int fatal[] = {
    SIGSEGV, SIGABRT, SIGTRAP, SIGILL, SIGBUS, SIGFPE, SIGQUIT, SIGSYS, SIGXCPU, SIGXFSZ,
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
#ifdef SIGPOLL
    SIGPOLL,
#endif
#ifdef SIGPWR
    SIGPWR,
#endif
};

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static struct sigaction before[NSIG];
static char is_handled[NSIG];

static uint32_t bit(int number) {
  switch (number) {
    case SIGINT: return SIAM_SIGNAL_INTERRUPT;
    case SIGTERM: return SIAM_SIGNAL_TERMINATE;
    case SIGHUP: return SIAM_SIGNAL_HANGUP;
    case SIGWINCH: return SIAM_SIGNAL_RESIZE;
    case SIGCONT: return SIAM_SIGNAL_CONTINUE;
    case SIGTSTP: return SIAM_SIGNAL_STOP;
    default: return 0;
  }
}

static void die(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, number);
  raise(number);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
}

static void record(int number) {
  int reason = errno;
  if ((number == SIGINT || number == SIGTERM) && atomic_fetch_add(&stops, 1) > 0) {
    siam_restore_now();
    die(number);
  }
  if (number == SIGHUP) atomic_store(&has_hung_up, 1);
  atomic_fetch_or(&pending, bit(number));
  int descriptor = atomic_load(&wake_descriptor);
  if (descriptor >= 0) {
    const char byte = 's';
    // A full pipe wakes its reader as well.
    ssize_t ignored = write(descriptor, &byte, 1);
    (void)ignored;
  }
  errno = reason;
}

static void end(int number, siginfo_t *information, void *context) {
  (void)context;
  siam_restore_now();
  if (!uses_backtraces || before[number].sa_handler == SIG_DFL) {
    die(number);
    return;
  }
  sigaction(number, &before[number], NULL);
  // A fault occurs again on return, and is then reported at its location.
  int faults = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
  if (!faults || information->si_code <= 0) raise(number);
}

static int handle(int number, const struct sigaction *action, int replaces_handlers) {
  if (sigaction(number, NULL, &before[number]) != 0) return -1;
  void (*old)(int) = before[number].sa_handler;
  // A signal that was ignored at the start, as under nohup, stays ignored; other code's handlers stay, too.
  if (old == SIG_IGN || (old != SIG_DFL && !replaces_handlers)) return 0;
  if (sigaction(number, action, NULL) != 0) return -1;
  is_handled[number] = 1;
  return 0;
}

// Gives handlers a stack of their own, for when the thread's stack has overflowed.
static void provide_stack(void) {
  stack_t stack;
  if (sigaltstack(NULL, &stack) != 0 || (stack.ss_flags & SS_DISABLE) == 0) return;
  stack.ss_size = 64 * 1024;
  stack.ss_sp = malloc(stack.ss_size);
  stack.ss_flags = 0;
  // Never freed: it is used until the thread ends.
  if (stack.ss_sp != NULL && sigaltstack(&stack, NULL) != 0) free(stack.ss_sp);
}

int siam_signals_start(int wake, int terminal, int backtraces) {
  atomic_store(&pending, 0);
  atomic_store(&stops, 0);
  atomic_store(&has_hung_up, 0);
  atomic_store(&wake_descriptor, wake);
  uses_backtraces = backtraces;
  struct sigaction recording = {.sa_handler = record, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigemptyset(&recording.sa_mask);
  struct sigaction ending = {.sa_sigaction = end, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&ending.sa_mask);
  int status = 0;
  for (int i = 0; i < COUNT(recorded_always); i++) status |= handle(recorded_always[i], &recording, 1);
  if (terminal) {
    provide_stack();
    for (int i = 0; i < COUNT(recorded_on_terminals); i++) status |= handle(recorded_on_terminals[i], &recording, 1);
    for (int i = 0; i < COUNT(fatal); i++) {
      // The Swift runtime handles crashes, which are first in the list, up to SIGQUIT.
      status |= handle(fatal[i], &ending, i <= 6);
    }
  }
  if (status == 0) return 0;
  int reason = errno;
  siam_signals_stop();
  errno = reason;
  return -1;
}

void siam_signals_stop(void) {
  for (int number = 1; number < NSIG; number++) {
    if (!is_handled[number]) continue;
    if (number == SIGHUP && atomic_load(&has_hung_up)) {
      // The shell's HUP is followed by the kernel's, and the program must survive both.
      struct sigaction ignoring = {.sa_handler = SIG_IGN};
      sigemptyset(&ignoring.sa_mask);
      sigaction(number, &ignoring, NULL);
    } else {
      sigaction(number, &before[number], NULL);
    }
    is_handled[number] = 0;
  }
  atomic_store(&wake_descriptor, -1);
}

void siam_signals_hung_up(void) { atomic_store(&has_hung_up, 1); }

uint32_t siam_signals_collect(void) { return atomic_exchange(&pending, 0); }

int siam_signals_suspend(void) {
  struct sigaction action = {.sa_handler = SIG_DFL}, ours;
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGTSTP, &action, &ours) != 0) return -1;
  atomic_fetch_and(&pending, ~(unsigned)(SIAM_SIGNAL_CONTINUE | SIAM_SIGNAL_STOP));
  int status = kill(0, SIGTSTP);
  // Another thread may receive the signal, so that this one runs on for a moment; an orphaned group is never stopped.
  for (int i = 0; status == 0 && i < 20 && (atomic_load(&pending) & SIAM_SIGNAL_CONTINUE) == 0; i++) {
    poll(NULL, 0, 10);
  }
  atomic_fetch_and(&pending, ~(unsigned)SIAM_SIGNAL_CONTINUE);
  return sigaction(SIGTSTP, &ours, NULL) == 0 ? status : -1;
}
