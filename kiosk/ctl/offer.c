#include "kiosk/ctl/offer.h"

#include "drivers/wire.h"
#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/place.h"
#include "kiosk/ctl/provision.h"
#include "kiosk/ctl/site_text.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { LOOK_MS = 1000 };

#define NAME "site.ini"

struct offer {
    const struct offer_setup *setup;
    char file[PATH_MAX], conf[PATH_MAX];
    uint8_t seen[crypto_generichash_BYTES]; /* of file and verdict, when it was looked at last */
    bool pending;                           /* written, and without a certificate */
    char bytes[SITE_TEXT_MAX];
    size_t size;
    struct site site; /* FOUND */
    struct wire_site told;
};

static int fail(const char *about, int error)
{
    fprintf(stderr, "kioskctl: provision: %s: %s\n", about, strerror(error));
    return 1;
}

/* Says it, if that is news. */
static int tell(struct offer *o, const struct wire_site *site)
{
    if (!memcmp(&o->told, site, sizeof *site))
        return 0;
    o->told = *site;
    return wire_send(WIRE_FD, WIRE_SITE, 0, site);
}

static struct wire_site state_of(enum wire_site_state state)
{
    return (struct wire_site){.state = state};
}

/* --- the file ------------------------------------------------------------------------------ */

static struct wire_site describe_flaw(const struct site_flaw *flaw)
{
    struct wire_site s = state_of(WIRE_SITE_FLAWED);
    s.line = (uint32_t)flaw->line;
    snprintf(s.why, sizeof s.why, "%s", flaw->why);
    return s;
}

/* The file as that of the device `serial`. */
static struct wire_site describe(struct offer *o, const char *serial, unsigned devices)
{
    struct wire_site s = state_of(WIRE_SITE_FOUND);
    struct site_flaw flaw;
    if (site_text_read(o->bytes, o->size, serial, &o->site, &flaw))
        return describe_flaw(&flaw);
    s.devices = devices;
    snprintf(s.serial, sizeof s.serial, "%s", o->site.device.serial);
    snprintf(s.village, sizeof s.village, "%s", o->site.device.village);
    snprintf(s.name, sizeof s.name, "%s", o->site.device.name);
    snprintf(s.service, sizeof s.service, "%s", o->site.values[SITE_SERVICE]);
    return s;
}

/* A whole file: for one device, or for several, of which one is asked for. */
static struct wire_site judge(struct offer *o)
{
    char serial[SITE_SERIAL];
    unsigned devices = site_text_devices(o->bytes, o->size, "", serial);
    struct wire_site s = describe(o, devices ? serial : "none-00000", devices);
    if (devices < 2 || s.state != WIRE_SITE_FOUND)
        return s;
    s = state_of(WIRE_SITE_WHICH);
    s.devices = devices;
    return s;
}

static struct wire_site pick(struct offer *o, const char *digits)
{
    char serial[SITE_SERIAL];
    unsigned devices = site_text_devices(o->bytes, o->size, "", serial);
    struct wire_site unknown = state_of(WIRE_SITE_UNKNOWN);
    unknown.devices = devices;
    return site_text_devices(o->bytes, o->size, digits, serial) == 1
               ? describe(o, serial, devices)
               : unknown;
}

/* Reads the file. Returns whether it is another than before, and what it is now. */
static bool look(struct offer *o, struct wire_site *site_out)
{
    crypto_generichash_state hash;
    uint8_t seen[sizeof o->seen];
    char why[PROVISION_WHY] = "";
    size_t size = 0;
    int result = provision_read(o->file, o->setup->trust, o->bytes, sizeof o->bytes, &size, why);
    o->size = result ? 0 : size;
    crypto_generichash_init(&hash, NULL, 0, sizeof seen);
    crypto_generichash_update(&hash, (const uint8_t *)&result, sizeof result);
    crypto_generichash_update(&hash, (const uint8_t *)o->bytes, o->size);
    crypto_generichash_final(&hash, seen, sizeof seen);
    if (!memcmp(seen, o->seen, sizeof seen))
        return false;
    memcpy(o->seen, seen, sizeof seen);
    if (result && result != -ENOENT)
        fprintf(stderr, "kioskctl: provision: %s\n", why);
    *site_out = !result                   ? judge(o)
                : result == -EKEYREJECTED ? state_of(WIRE_SITE_UNSIGNED)
                                          : state_of(WIRE_SITE_NONE);
    return true;
}

/* --- the certificate ------------------------------------------------------------------------ */

/* Once it is there the file has done its work; what it holds is not this device's alone. */
static int finish(struct offer *o)
{
    int result = 0;
    if (o->setup->forget)
        result = folder_wipe(o->setup->folder, NAME ".sig");
    if (!result && o->setup->forget)
        result = folder_wipe(o->setup->folder, NAME);
    if (result)
        fail(o->file, -result); /* it is not in the way */
    return provision_finish(o->setup->data);
}

/* What the courier left of its last attempt with these settings; nothing yet: it is being made. */
static enum wire_site_state outcome(const struct offer *o, const char *key_id)
{
    static const struct {
        const char *word;
        enum wire_site_state state;
    } known[] = {{"done", WIRE_SITE_DONE},
                 {"refused", WIRE_SITE_REFUSED},
                 {"untrusted", WIRE_SITE_UNTRUSTED},
                 {"unreached", WIRE_SITE_UNREACHED}};
    char path[PATH_MAX + 16], line[64] = "", word[16], id[32];
    size_t size;
    snprintf(path, sizeof path, "%s/keys/enrolment", o->setup->data);
    if (folder_get(path, line, sizeof line - 1, &size) ||
        sscanf(line, "%15s %31s", word, id) != 2 || strcmp(id, key_id))
        return WIRE_SITE_ENROLLING;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(word, known[i].word))
            return known[i].state;
    return WIRE_SITE_ENROLLING;
}

/* As far as it was written: of this device, and how it is with its certificate. */
static struct wire_site standing(const struct offer *o)
{
    struct wire_site s = state_of(WIRE_SITE_ENROLLING);
    struct place place;
    if (place_read(o->conf, &place))
        return s;
    s.state = outcome(o, place.key_id);
    snprintf(s.serial, sizeof s.serial, "%s", place.serial);
    snprintf(s.village, sizeof s.village, "%s", place.village);
    snprintf(s.name, sizeof s.name, "%s", place.name);
    return s;
}

static int follow(struct offer *o)
{
    struct wire_site s = standing(o);
    int result = s.state == WIRE_SITE_DONE ? finish(o) : 0;
    if (result) {
        s.state = WIRE_SITE_UNWRITTEN;
        snprintf(s.why, sizeof s.why, "%.200s: %.100s", o->conf, strerror(-result));
    }
    o->pending = s.state != WIRE_SITE_DONE;
    return tell(o, &s);
}

/* --- the face ------------------------------------------------------------------------------- */

static int take(struct offer *o)
{
    char why[PROVISION_WHY];
    struct wire_site s = state_of(WIRE_SITE_UNWRITTEN);
    int result = provision_write(&o->site, o->setup->data, true, why);
    explicit_bzero(&o->site, sizeof o->site);
    if (!result) {
        o->pending = true;
        return follow(o);
    }
    fprintf(stderr, "kioskctl: provision: %s\n", why);
    snprintf(s.why, sizeof s.why, "%.300s", why);
    return tell(o, &s);
}

static int listen_to_face(struct offer *o)
{
    static struct wire_packet packet;
    struct wire_site s;
    int result = wire_recv(WIRE_FD, WIRE_FROM_KIOSK, &packet);
    if (result)
        return result;
    if (packet.header.type == WIRE_SITE_TAKE)
        return o->told.state == WIRE_SITE_FOUND ? take(o) : 0;
    if (packet.header.type != WIRE_SITE_PICK)
        return -EBADMSG;
    if (!o->size || o->pending)
        return 0;
    s = pick(o, packet.body.site_pick.digits);
    o->told = state_of(0); /* it was asked: the same answer again is one */
    return tell(o, &s);
}

/* What is to be done now and then: another file comes first. */
static int tend(struct offer *o)
{
    struct wire_site s;
    bool changed = look(o, &s);
    if (changed && (s.state != WIRE_SITE_NONE || !o->pending) && o->told.state != WIRE_SITE_DONE) {
        o->pending = false;
        return tell(o, &s);
    }
    return o->pending ? follow(o) : 0;
}

static int serve(struct offer *o)
{
    struct wire_ready ready = {.program = "kioskctl", .version = WIRE_VERSION};
    int result;
    snprintf(ready.device, sizeof ready.device, "%.79s", o->setup->folder);
    result = wire_send(WIRE_FD, WIRE_READY, 0, &ready);
    while (!result) {
        struct pollfd face = {.fd = WIRE_FD, .events = POLLIN};
        result = tend(o);
        if (!result && poll(&face, 1, LOOK_MS) > 0)
            result = listen_to_face(o);
    }
    return result == -EPIPE ? 0 : result;
}

int offer_run(const struct offer_setup *setup)
{
    static struct offer o;
    struct place place;
    int result;
    o.setup = setup;
    if (snprintf(o.file, sizeof o.file, "%s/" NAME, setup->folder) >= (int)sizeof o.file ||
        snprintf(o.conf, sizeof o.conf, "%s/kiosk.conf", setup->data) >= (int)sizeof o.conf)
        return fail(setup->data, ENAMETOOLONG);
    result = place_read(o.conf, &place);
    if (!result && place.provisioned) {
        fprintf(stderr, "kioskctl: provision: %s: this device is in service\n", o.conf);
        return 1;
    }
    o.pending = !result && *place.serial;
    if (o.pending) { /* the file that is there was taken, or is none */
        struct wire_site s;
        look(&o, &s);
    }
    result = serve(&o);
    explicit_bzero(&o, sizeof o);
    return result ? fail("serve the face", -result) : 0;
}
