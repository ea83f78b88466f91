/*
 * program: the other programs of this one's folder, which have the privileges.
 */
#ifndef KIOSK_CTL_PROGRAM_H
#define KIOSK_CTL_PROGRAM_H

#include <stddef.h>

/* The path of a file of this program's own folder. Returns 0 or -errno. */
int program_beside(const char *name, char *path_out, size_t size);

/* Becomes the program argv[0]. Returns only when that failed, after it said why: the status to
 * exit with. */
int program_become(char *const argv[]);

/* The same as the user whose the folder keys/ beside the settings `conf` is, when root asks: keys
 * and the way to the service are the courier's alone. */
int program_become_courier(char *const argv[], const char *conf);

/* Runs it so, and takes what it says on standard output, as text of at most size - 1 bytes.
 * Returns 0, or -EIO when it ends with anything but 0, says more, or cannot be run. */
int program_read_courier(char *const argv[], const char *conf, char *said_out, size_t size);

/* Runs one, and takes the last whole lines of what it says on standard output, at most size - 1
 * bytes. `conf`: the courier, as above; NULL: a program of the system, by its name in PATH. Returns
 * 0, or -EIO when it ends with anything but 0 or cannot be run. */
int program_tail(char *const argv[], const char *conf, char *said_out, size_t size);

#endif
