// What SiamTerminal needs of ncurses and of signal handlers, without macros, globals or varargs.
#pragma once

#include <stdint.h>
#include <termios.h>

// MARK: Locale (locale.c)

/// Takes the user's character set; 1 when it is UTF-8, else 0.
int siam_locale_start(void);

// MARK: Terminal descriptions (description.c)

/// Loads the description of a terminal type; 1 when found, 0 when unknown, -1 when there are no descriptions at all.
int siam_description_load(const char *_Nonnull type, int output);
/// Frees what `siam_description_load` loaded.
void siam_description_unload(void);
/// How many capabilities of each kind a compiled description holds.
int siam_description_flag_count(void);
int siam_description_number_count(void);
int siam_description_string_count(void);
/// The capability's name at an index, or null.
const char *_Nullable siam_description_flag_name(int index);
const char *_Nullable siam_description_number_name(int index);
const char *_Nullable siam_description_string_name(int index);
/// Values by name: 1 or 0; -1 where absent; null where absent.
int siam_description_flag(const char *_Nonnull name);
int siam_description_number(const char *_Nonnull name);
const char *_Nullable siam_description_string(const char *_Nonnull name);

// MARK: The screen (screen.c)

enum {
  SIAM_CELL_BOLD = 1,
  SIAM_CELL_DIM = 2,
  SIAM_CELL_REVERSE = 4,
  SIAM_CELL_UNDERLINE = 8,
};

/// A cell as ncurses takes it.
typedef struct {
  uint32_t scalar;
  uint32_t attributes;
  int32_t pair;
} SiamCell;

typedef struct SiamScreen SiamScreen;

/// Takes a terminal: raw mode, no echo, no cursor, keypad. Null on failure, with errno 0 when the type is the reason.
SiamScreen *_Nullable siam_screen_open(const char *_Nonnull type, int input, int output, int uses_color);
/// Frees the screen. Writes nothing: call `siam_screen_leave` before, unless the terminal is gone.
void siam_screen_close(SiamScreen *_Nonnull screen);
/// Leaves the terminal until the next update: its modes, its other screen, its cursor. 1 on success.
int siam_screen_leave(SiamScreen *_Nonnull screen);
/// Has the next update take the terminal again, modes and all.
void siam_screen_enter(SiamScreen *_Nonnull screen);
/// The colours and the colour pairs there are; 0 without colour.
int siam_screen_color_count(const SiamScreen *_Nonnull screen);
int siam_screen_pair_count(const SiamScreen *_Nonnull screen);
/// Whether colour -1 is the terminal's own.
int siam_screen_has_default_colors(const SiamScreen *_Nonnull screen);
/// Defines a colour pair; 1 on success.
int siam_screen_define_pair(SiamScreen *_Nonnull screen, int pair, int foreground, int background);
/// The size ncurses believes in.
void siam_screen_size(const SiamScreen *_Nonnull screen, int *_Nonnull columns, int *_Nonnull rows);
/// Tells ncurses a new size; 1 on success.
int siam_screen_resize(SiamScreen *_Nonnull screen, int columns, int rows);
/// Places cells from a column on; what is not one column wide in this locale becomes `?`. 1 on success.
int siam_screen_put(SiamScreen *_Nonnull screen, int row, int column, const SiamCell *_Nonnull cells, int count);
/// Has the next update paint everything.
void siam_screen_invalidate(SiamScreen *_Nonnull screen);
/// Writes the difference to the terminal; 1 on success.
int siam_screen_update(SiamScreen *_Nonnull screen);

// MARK: The terminal as a device (device.c)

/// The size the device reports; 1 on success.
int siam_device_size(int descriptor, int *_Nonnull columns, int *_Nonnull rows);
/// 1 unless the descriptor is our controlling terminal and another process group has it. Async-signal-safe.
int siam_device_is_ours(int descriptor);
/// Sets modes at once, without being stopped for it; 0 or -1. Async-signal-safe.
int siam_device_set_modes(int descriptor, const struct termios *_Nonnull modes);
/// 1 when a write of a few bytes would not block, within some milliseconds. Async-signal-safe.
int siam_device_is_writable(int descriptor, int milliseconds);
/// Turns O_NONBLOCK on or off; 1 when it was on before, 0 when off, -1 on failure.
int siam_device_set_nonblocking(int descriptor, int nonblocking);
/// A pipe, both ends non-blocking and closed on exec; 0 or -1.
int siam_device_pipe(int *_Nonnull read_end, int *_Nonnull write_end);

// MARK: Putting the terminal back, whatever ends the program (restore.c)

/// From now on a crash, `exit` or a second Ctrl-C puts the terminal back. Returns 0 when the bytes don't fit.
int siam_restore_arm(
    int input, int output, const struct termios *_Nonnull modes, const uint8_t *_Nonnull bytes, int count);
/// Where standard error belongs, and the pipe it goes through for now; -1 for neither.
void siam_restore_standard_error(int original, int pipe_read_end);
/// The terminal is back already, or gone.
void siam_restore_disarm(void);
/// Puts the terminal back, if armed. Async-signal-safe.
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

/// Handles signals until `siam_signals_stop`: INT, TERM and HUP are noted and a byte is written to `wake`; a second INT
/// or TERM ends the program. With `terminal`, also WINCH, CONT and TSTP are noted, and what would end the program
/// puts the terminal back first. With `backtraces`, crashes then go where they went before us. Returns 0 or -1.
int siam_signals_start(int wake, int terminal, int backtraces);
/// Says that the terminal is gone, which can be seen before HUP comes.
void siam_signals_hung_up(void);
/// Puts all handlers back; but after a HUP, or `siam_signals_hung_up`, HUP is ignored.
void siam_signals_stop(void);
/// The signals noted since the last call, as bits.
uint32_t siam_signals_take(void);
/// Stops our process group as Ctrl-Z does, and returns when it goes on; 0 or -1.
int siam_signals_suspend(void);
