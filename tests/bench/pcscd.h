/*
 * pcscd: a real pcscd with a virtual slot (vsmartcard-vpcd), for tests that put the SAM's stand-in
 * into it. There can be one pcscd, and one such slot, on a machine: whoever starts it here has it
 * alone until pcscd_end, and others wait.
 */
#ifndef TESTS_BENCH_PCSCD_H
#define TESTS_BENCH_PCSCD_H

#include <sys/types.h>

struct pcscd {
    int lock;
    pid_t daemon; /* 0: ended */
};

/* Starts it; to be called in the project's top folder (readers/vpcd). Returns 0 or -errno. */
int pcscd_begin(struct pcscd *pcscd);

void pcscd_end(struct pcscd *pcscd);

#endif
