/*
 * courier_stage: the real kiosk-courier between a face (the test, on its socket) and the real
 * reference service, optionally with a gateway (tests/bench/gateway.c) in between. KIOSK_BUILD
 * names the folder of the programs ("build"). What cannot be done fails the test.
 */
#ifndef TESTS_COURIER_STAGE_H
#define TESTS_COURIER_STAGE_H

#include "drivers/wire.h"

#include <sys/types.h>

enum { STAGE_DEADLINE_MS = 60000 }; /* only a hang reaches it */

struct courier_stage {
    char folder[64];
    char service_port[16]; /* of the service; "" before its first start */
    const char *radio;     /* with namespaces of tests/bench/radio.c of this name, or NULL */
    pid_t service, gateway, proxy, courier;
    int face;                        /* -1: no courier */
    struct wire_link link;           /* the last LINK */
    struct wire_catalogue catalogue; /* the last CATALOGUE; made_at 0: none since its start */
    struct wire_packet got;
};

/* Makes keys, people and the service's database in a folder of its own; nothing runs. */
void stage_make(struct courier_stage *s);

/* Ends what runs and removes the folder. */
void stage_remove(struct courier_stage *s);

/* A path in the folder; holds until the next but one call. */
const char *stage_path(const struct courier_stage *s, const char *name);

/* Runs commands of the shell, until one fails, with $stage (the folder) and $programs set, their
 * output to the stage's log; returns the exit status. */
int stage_sh(const struct courier_stage *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A program's path. */
const char *stage_program(const char *name);

/* cmocka's, of a test whose state is a stage: it is made, and the service runs and is configured;
 * the courier, too, and is online with nothing that waits; it is removed. */
int stage_serving(void **state);
int stage_online(void **state);
int stage_ended(void **state);

void stage_start_service(struct courier_stage *s);
void stage_stop_service(struct courier_stage *s);

/* With `fates`, between courier and service from the next configuration on. */
void stage_start_gateway(struct courier_stage *s, const char *fates, unsigned seed);
void stage_stop_gateway(struct courier_stage *s);

/* Waits until `name` is in the stage ("data/staff.box": the list of staff came), by the folder's
 * own events. */
void stage_wait_for_file(const struct courier_stage *s, const char *name);

/* An HTTP proxy (tests/bench/proxy.c) to the service, on the port in proxy.port. */
void stage_start_proxy(struct courier_stage *s);

/* Writes kiosk.conf: `service` is "host:port", NULL for the gateway or else the service; `ca` and
 * `service_keys` in the folder, NULL for the usual. */
void stage_configure(struct courier_stage *s, const char *service, const char *ca,
                     const char *service_keys);

/* Starts it, with `environment` (NAME=VALUE, or NULL) added, and waits for READY. */
void stage_start_courier(struct courier_stage *s, const char *environment);

/* Hangs up; returns its exit status, -SIGNAL when one ended it. */
int stage_stop_courier(struct courier_stage *s);

/* The next message but LINK and CATALOGUE, which must be of this visit. */
enum wire_type stage_heard(struct courier_stage *s, uint32_t visit);

/* The next such message, which must be a fault, and this one. */
void stage_told(struct courier_stage *s, uint32_t visit, enum wire_fault fault);

/* Waits for one that says so. */
void stage_wait_for_link(struct courier_stage *s, uint32_t online, uint32_t waiting);

void stage_wait_for_catalogue(struct courier_stage *s);

bool stage_logged(const struct courier_stage *s, const char *words);

/* Budi, whose result can be contested. */
struct wire_subject stage_budi(void);
void stage_ask_result(struct courier_stage *s, uint32_t visit);
void stage_result_comes(struct courier_stage *s, uint32_t visit);

/* Asks for the templates of a card, and returns what is heard. */
enum wire_type stage_ask_templates(struct courier_stage *s, uint32_t visit, struct wire_card card);

/* Sends it: a receipt comes from here, and, `delivered`, another once the service has it. */
void stage_file(struct courier_stage *s, uint32_t visit, const struct wire_filing *filing,
                bool delivered);

/* Asks for the result, which must come, and prepares an objection about something that it does not
 * hold, which may be filed any number of times. */
struct wire_filing stage_objection(struct courier_stage *s, uint32_t visit);

#endif
