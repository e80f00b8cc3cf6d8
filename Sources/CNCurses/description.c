#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"

#if !__has_include(<curses.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "ncurses is missing; install it: apt-get install -y libncurses-dev"
#endif

#include <curses.h>
#include <term.h>

int siam_description_load(const char *type, int output) {
  int status = 0;
  if (setupterm((char *)type, output, &status) == OK) return 1;
  return status < 0 ? -1 : 0;
}

void siam_description_unload(void) {
  if (cur_term != NULL) del_curterm(cur_term);
}

int siam_description_flag_count(void) { return BOOLWRITE; }
int siam_description_number_count(void) { return NUMWRITE; }
int siam_description_string_count(void) { return STRWRITE; }

const char *siam_description_flag_name(int index) {
  return index >= 0 && index < BOOLWRITE ? boolnames[index] : NULL;
}

const char *siam_description_number_name(int index) {
  return index >= 0 && index < NUMWRITE ? numnames[index] : NULL;
}

const char *siam_description_string_name(int index) {
  return index >= 0 && index < STRWRITE ? strnames[index] : NULL;
}

int siam_description_flag(const char *name) { return tigetflag((char *)name) > 0; }

int siam_description_number(const char *name) {
  int value = tigetnum((char *)name);
  return value < 0 ? -1 : value;
}

const char *siam_description_string(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? NULL : value;
}
