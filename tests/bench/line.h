/*
 * line: the village's connection to the centre, as a TCP proxy between the kiosk and the service.
 *
 *     kiosk --- free port of localhost --- line --- port of the service
 *
 * What it carries it carries for real; what it can do is be cut (connections end, new ones are
 * refused) and be slow (a round trip of LINE_SLOW_ROUND_TRIP_MS more, LINE_SLOW_BYTES_PER_S in
 * each direction, shared by all connections). TLS passes through untouched. A connection is
 * accepted at once even on a slow line: a TCP handshake itself cannot be delayed here. It counts
 * what it carries, TLS included, TCP and IP headers not.
 *
 * Not blocking: the owner's loop watches and steps it.
 */
#ifndef TESTS_BENCH_LINE_H
#define TESTS_BENCH_LINE_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LINE_CONNECTIONS_MAX = 16,
    LINE_FDS_MAX = 1 + 2 * LINE_CONNECTIONS_MAX,
    LINE_SLOW_ROUND_TRIP_MS = 600,
    LINE_SLOW_BYTES_PER_S = 64 * 1000 / 8,
};

enum line_state { LINE_ON, LINE_OFF, LINE_SLOW };

struct line;

/* What passed since it was opened. A turn is the kiosk speaking first, or again after the service
 * spoke: as many waits for a round trip. */
struct line_count {
    uint64_t up_bytes, down_bytes;
    uint32_t turns;
};

/* Opens a line on a free port of 127.0.0.1 towards the port named in the file `service_port_path`,
 * which is read at each connection, so that a service may come back on another port; the path
 * stays the caller's and must outlive the line. Returns 0 or -errno. */
int line_open(const char *service_port_path, struct line **line_out);

/* Cuts it for good. NULL is allowed. */
void line_close(struct line *line);

/* The port the kiosk is to use; it stays the same while the line is cut. */
uint16_t line_port(const struct line *line);

enum line_state line_state(const struct line *line);

struct line_count line_counted(const struct line *line);

/* Changes the line; when it returns the change has taken place. Returns 0 or -errno (the port was
 * taken by another program while the line was cut). */
int line_set(struct line *line, enum line_state state);

/* Fills in what to poll for, at most LINE_FDS_MAX, and how many those are. Returns when it must be
 * stepped at the latest, monotonic ms; -1: only when something happens. */
int64_t line_watch(struct line *line, struct pollfd *fds_out, size_t *count_out, int64_t now_ms);

/* Moves what can be moved. `polled` is what line_watch() filled in, after poll(2). */
void line_step(struct line *line, const struct pollfd *polled, size_t count, int64_t now_ms);

#endif
