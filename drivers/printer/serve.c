#include "serve.h"

#include "port.h"
#include "status.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LOOK_MS = 2000,   /* between two looks at the printer */
    ANSWER_MS = 500,  /* for one real-time answer, which a printer gives at once */
    STEP_MS = 1000,   /* between two looks while it prints */
    OPEN_S = 10,      /* opening and closing a device may hang in the kernel */
    NONSENSE_MAX = 64 /* bytes that answer nothing, before one that does */
};

struct server {
    int fd;
    const char *version;
    const struct printer_settings *settings;
    struct port *port;     /* NULL: looked for */
    enum wire_fault fault; /* what the kiosk was told */
    bool told;
    bool ended; /* GS r 1 was answered */
    uint8_t job[ESCPOS_JOB_MAX];
    struct wire_packet packet;
};

/* --- the printer ---------------------------------------------------------------------------- */

static void lose(struct server *s)
{
    alarm(OPEN_S);
    port_close(s->port);
    alarm(0);
    s->port = NULL;
}

/* Begins with a printer that holds nothing of anybody. */
static int find(struct server *s)
{
    uint8_t forget[16];
    size_t size = escpos_forget(forget);
    int result;
    if (s->port)
        return 0;
    if (!s->settings->device[0])
        return -ENODEV;
    alarm(OPEN_S);
    result = port_open(s->settings->device, s->settings->baud, &s->port);
    alarm(0);
    return result ? result : port_write(s->port, forget, size, ANSWER_MS);
}

static int answer(struct server *s, enum status_question question, struct status *status_out)
{
    uint8_t byte;
    int result = 0;
    for (int i = 0; i < NONSENSE_MAX && !result; i++) {
        result = port_read(s->port, &byte, ANSWER_MS);
        if (!result && !status_take(status_out, question, byte))
            return 0;
        if (!result && status_is_end(byte))
            s->ended = true;
    }
    return result ? result : -EBADMSG;
}

/* What the printer says of itself; WIRE_FAULT_PRINTER_ABSENT of one that says nothing. */
static enum wire_fault ask(struct server *s)
{
    static const enum status_question questions[] = {STATUS_OFFLINE, STATUS_ERROR, STATUS_PAPER};
    struct status status = {0};
    uint8_t bytes[3];
    int result = 0;
    if (!s->settings->answers)
        return WIRE_FAULT_NONE;
    for (unsigned i = 0; i < sizeof questions / sizeof questions[0] && !result; i++) {
        escpos_ask(questions[i], bytes);
        result = port_write(s->port, bytes, sizeof bytes, ANSWER_MS);
        if (!result)
            result = answer(s, questions[i], &status);
    }
    return result ? WIRE_FAULT_PRINTER_ABSENT : status_fault(&status);
}

static enum wire_fault look_once(struct server *s)
{
    enum wire_fault fault = WIRE_FAULT_PRINTER_ABSENT;
    if (!find(s))
        fault = ask(s);
    if (fault == WIRE_FAULT_PRINTER_ABSENT && s->port)
        lose(s);
    return fault;
}

/* Printers in a network hang up on who is silent for a while: that is nothing to tell. */
static enum wire_fault look(struct server *s)
{
    bool was_there = s->port != NULL;
    enum wire_fault fault = look_once(s);
    return fault == WIRE_FAULT_PRINTER_ABSENT && was_there ? look_once(s) : fault;
}

/* Waits until the printer has printed it all; its time is what is left of `steps`. */
static enum wire_fault await_end(struct server *s, unsigned steps)
{
    uint8_t byte;
    while (s->settings->answers && !s->ended && steps--) {
        int result = port_read(s->port, &byte, STEP_MS);
        enum wire_fault fault = WIRE_FAULT_NONE;
        if (!result && status_is_end(byte))
            s->ended = true;
        else if (result == -ETIMEDOUT)
            fault = ask(s);
        else if (result)
            fault = WIRE_FAULT_PRINTER_ABSENT;
        if (!status_prints(fault))
            return fault;
    }
    return s->ended || !s->settings->answers ? WIRE_FAULT_NONE : WIRE_FAULT_PRINTER_STUCK;
}

/* What is not on paper now is not to come out for the next person. */
static void forget(struct server *s)
{
    uint8_t bytes[16];
    size_t size = escpos_forget(bytes);
    if (!s->port)
        return;
    port_flush(s->port);
    port_write(s->port, bytes, size, ANSWER_MS);
}

static enum wire_fault print(struct server *s, const struct wire_print *p)
{
    enum wire_fault before = look(s), fault;
    size_t size = 0;
    int result;
    if (!status_prints(before))
        return before;
    if (escpos_job(p, &s->settings->paper, s->job, sizeof s->job, &size))
        return WIRE_FAULT_PRINTER_STUCK;
    s->ended = false;
    port_flush(s->port);
    result = port_write(s->port, s->job, size, (int)s->settings->patience_s * 1000);
    if (result == -ETIMEDOUT) {
        fault = ask(s);
        if (status_prints(fault) || fault == WIRE_FAULT_PRINTER_ABSENT)
            fault = WIRE_FAULT_PRINTER_STUCK;
    } else {
        fault = result ? WIRE_FAULT_PRINTER_ABSENT : await_end(s, s->settings->patience_s);
    }
    if (!status_prints(fault))
        forget(s);
    if (fault == WIRE_FAULT_PRINTER_ABSENT)
        lose(s);
    return fault ? fault : before;
}

/* --- the kiosk ------------------------------------------------------------------------------ */

/* Tells what the kiosk does not know yet. */
static int tell(struct server *s, enum wire_fault fault)
{
    const struct wire_fault_report report = {.fault = fault};
    struct wire_ready ready = {.program = "kiosk-printer"};
    int result = 0;
    if (s->told && fault == s->fault)
        return 0;
    snprintf(ready.version, sizeof ready.version, "%s", s->version);
    snprintf(ready.device, sizeof ready.device, "%.*s", (int)sizeof ready.device - 1,
             s->settings->device);
    if (status_prints(fault))
        result = wire_send(s->fd, WIRE_READY, 0, &ready);
    if (!result && fault)
        result = wire_send(s->fd, WIRE_FAULT, 0, &report);
    s->fault = fault;
    s->told = true;
    return result;
}

static int on_packet(struct server *s)
{
    int result = wire_recv(s->fd, WIRE_FROM_KIOSK, &s->packet);
    const struct wire_header header = s->packet.header;
    struct wire_printed printed;
    enum wire_fault fault;
    if (result)
        return result;
    if (header.type != WIRE_PRINT)
        return -EBADMSG;
    fault = print(s, &s->packet.body.print);
    printed.fault = status_prints(fault) ? WIRE_FAULT_NONE : fault;
    explicit_bzero(s->job, sizeof s->job);
    explicit_bzero(&s->packet, sizeof s->packet.header + wire_body_size(header.type));
    result = wire_send(s->fd, WIRE_PRINTED, header.visit, &printed);
    return result ? result : tell(s, fault);
}

static int run(struct server *s)
{
    for (;;) {
        struct pollfd polled = {.fd = s->fd, .events = POLLIN};
        int ready, result = tell(s, look(s));
        if (result)
            return result;
        ready = poll(&polled, 1, s->settings->device[0] ? LOOK_MS : -1);
        if (ready < 0 && errno != EINTR)
            return -errno;
        result = ready > 0 ? on_packet(s) : 0;
        if (result)
            return result;
    }
}

int serve(int fd, const char *version, const struct printer_settings *settings)
{
    struct server *s = calloc(1, sizeof *s);
    int result;
    if (!s)
        return -ENOMEM;
    s->fd = fd;
    s->version = version;
    s->settings = settings;
    result = run(s);
    if (s->port)
        lose(s);
    free(s);
    return result == -EPIPE ? 0 : result;
}
