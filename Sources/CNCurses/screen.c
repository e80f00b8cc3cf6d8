#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"

#if !__has_include(<curses.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "ncurses is missing; install it: apt-get install -y libncurses-dev"
#endif

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

struct SiamScreen {
  FILE *input;
  FILE *output;
  SCREEN *screen;
  int has_color;
  int has_default_colors;
};

// Opens a stream on a copy of the descriptor, so that closing it leaves the descriptor open.
static FILE *stream(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (file == NULL) close(copy);
  return file;
}

static SiamScreen *failed(SiamScreen *screen, int reason) {
  if (screen->input != NULL) fclose(screen->input);
  if (screen->output != NULL) fclose(screen->output);
  free(screen);
  errno = reason;
  return NULL;
}

SiamScreen *siam_screen_open(const char *type, int input, int output, int uses_color) {
  SiamScreen *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  self->input = stream(input, "r");
  if (self->input == NULL) return failed(self, errno);
  self->output = stream(output, "w");
  if (self->output == NULL) return failed(self, errno);
  self->screen = newterm((char *)type, self->output, self->input);
  if (self->screen == NULL) return failed(self, 0);

  // SiamTerminal reads the keys: without this, ncurses leaves a frame half drawn while a key waits to be read.
  typeahead(-1);
  int status = 0;
  if (raw() == ERR || noecho() == ERR || nonl() == ERR) status = errno == 0 ? EIO : errno;
  if (keypad(stdscr, TRUE) == ERR) status = EIO;
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  set_escdelay(25);
  curs_set(0);  // Returns ERR on terminals that can't hide the cursor, which is harmless.
  if (status != 0) {
    endwin();
    delscreen(self->screen);
    return failed(self, status);
  }
  if (uses_color && has_colors() && start_color() == OK) {
    self->has_color = 1;
    self->has_default_colors = use_default_colors() == OK;
  }
  return self;
}

void siam_screen_close(SiamScreen *self) {
  delscreen(self->screen);
  fclose(self->output);
  fclose(self->input);
  free(self);
}

int siam_screen_leave(SiamScreen *self) {
  set_term(self->screen);
  return endwin() == OK;
}

void siam_screen_enter(SiamScreen *self) {
  set_term(self->screen);
  // An update sets the modes only after endwin, which a program stopped by a signal had no chance to call.
  if (!isendwin()) endwin();
  keypad(stdscr, TRUE);  // endwin turns it off.
}

int siam_screen_color_count(const SiamScreen *self) { return self->has_color ? COLORS : 0; }
int siam_screen_pair_count(const SiamScreen *self) { return self->has_color ? COLOR_PAIRS : 0; }
int siam_screen_has_default_colors(const SiamScreen *self) { return self->has_default_colors; }

int siam_screen_define_pair(SiamScreen *self, int pair, int foreground, int background) {
  (void)self;
  return init_extended_pair(pair, foreground, background) == OK;
}

void siam_screen_size(const SiamScreen *self, int *columns, int *rows) {
  (void)self;
  *columns = COLS;
  *rows = LINES;
}

int siam_screen_resize(SiamScreen *self, int columns, int rows) {
  (void)self;
  // Not resizeterm, which queues a key for a getch that is never called.
  return resize_term(rows, columns) == OK;
}

static attr_t attributes(uint32_t bits) {
  attr_t result = A_NORMAL;
  if (bits & SIAM_CELL_BOLD) result |= A_BOLD;
  if (bits & SIAM_CELL_DIM) result |= A_DIM;
  if (bits & SIAM_CELL_REVERSE) result |= A_REVERSE;
  if (bits & SIAM_CELL_UNDERLINE) result |= A_UNDERLINE;
  return result;
}

int siam_screen_put(SiamScreen *self, int row, int column, const SiamCell *cells, int count) {
  (void)self;
  enum { max_length = 128 };
  cchar_t line[max_length];
  int length = 0;  // Characters in `line`.
  int start = 0;   // The index of the first one's cell.
  for (int i = 0; i < count; i++) {
    const SiamCell *cell = &cells[i];
    if (cell->scalar != 0) {
      if (length == 0) start = i;
      int columns = cell->attributes & SIAM_CELL_WIDE ? 2 : 1;
      wchar_t text[2] = {(wchar_t)cell->scalar, 0};
      int is_shown = wcwidth(text[0]) == columns;
      if (!is_shown) text[0] = L'?';
      int pair = cell->pair;
      if (setcchar(&line[length++], text, attributes(cell->attributes), 0, &pair) == ERR) return 0;
      if (!is_shown && columns == 2 &&
          setcchar(&line[length++], L" ", attributes(cell->attributes), 0, &pair) == ERR)
        return 0;
    }
    if (length > 0 && (length >= max_length - 1 || i == count - 1)) {
      if (mvwadd_wchnstr(stdscr, row, column + start, line, length) == ERR) return 0;
      length = 0;
    }
  }
  return 1;
}

void siam_screen_invalidate(SiamScreen *self) {
  (void)self;
  clearok(curscr, TRUE);
}

int siam_screen_update(SiamScreen *self) {
  (void)self;
  return wnoutrefresh(stdscr) == OK && doupdate() == OK;
}
