/*
 * pn532_chip: what pn532.c (the line and its time) and pn532_command.c (what the chip does when
 * told) share. For these two only; everybody else uses pn532.h.
 */
#ifndef TESTS_BENCH_PN532_CHIP_H
#define TESTS_BENCH_PN532_CHIP_H

#include "pn532.h"
#include "pn532_field.h"
#include "pn532_frame.h"
#include "pn532_script.h"

#include <pthread.h>
#include <stdbool.h>

struct pn532 {
    pthread_t thread;
    struct pn532_field field;
    pthread_mutex_t lock; /* of the next three */
    bool stopping;
    struct pn532_fault fault;
    struct pn532_script script;
    /* Only the thread uses what follows. */
    int master, slave, wake;
    bool real_time, awake, field_on, auto_rats;
    uint8_t retries; /* of looking for a card; 0xff: for ever */
    int64_t com_timeout_ns;
    int64_t now_ns; /* where the present command stands on the modelled clock */
    int64_t line_free_ns;
    struct pn532_line line;
    uint8_t registers[0x10000];
    char link_path[];
};

/* A command or a reply, without TFI. */
struct pn532_message {
    size_t size;
    uint8_t data[PN532_DATA_MAX];
};

/* Lets ns pass in real time, else nothing. Returns false when the host speaks meanwhile or the
 * chip is unplugged: the command under way is given up, as the chip does. */
bool pn532_pass(struct pn532 *chip, int64_t ns);

/* Waits until a card comes or goes, in any mode and at most ns (-1: without end). Returns false as
 * pn532_pass does. */
bool pn532_wait_for_change(struct pn532 *chip, int64_t ns);

/* Fewest bytes of a command with its code; 0: unknown to this chip. */
size_t pn532_command_shortest(uint8_t code);

/* Carries out a command that is not too short and appends to *reply what follows its code.
 * Returns false when it was given up. */
bool pn532_command(struct pn532 *chip, const struct pn532_message *command,
                   struct pn532_message *reply);

#endif
