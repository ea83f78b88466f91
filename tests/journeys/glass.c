#include "glass.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <errno.h>
#include <stdlib.h>

enum { PRESS_MS = 8 };

struct glass {
    Display *display;
};

int glass_open(struct glass **glass_out)
{
    struct glass *glass = calloc(1, sizeof(*glass));
    int event, error, major, minor;
    int result = -ENODEV;

    if (!glass)
        return -ENOMEM;
    glass->display = XOpenDisplay(NULL);
    if (!glass->display)
        goto out;
    result = -ENOTSUP;
    if (!XTestQueryExtension(glass->display, &event, &error, &major, &minor))
        goto out;
    *glass_out = glass;
    return 0;
out:
    glass_close(glass);
    return result;
}

void glass_close(struct glass *glass)
{
    if (!glass)
        return;
    if (glass->display)
        XCloseDisplay(glass->display);
    free(glass);
}

/* Where the window of this size lies on the screen. */
static bool window_find(Display *display, int width, int height, int *x_out, int *y_out)
{
    Window root = DefaultRootWindow(display), parent, child, *windows = NULL;
    unsigned count = 0;
    bool found = false;

    if (!XQueryTree(display, root, &root, &parent, &windows, &count))
        return false;
    for (unsigned i = 0; i < count && !found; i++) {
        XWindowAttributes window;

        if (!XGetWindowAttributes(display, windows[i], &window))
            continue;
        found = window.map_state == IsViewable && window.width == width &&
                window.height == height &&
                XTranslateCoordinates(display, windows[i], root, 0, 0, x_out, y_out, &child);
    }
    if (windows)
        XFree(windows);
    return found;
}

int glass_tap(struct glass *glass, int width, int height, int x, int y)
{
    int left, top;

    if (!window_find(glass->display, width, height, &left, &top))
        return -ENOENT;
    XTestFakeMotionEvent(glass->display, -1, left + x, top + y, CurrentTime);
    XTestFakeButtonEvent(glass->display, 1, True, CurrentTime);
    XTestFakeButtonEvent(glass->display, 1, False, CurrentTime);
    XSync(glass->display, False);
    return 0;
}

int glass_press(struct glass *glass, const char *key)
{
    KeyCode code = XKeysymToKeycode(glass->display, XStringToKeysym(key));

    if (!code)
        return -EINVAL;
    /* Faster than a finger, and it is taken for a key that is held and repeats. */
    XTestFakeKeyEvent(glass->display, code, True, PRESS_MS);
    XTestFakeKeyEvent(glass->display, code, False, PRESS_MS);
    XSync(glass->display, False);
    return 0;
}

bool glass_is_black(struct glass *glass)
{
    int screen = DefaultScreen(glass->display);
    unsigned width = (unsigned)DisplayWidth(glass->display, screen);
    unsigned height = (unsigned)DisplayHeight(glass->display, screen);
    XImage *image = XGetImage(glass->display, RootWindow(glass->display, screen), 0, 0, width,
                              height, AllPlanes, ZPixmap);
    bool black = image != NULL;

    for (unsigned y = 0; black && y < height; y++)
        for (unsigned x = 0; black && x < width; x++)
            black = (XGetPixel(image, (int)x, (int)y) & 0xFFFFFF) == 0;
    if (image)
        XDestroyImage(image);
    return black;
}

void glass_move(struct glass *glass, int x, int y)
{
    XTestFakeMotionEvent(glass->display, -1, x, y, CurrentTime);
    XFlush(glass->display);
}

void glass_finger(struct glass *glass, bool down)
{
    XTestFakeButtonEvent(glass->display, 1, down, CurrentTime);
    XFlush(glass->display);
}

void glass_key(struct glass *glass, unsigned code, bool down)
{
    XTestFakeKeyEvent(glass->display, code, down, CurrentTime);
    XFlush(glass->display);
}
