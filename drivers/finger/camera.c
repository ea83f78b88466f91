#include "camera.h"

#include "extraction.h"
#include "fp3.h"
#include "nbis.h"

#include <errno.h>
#include <fp-image-device.h>
#include <fprint.h>
#include <stdbool.h>
#include <string.h>

enum { LOOK_AGAIN_S = 1 };

static const double MM_PER_INCH = 25.4;

enum state { SEARCHING, OPENING, OPEN, SCANNING, ENDING, CLOSING };

struct camera {
    camera_tell tell;
    void *user;
    enum state state;
    unsigned dpi;               /* where libfprint does not tell */
    GPtrArray *fit;             /* image devices, when last looked for; NULL: none */
    unsigned tried;             /* of them: the last is c->device */
    bool wanted;                /* scans are */
    enum camera_happening told; /* READY, ABSENT or UNFIT, whichever was last */
    guint timer;                /* of the next look; 0: none */
    FpContext *context;
    FpDevice *device;
    FpPrint *blank;
    GCancellable *cancel; /* of the operation under way */
    FpFingerStatusFlags finger;
};

static void look(struct camera *c);
static void open_next(struct camera *c);
static void scan_next(struct camera *c);

static void tell(struct camera *c, enum camera_happening happening)
{
    struct camera_event event = {.happening = happening};
    if (happening == CAMERA_READY) {
        event.name = fp_device_get_name(c->device);
        event.sensors = c->fit->len;
    }
    if (c->tell)
        c->tell(c->user, &event);
}

/* --- finding and losing ------------------------------------------------------------------- */

static gboolean on_timer(gpointer data)
{
    struct camera *c = data;
    c->timer = 0;
    look(c);
    return G_SOURCE_REMOVE;
}

/* Lets go of the device, closed already or never opened. */
static void let_go(struct camera *c)
{
    if (c->device)
        g_signal_handlers_disconnect_by_data(c->device, c);
    g_clear_object(&c->blank);
    g_clear_object(&c->device);
}

/* Looks again after a while. */
static void search(struct camera *c, enum camera_happening why)
{
    c->state = SEARCHING;
    let_go(c);
    g_clear_pointer(&c->fit, g_ptr_array_unref);
    g_clear_object(&c->context);
    if (!c->timer)
        c->timer = g_timeout_add_seconds(LOOK_AGAIN_S, on_timer, c);
    if (c->told != why) {
        c->told = why;
        tell(c, why);
    }
}

static void on_closed(GObject *source, GAsyncResult *result, gpointer data)
{
    /* A sensor that is gone cannot be closed well; its resources are freed nevertheless. */
    fp_device_close_finish(FP_DEVICE(source), result, NULL);
    search(data, CAMERA_ABSENT);
}

static void lose(struct camera *c)
{
    c->state = CLOSING;
    if (c->told != CAMERA_ABSENT) {
        c->told = CAMERA_ABSENT;
        tell(c, CAMERA_ABSENT);
    }
    fp_device_close(c->device, NULL, on_closed, c);
}

/* Emitted only when no operation is under way; otherwise that operation fails. */
static void on_removed(FpDevice *device, gpointer data)
{
    struct camera *c = data;
    (void)device;
    if (c->state == OPEN)
        lose(c);
}

static void on_finger(FpDevice *device, GParamSpec *property, gpointer data)
{
    struct camera *c = data;
    (void)property;
    FpFingerStatusFlags before = c->finger, now = fp_device_get_finger_status(device);
    c->finger = now;
    if (c->state != SCANNING)
        return;
    if (!(now & FP_FINGER_STATUS_PRESENT)) {
        if (now & FP_FINGER_STATUS_NEEDED && !(before & FP_FINGER_STATUS_NEEDED))
            tell(c, CAMERA_WAITING);
    } else if (!(before & FP_FINGER_STATUS_PRESENT))
        tell(c, CAMERA_TOUCHED);
    else if (before & FP_FINGER_STATUS_NEEDED && !(now & FP_FINGER_STATUS_NEEDED))
        tell(c, CAMERA_TAKEN);
}

static FpPrint *blank_print(FpDevice *device)
{
    uint8_t *bytes;
    size_t size;
    fp3_write_blank(fp_device_get_driver(device), fp_device_get_device_id(device), &bytes, &size);
    FpPrint *print = fp_print_deserialize(bytes, size, NULL);
    g_free(bytes);
    return print;
}

static void on_opened(GObject *source, GAsyncResult *result, gpointer data)
{
    struct camera *c = data;
    if (!fp_device_open_finish(FP_DEVICE(source), result, NULL)) {
        let_go(c);
        open_next(c);
        return;
    }
    c->state = OPEN;
    c->finger = FP_FINGER_STATUS_NONE;
    c->blank = blank_print(c->device);
    if (!c->blank) {
        lose(c);
        return;
    }
    c->told = CAMERA_READY;
    tell(c, CAMERA_READY);
    scan_next(c);
}

static void look(struct camera *c)
{
    c->context = fp_context_new();
    GPtrArray *devices = fp_context_get_devices(c->context);
    c->fit = g_ptr_array_new_with_free_func(g_object_unref);
    c->tried = 0;
    for (guint i = 0; i < devices->len; i++)
        if (FP_IS_IMAGE_DEVICE(g_ptr_array_index(devices, i)))
            g_ptr_array_add(c->fit, g_object_ref(g_ptr_array_index(devices, i)));
    if (devices->len && !c->fit->len)
        search(c, CAMERA_UNFIT);
    else
        open_next(c);
}

/* The first of them, or the next when one could not be opened. */
static void open_next(struct camera *c)
{
    if (c->tried == c->fit->len) {
        search(c, CAMERA_ABSENT);
        return;
    }
    c->state = OPENING;
    c->device = g_object_ref(g_ptr_array_index(c->fit, c->tried++));
    g_signal_connect(c->device, "removed", G_CALLBACK(on_removed), c);
    g_signal_connect(c->device, "notify::finger-status", G_CALLBACK(on_finger), c);
    fp_device_open(c->device, NULL, on_opened, c);
}

/* --- scanning ----------------------------------------------------------------------------- */

static enum camera_happening retry_happening(const GError *error)
{
    switch (error->code) { /* later versions of libfprint know more reasons than this one */
    case FP_DEVICE_RETRY_TOO_SHORT:
        return CAMERA_SHORT;
    case FP_DEVICE_RETRY_CENTER_FINGER:
        return CAMERA_ASKEW;
    case FP_DEVICE_RETRY_REMOVE_FINGER:
        return CAMERA_LEFT_ON;
    default:
        return CAMERA_POOR;
    }
}

static int read_minutiae(FpPrint *scan, const struct picture *seen, struct minutiae *live_out)
{
    guchar *bytes = NULL;
    gsize size = 0;
    struct nbis_print print = {0};
    struct nbis_image image = {
        .width = seen->width, .height = seen->height, .per_mm = seen->per_mm};
    if (!fp_print_serialize(scan, &bytes, &size, NULL))
        return -EBADMSG;
    int result = fp3_read(bytes, size, &print);
    if (!result)
        result = nbis_to_minutiae(&print, &image, live_out);
    explicit_bzero(bytes, size);
    g_free(bytes);
    explicit_bzero(&print, sizeof print);
    return result;
}

/* What an image device saw, and the minutiae read in it; `scan` is NULL when none could be. */
static void tell_scan(struct camera *c, FpImage *image, FpPrint *scan)
{
    struct minutiae live = {0};
    struct picture picture = {0};
    gsize size = 0;
    if (image) {
        double per_mm = fp_image_get_ppmm(image);
        picture.width = fp_image_get_width(image);
        picture.height = fp_image_get_height(image);
        picture.per_mm = per_mm > 0 ? per_mm : c->dpi / MM_PER_INCH;
        picture.pixels = fp_image_get_data(image, &size);
    }
    if (picture.pixels && size >= (gsize)picture.width * picture.height &&
        (!scan || !read_minutiae(scan, &picture, &live))) {
        struct camera_event event = {
            .happening = CAMERA_SCANNED, .live = &live, .picture = &picture};
        if (c->tell)
            c->tell(c->user, &event);
    } else {
        tell(c, CAMERA_POOR);
    }
    explicit_bzero(&live, sizeof live);
}

/* As soon as the minutiae are read, the finger perhaps still on the glass. libfprint's verdict,
 * against a blank print, says nothing and is not looked at. */
static void on_scan(FpDevice *device, FpPrint *match, FpPrint *scan, gpointer data, GError *error)
{
    struct camera *c = data;
    (void)device;
    (void)match;
    if (c->state != SCANNING)
        return;
    if (scan || extraction_picture())
        tell_scan(c, scan ? fp_print_get_image(scan) : extraction_picture(), scan);
    else if (error && error->domain == FP_DEVICE_RETRY)
        tell(c, retry_happening(error));
    else
        tell(c, CAMERA_POOR);
}

static void on_over(GObject *source, GAsyncResult *result, gpointer data)
{
    struct camera *c = data;
    GError *error = NULL;
    FpPrint *scan = NULL;
    gboolean match;
    fp_device_verify_finish(FP_DEVICE(source), result, &match, &scan, &error);
    bool failed = error && error->domain != FP_DEVICE_RETRY &&
                  !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_object(&scan);
    g_clear_error(&error);
    g_clear_object(&c->cancel);
    if (failed) {
        lose(c);
        return;
    }
    c->state = OPEN;
    scan_next(c);
}

static void scan_next(struct camera *c)
{
    if (!c->wanted || c->state != OPEN)
        return;
    c->state = SCANNING;
    c->cancel = g_cancellable_new();
    fp_device_verify(c->device, c->blank, c->cancel, on_scan, c, NULL, on_over, c);
}

/* --- the calls ---------------------------------------------------------------------------- */

struct camera *camera_new(camera_tell tell_whom, void *user, unsigned dpi)
{
    struct camera *c = g_new0(struct camera, 1);
    c->tell = tell_whom;
    c->user = user;
    c->dpi = dpi;
    c->told = CAMERA_SCANNED; /* nothing yet of READY, ABSENT, UNFIT */
    c->timer = g_idle_add(on_timer, c);
    return c;
}

void camera_scan(struct camera *c)
{
    c->wanted = true;
    scan_next(c);
}

void camera_stop(struct camera *c)
{
    c->wanted = false;
    if (c->state == SCANNING) {
        c->state = ENDING;
        g_cancellable_cancel(c->cancel);
    }
}

void camera_free(struct camera *c)
{
    if (!c)
        return;
    c->tell = NULL;
    camera_stop(c);
    while (c->state == OPENING || c->state == ENDING)
        g_main_context_iteration(NULL, TRUE);
    if (c->state == OPEN)
        lose(c);
    while (c->state == CLOSING)
        g_main_context_iteration(NULL, TRUE);
    if (c->timer)
        g_source_remove(c->timer);
    g_clear_pointer(&c->fit, g_ptr_array_unref);
    g_free(c);
}
