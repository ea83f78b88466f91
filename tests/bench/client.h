/*
 * client: the other end of the director's socket, for the bench's own commands, its window and
 * the journey player.
 */
#ifndef TESTS_BENCH_CLIENT_H
#define TESTS_BENCH_CLIENT_H

#include <stddef.h>

enum { CLIENT_LINE_MAX = 128 }; /* a command or an answer, with its newline */

/* Sends one command line (without newline) to the director at `socket_path`. Returns a connection
 * on which the answer will come, to be closed by the caller, or -errno. */
int client_send(const char *socket_path, const char *command);

/* Waits for the answer on `fd` and puts it into answer_out[room] without its newline. Returns 0
 * for "ok ...", -EREMOTEIO for "error ..." (the words are in answer_out), or -errno. */
int client_answer(int fd, char *answer_out, size_t room);

#endif
