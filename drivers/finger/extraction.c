#include "extraction.h"

#include <dlfcn.h>
#include <stdbool.h>

typedef void (*detect)(FpImage *, GCancellable *, GAsyncReadyCallback, gpointer);

/* What libfprint asked for. */
struct call {
    GAsyncReadyCallback callback;
    gpointer user;
};

static FpImage *told;

FpImage *extraction_picture(void)
{
    return told;
}

static bool is_of_a_finger(FpImage *image)
{
    guint width = fp_image_get_width(image), height = fp_image_get_height(image);
    return width >= EXTRACTION_SIDE_MIN && width <= EXTRACTION_SIDE_MAX &&
           height >= EXTRACTION_SIDE_MIN && height <= EXTRACTION_SIDE_MAX;
}

static void on_detected(GObject *image, GAsyncResult *result, gpointer data)
{
    struct call *call = data;
    if (is_of_a_finger(FP_IMAGE(image)))
        told = FP_IMAGE(image);
    call->callback(image, result, call->user);
    told = NULL;
    g_free(call);
}

void fp_image_detect_minutiae(FpImage *image, GCancellable *cancel, GAsyncReadyCallback callback,
                              gpointer user)
{
    struct call *call = g_new(struct call, 1);
    *call = (struct call){callback, user};
    if (is_of_a_finger(image)) {
        detect theirs = (detect)dlsym(RTLD_NEXT, "fp_image_detect_minutiae");
        theirs(image, cancel, on_detected, call);
        return;
    }
    GTask *task = g_task_new(image, cancel, on_detected, call);
    g_task_return_new_error(task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not the size of a finger");
    g_object_unref(task);
}
