#include "CNCurses.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The variable that names the character set.
static const char *wanted(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value != NULL && value[0] != '\0') return value;
  }
  return "";
}

int siam_locale_start(void) {
  if (setlocale(LC_CTYPE, "") == NULL) {
    // A locale that isn't installed, as often over ssh and in containers: what counts is its character set.
    const char *name = wanted();
    const char *dot = strrchr(name, '.');
    if (dot != NULL && (strncasecmp(dot, ".utf-8", 6) == 0 || strncasecmp(dot, ".utf8", 5) == 0)) {
      if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) return 0;
    }
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
