// The parts of ncurses and the signal handlers that SiamTerminal uses, without macros, globals or varargs.
#pragma once

#include <stdint.h>
#include <termios.h>

// MARK: Locale (locale.c)

/// Selects the user's character set; returns 1 if it is UTF-8, else 0.
int siam_locale_start(void);

// MARK: Terminal descriptions (description.c)

/// Loads the description of a terminal type; returns 1 if found, 0 if unknown, -1 if there is no database.
int siam_description_load(const char *_Nonnull type, int output);
/// Frees the description that `siam_description_load` loaded.
void siam_description_unload(void);
/// Return the number of flags, numbers and strings in a compiled description.
int siam_description_flag_count(void);
int siam_description_number_count(void);
int siam_description_string_count(void);
/// Return the name of the capability at an index, or null.
const char *_Nullable siam_description_flag_name(int index);
const char *_Nullable siam_description_number_name(int index);
const char *_Nullable siam_description_string_name(int index);
/// Return a capability's value by name. A flag is 1 or 0; an absent number is -1, an absent string null.
int siam_description_flag(const char *_Nonnull name);
int siam_description_number(const char *_Nonnull name);
const char *_Nullable siam_description_string(const char *_Nonnull name);

// MARK: The screen (screen.c)

enum {
  SIAM_CELL_BOLD = 1,
  SIAM_CELL_DIM = 2,
  SIAM_CELL_REVERSE = 4,
  SIAM_CELL_UNDERLINE = 8,
  /// The character is two columns wide; a cell with scalar 0 follows.
  SIAM_CELL_WIDE = 16,
};

/// A cell to be drawn: a Unicode scalar, `SIAM_CELL_…` bits and the number of a colour pair. Scalar 0 is the second
/// column of the wide character before it.
typedef struct {
  uint32_t scalar;
  uint32_t attributes;
  int32_t pair;
} SiamCell;

typedef struct SiamScreen SiamScreen;

/// Opens a terminal: raw mode, no echo, no cursor, keypad. Returns null on failure, with errno 0 for an unknown type.
SiamScreen *_Nullable siam_screen_open(const char *_Nonnull type, int input, int output, int uses_color);
/// Frees the screen. Writes nothing: call `siam_screen_leave` before, unless the terminal is gone.
void siam_screen_close(SiamScreen *_Nonnull screen);
/// Restores the terminal's modes, main screen and cursor until the next update. Returns 1 on success.
int siam_screen_leave(SiamScreen *_Nonnull screen);
/// Makes the next update set the terminal's modes again.
void siam_screen_enter(SiamScreen *_Nonnull screen);
/// Return the number of colours and of colour pairs; 0 without colour.
int siam_screen_color_count(const SiamScreen *_Nonnull screen);
int siam_screen_pair_count(const SiamScreen *_Nonnull screen);
/// Whether colour -1 is the terminal's default colour.
int siam_screen_has_default_colors(const SiamScreen *_Nonnull screen);
/// Defines a colour pair; returns 1 on success.
int siam_screen_define_pair(SiamScreen *_Nonnull screen, int pair, int foreground, int background);
/// Reports the size that ncurses uses.
void siam_screen_size(const SiamScreen *_Nonnull screen, int *_Nonnull columns, int *_Nonnull rows);
/// Sets the size that ncurses uses; returns 1 on success.
int siam_screen_resize(SiamScreen *_Nonnull screen, int columns, int rows);
/// Draws cells from a column on; a character of another width in this locale becomes `?`. Returns 1 on success.
int siam_screen_put(SiamScreen *_Nonnull screen, int row, int column, const SiamCell *_Nonnull cells, int count);
/// Makes the next update repaint everything.
void siam_screen_invalidate(SiamScreen *_Nonnull screen);
/// Writes the changes to the terminal; returns 1 on success.
int siam_screen_update(SiamScreen *_Nonnull screen);

// MARK: The terminal as a device (device.c)

/// Reads the device's size; returns 1 on success.
int siam_device_size(int descriptor, int *_Nonnull columns, int *_Nonnull rows);
/// Returns 1 unless the descriptor is our controlling terminal and another process group has it. Async-signal-safe.
int siam_device_is_ours(int descriptor);
/// Sets modes at once, without being stopped by SIGTTOU; returns 0 or -1. Async-signal-safe.
int siam_device_set_modes(int descriptor, const struct termios *_Nonnull modes);
/// Returns 1 if, within some milliseconds, a write of a few bytes would not block. Async-signal-safe.
int siam_device_is_writable(int descriptor, int milliseconds);
/// Turns O_NONBLOCK on or off; returns 1 if it was on before, 0 if off, -1 on failure.
int siam_device_set_nonblocking(int descriptor, int nonblocking);
/// Creates a pipe, with both ends non-blocking and closed on exec; returns 0 or -1.
int siam_device_pipe(int *_Nonnull read_end, int *_Nonnull write_end);

// MARK: Standard streams (streams.c)

/// Opens the standard streams that are closed, so that no file gets their descriptors; reading or writing them fails.
/// Ignores SIGPIPE and SIGXFSZ, so that the writes that cause them fail instead. Call it before any file is opened.
void siam_streams_prepare(void);
/// Ends the program as SIGPIPE does; returns if that signal was ignored when the program started.
void siam_streams_end_at_broken_pipe(void);

// MARK: Restoring the terminal, whatever ends the program (restore.c)

/// Makes a crash, `exit` or a second Ctrl-C restore the terminal. Returns 0 if the bytes don't fit.
int siam_restore_arm(
    int input, int output, const struct termios *_Nonnull modes, const uint8_t *_Nonnull bytes, int count);
/// Records the original standard error and the pipe it is redirected to; -1 if it is not redirected.
void siam_restore_standard_error(int original, int pipe_read_end);
/// Cancels `siam_restore_arm`: the terminal is already restored, or gone.
void siam_restore_disarm(void);
/// Restores the terminal, if armed. Async-signal-safe.
void siam_restore_now(void);

// MARK: Signals (signals.c)

enum {
  SIAM_SIGNAL_INTERRUPT = 1,
  SIAM_SIGNAL_TERMINATE = 2,
  SIAM_SIGNAL_HANGUP = 4,
  SIAM_SIGNAL_RESIZE = 8,
  SIAM_SIGNAL_CONTINUE = 16,
  SIAM_SIGNAL_STOP = 32,
};

/// Handles signals until `siam_signals_stop`: INT, TERM and HUP are recorded and a byte is written to `wake`; a second
/// INT or TERM ends the program. With `terminal`, WINCH, CONT and TSTP are recorded too, and signals that end the
/// program restore the terminal first. With `backtraces`, crashes then reach the previous handlers. Returns 0 or -1.
int siam_signals_start(int wake, int terminal, int backtraces);
/// Records that the terminal is gone, which may be detected before HUP arrives.
void siam_signals_hung_up(void);
/// Restores the previous handlers; but after a HUP, or `siam_signals_hung_up`, HUP is ignored.
void siam_signals_stop(void);
/// Returns the signals recorded since the last call, as bits.
uint32_t siam_signals_collect(void);
/// Stops our process group as Ctrl-Z does, and returns 0 or -1 when it continues.
int siam_signals_suspend(void);
