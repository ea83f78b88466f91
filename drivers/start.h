/*
 * start: how a driver with a device begins: no core file, which would hold what it was told of a
 * person; and its settings, from the file all programs share.
 */
#ifndef DRIVERS_START_H
#define DRIVERS_START_H

/* libinih's handler: 0 refuses the line. */
typedef int (*start_setting)(void *settings, const char *section, const char *key,
                                const char *value);

/* For a setting of the program's own section that it does not know: says so, and returns what
 * passes it over. The file outlives an image: after a roll-back it is a later version's, and a kiosk
 * that knows less serves better than none. A misspelt field is refused where the file comes from,
 * the signed one that provisions (kiosk/ctl/site.h). */
int start_pass_over(const char *program, const char *section, const char *key);

/* Reads `file` with `on_key` and makes its folder the current one, at which the paths in it start
 * (a serial port, samples). Returns 0 or -errno (-EINVAL for a line that is refused), after one
 * line on stderr in the name of `program`. */
int start_with(const char *program, const char *file, start_setting on_key, void *settings);

#endif
