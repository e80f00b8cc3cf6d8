#include "CNCurses.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Returns the value of the variable that decides the character set.
static const char *locale_name(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value != NULL && value[0] != '\0') return value;
  }
  return "";
}

int siam_locale_start(void) {
  if (setlocale(LC_CTYPE, "") == NULL) {
    // The locale isn't installed, as is common over ssh and in containers; only its character set matters.
    const char *name = locale_name();
    const char *dot = strrchr(name, '.');
    if (dot != NULL && (strncasecmp(dot, ".utf-8", 6) == 0 || strncasecmp(dot, ".utf8", 5) == 0)) {
      if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) return 0;
    }
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
