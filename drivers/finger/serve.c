#include "serve.h"

#include "../wire.h"
#include "camera.h"
#include "enrolment.h"
#include "quality.h"
#include "repeat.h"
#include "template.h"
#include "verify.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum {
    RETAKES = 4, /* captures of a visit sent back for their quality, before any is taken as it is */
    ENROL_RETAKES = 12, /* and of an enrolment, before the finger is given up */
    CLOSE_S = 5,        /* a sensor not closed by then never will be */
    NAME_SHOWN = 50,    /* of a sensor, bytes, beside how many there are */
    VIEWS_MAX = WIRE_TEMPLATES_MAX * TEMPLATE_VIEWS_MAX,
};

/* A template in the making. */
struct enrol {
    uint8_t position;
    size_t count;
    struct minutiae capture[ENROLMENT_MAX];
};

struct server {
    int fd;
    const struct serve_setup *setup;
    GMainLoop *loop;
    struct camera *camera;
    enum wire_fault sensor; /* WIRE_FAULT_NONE: a sensor is open */
    struct verify *verify;  /* NULL: nobody waits for a verdict */
    struct enrol *enrol;    /* NULL: nobody waits for a template; never both */
    uint32_t visit;         /* of either */
    unsigned retakes;       /* left in it */
    enum wire_hint asking;  /* for a finger: said when the sensor waits for one */
    struct repeat repeat;
    int result;
    struct wire_packet packet;
};

static void quit(struct server *s, int result)
{
    s->result = result == -EPIPE ? 0 : result;
    g_main_loop_quit(s->loop);
}

static void send_message(struct server *s, enum wire_type type, uint32_t visit, const void *body)
{
    int result = wire_send(s->fd, type, visit, body);
    if (result)
        quit(s, result);
}

static void send_fault(struct server *s, uint32_t visit, enum wire_fault fault)
{
    struct wire_fault_report report = {.fault = fault};
    send_message(s, WIRE_FAULT, visit, &report);
}

static void send_hint(struct server *s, enum wire_hint hint)
{
    struct wire_finger_hint body = {
        .hint = hint,
        .position = s->enrol ? s->enrol->position : verify_position(s->verify),
    };
    send_message(s, WIRE_FINGER_HINT, s->visit, &body);
}

/* A finger laid down before the sensor looks for one may not be seen. */
static void ask(struct server *s, enum wire_hint hint)
{
    s->asking = hint;
}

static void send_ready(struct server *s, const struct camera_event *sensor)
{
    struct wire_ready ready;
    memset(&ready, 0, sizeof ready);
    snprintf(ready.program, sizeof ready.program, "kiosk-finger");
    snprintf(ready.version, sizeof ready.version, "%s", s->setup->version);
    if (sensor->sensors > 1)
        snprintf(ready.device, sizeof ready.device, "%.*s, one of %u", NAME_SHOWN, sensor->name,
                 sensor->sensors);
    else
        snprintf(ready.device, sizeof ready.device, "%s", sensor->name);
    send_message(s, WIRE_READY, 0, &ready);
}

static void end_visit(struct server *s)
{
    camera_stop(s->camera);
    verify_free(s->verify);
    s->verify = NULL;
    if (s->enrol)
        explicit_bzero(s->enrol, sizeof *s->enrol);
    free(s->enrol);
    s->enrol = NULL;
    s->visit = 0;
}

/* Something was begun: the finger is asked for. */
static void begin_visit(struct server *s, uint32_t visit, unsigned retakes)
{
    s->visit = visit;
    s->retakes = retakes;
    ask(s, WIRE_HINT_PLACE);
    camera_scan(s->camera);
}

/* --- what the kiosk asks ------------------------------------------------------------------ */

/* All views of every record that is one, each under the position its message gives. */
static int begin_verify(struct server *s, const struct wire_templates *against)
{
    size_t count = 0;
    struct minutiae *views = calloc(VIEWS_MAX, sizeof *views);
    if (!views)
        return -ENOMEM;
    for (uint32_t i = 0; i < against->count; i++) {
        const struct wire_template *t = &against->templates[i];
        size_t more;
        if (template_read(t->record, t->size, views + count, &more))
            continue;
        for (size_t k = count; k < count + more; k++)
            views[k].position = t->position ? t->position : views[k].position;
        count += more;
    }
    int result = verify_new(views, count, VERIFY_ROUNDS, &s->verify);
    explicit_bzero(views, VIEWS_MAX * sizeof *views);
    free(views);
    return result;
}

static void on_verify(struct server *s, uint32_t visit, const struct wire_verify *body)
{
    end_visit(s);
    if (s->sensor != WIRE_FAULT_NONE) {
        send_fault(s, visit, s->sensor);
        return;
    }
    int result = begin_verify(s, &body->against);
    if (result == -ENOMEM) {
        quit(s, result);
        return;
    }
    if (result) {
        send_fault(s, visit, WIRE_FAULT_TEMPLATES_UNFIT);
        return;
    }
    begin_visit(s, visit, RETAKES);
}

static void on_enrol(struct server *s, uint32_t visit, const struct wire_enrol *body)
{
    end_visit(s);
    if (s->sensor != WIRE_FAULT_NONE) {
        send_fault(s, visit, s->sensor);
        return;
    }
    s->enrol = calloc(1, sizeof *s->enrol);
    if (!s->enrol) {
        quit(s, -ENOMEM);
        return;
    }
    s->enrol->position = (uint8_t)body->position;
    begin_visit(s, visit, ENROL_RETAKES);
}

static gboolean on_readable(gint fd, GIOCondition condition, gpointer data)
{
    struct server *s = data;
    (void)condition;
    int result = wire_recv(fd, WIRE_FROM_KIOSK, &s->packet);
    uint32_t type = s->packet.header.type, visit = s->packet.header.visit;
    if (result == 0 && type == WIRE_VERIFY && visit)
        on_verify(s, visit, &s->packet.body.verify);
    else if (result == 0 && type == WIRE_ENROL && visit)
        on_enrol(s, visit, &s->packet.body.enrol);
    else if (result == 0 && type == WIRE_VERIFY_STOP) {
        if (visit == s->visit)
            end_visit(s);
    } else
        quit(s, result ? result : -EBADMSG);
    explicit_bzero(&s->packet, sizeof s->packet);
    return G_SOURCE_CONTINUE;
}

/* --- what the sensor tells ---------------------------------------------------------------- */

static void on_sensor_fault(struct server *s, enum wire_fault fault)
{
    uint32_t visit = s->visit;
    s->sensor = fault;
    if (visit) {
        end_visit(s);
        send_fault(s, visit, fault);
    }
    send_fault(s, 0, fault);
}

static enum wire_hint advice(enum quality quality)
{
    switch (quality) {
    case QUALITY_DIRTY:
        return WIRE_HINT_CLEAN;
    case QUALITY_MOVING:
        return WIRE_HINT_STILL;
    case QUALITY_OFF_CENTRE:
        return WIRE_HINT_CENTRE;
    case QUALITY_WET:
        return WIRE_HINT_WIPE;
    case QUALITY_DRY:
        return WIRE_HINT_MOISTEN;
    case QUALITY_SMALL:
    case QUALITY_SPARSE:
        return WIRE_HINT_PRESS;
    case QUALITY_GOOD:
        break;
    }
    return WIRE_HINT_AGAIN;
}

static void judge(struct server *s, const struct minutiae *live, enum quality quality)
{
    uint32_t visit = s->visit;
    struct verify_result result = verify_round(s->verify, live);
    struct wire_verified verified = {.matched = result.verdict == VERIFY_MATCHED,
                                     .score_class = result.score_class};
    switch (result.verdict) {
    case VERIFY_UNREADABLE:
        ask(s, quality == QUALITY_GOOD ? WIRE_HINT_PRESS : advice(quality));
        return;
    case VERIFY_AGAIN:
        ask(s, advice(quality));
        return;
    case VERIFY_MATCHED:
    case VERIFY_REFUSED:
        end_visit(s);
        send_message(s, WIRE_VERIFIED, visit, &verified);
        return;
    }
}

/* Returns 0 when the message is filled in; else as enrolment_fuse. */
static int write_enrolled(const struct enrol *enrol, struct wire_enrolled *enrolled_out)
{
    struct minutiae fused = {0};
    size_t size = 0;
    int result = enrolment_fuse(enrol->capture, enrol->count, &fused);
    fused.position = enrol->position;
    if (!result)
        result = template_write(&fused, 1, enrolled_out->template.record,
                                sizeof enrolled_out->template.record, &size);
    if (!result) {
        enrolled_out->quality = fused.quality;
        enrolled_out->template.position = enrol->position;
        enrolled_out->template.size = (uint16_t)size;
    }
    explicit_bzero(&fused, sizeof fused);
    return result;
}

static void give_up(struct server *s)
{
    uint32_t visit = s->visit;
    end_visit(s);
    send_fault(s, visit, WIRE_FAULT_FINGER_POOR);
}

static void collect(struct server *s, const struct minutiae *live)
{
    uint32_t visit = s->visit;
    struct wire_enrolled enrolled;
    s->enrol->capture[s->enrol->count++] = *live;
    if (s->enrol->count < ENROLMENT_CAPTURES) {
        ask(s, WIRE_HINT_AGAIN);
        return;
    }
    memset(&enrolled, 0, sizeof enrolled);
    int result = write_enrolled(s->enrol, &enrolled);
    if (!result) {
        end_visit(s);
        send_message(s, WIRE_ENROLLED, visit, &enrolled);
    } else if (s->enrol->count < ENROLMENT_MAX) {
        ask(s, WIRE_HINT_AGAIN);
    } else {
        give_up(s);
    }
    explicit_bzero(&enrolled, sizeof enrolled);
}

/* A capture sent back is compared with nothing: it is no try, for whoever makes it. */
static void on_live(struct server *s, const struct minutiae *live, const struct picture *picture)
{
    struct quality_facts facts = quality_measure(picture);
    enum quality quality = quality_judge(&facts, live);
    if (repeat_seen(&s->repeat, picture, live)) {
        ask(s, WIRE_HINT_CLEAN);
    } else if (quality != QUALITY_GOOD && s->retakes) {
        s->retakes--;
        ask(s, advice(quality));
    } else if (s->verify) {
        judge(s, live, quality);
    } else if (quality != QUALITY_GOOD) {
        give_up(s);
    } else {
        collect(s, live);
    }
}

static void on_camera(void *user, const struct camera_event *event)
{
    struct server *s = user;
    switch (event->happening) {
    case CAMERA_READY:
        s->sensor = WIRE_FAULT_NONE;
        send_ready(s, event);
        return;
    case CAMERA_ABSENT:
        on_sensor_fault(s, WIRE_FAULT_SENSOR_ABSENT);
        return;
    case CAMERA_UNFIT:
        s->setup->note(
            "the sensor compares on its own chip and hands out no pictures: templates of "
            "cards need one that does");
        on_sensor_fault(s, WIRE_FAULT_SENSOR_UNFIT);
        return;
    case CAMERA_WAITING:
        send_hint(s, s->asking);
        return;
    case CAMERA_TOUCHED:
        send_hint(s, WIRE_HINT_HOLD);
        return;
    case CAMERA_TAKEN:
    case CAMERA_LEFT_ON:
        send_hint(s, WIRE_HINT_LIFT);
        return;
    case CAMERA_POOR:
        ask(s, WIRE_HINT_AGAIN);
        return;
    case CAMERA_SHORT:
        ask(s, WIRE_HINT_PRESS);
        return;
    case CAMERA_ASKEW:
        ask(s, WIRE_HINT_CENTRE);
        return;
    case CAMERA_SCANNED:
        on_live(s, event->live, event->picture);
        return;
    }
}

int serve(int fd, const struct serve_setup *setup)
{
    struct server *s = calloc(1, sizeof *s);
    if (!s)
        return -ENOMEM;
    if (getrandom(s->repeat.key, sizeof s->repeat.key, 0) != sizeof s->repeat.key) {
        free(s);
        return -EIO;
    }
    s->fd = fd;
    s->setup = setup;
    s->sensor = WIRE_FAULT_SENSOR_ABSENT;
    s->loop = g_main_loop_new(NULL, FALSE);
    s->camera = camera_new(on_camera, s, setup->dpi);
    guint source = g_unix_fd_add(fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable, s);

    g_main_loop_run(s->loop);

    g_source_remove(source);
    end_visit(s);
    alarm(CLOSE_S);
    camera_free(s->camera);
    alarm(0);
    g_main_loop_unref(s->loop);
    int result = s->result;
    explicit_bzero(s, sizeof *s);
    free(s);
    return result;
}
