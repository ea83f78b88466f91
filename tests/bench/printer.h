/*
 * printer: what stands in for a receipt printer: the far end of a serial line (a pseudo-terminal)
 * or of TCP, answering as one does while paper.h prints what it gets. Each receipt, when it is cut,
 * is left as FOLDER/NNN.txt (its words) and FOLDER/NNN.escpos (its bytes, which build/paper draws).
 */
#ifndef TESTS_BENCH_PRINTER_H
#define TESTS_BENCH_PRINTER_H

#include <stdint.h>

struct printer;

/* How it is. */
enum printer_state {
    PRINTER_OK,
    PRINTER_LOW,      /* little paper is left */
    PRINTER_OUT,      /* none */
    PRINTER_RUNS_OUT, /* none after the first lines of the next receipt */
    PRINTER_COVER,    /* its cover is open */
    PRINTER_STUCK,    /* the cutter does not move */
    PRINTER_HUNG,     /* it takes nothing and says nothing */
    PRINTER_HANGS_UP, /* once, on who is connected by TCP; then it is ok again */
    PRINTER_BABBLES,  /* it answers, and says much that means nothing */
    PRINTER_STATES
};

/* "ok", "runs-out"; PRINTER_STATES for a word that is none. */
enum printer_state printer_state_named(const char *name);
const char *printer_state_name(enum printer_state state);

/* Switches one on at `link_path`, with paper of `dots` across. Both paths stay the caller's and
 * must outlive it. Returns 0 or -errno. */
int printer_start(const char *link_path, const char *folder, int dots,
                  struct printer **printer_out);

/* The same at a free port of 127.0.0.1. */
int printer_start_tcp(const char *folder, int dots, struct printer **printer_out,
                      uint16_t *port_out);

/* Takes NULL. */
void printer_stop(struct printer *printer);

/* When it returns the printer is so; one that was told to forget has forgotten. */
void printer_set(struct printer *printer, enum printer_state state);

#endif
