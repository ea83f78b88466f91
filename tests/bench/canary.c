/*
 * canary: whether anything of a person is still here after the visit.
 *
 *   canary STAGE KEY PICTURES
 *
 * Looks for what identifies KEY (tests/bench/people.json, STAGE/people): the NIK, the name, the
 * card's UID, the photo as the card holds it, and the minutiae of both templates; in the memory of
 * every program of ours that runs for STAGE (/proc/PID/mem), and in every file of STAGE/data,
 * STAGE/log and STAGE/run. Where a receipt was printed its number is looked for as well, but for
 * the courier and its data: it names what waits there, and nobody. And holds the pixels of the
 * window to the newest picture in the folder PICTURES, of a screen that nobody is shown on. Prints
 * a line for each place, naming what was found there but not its content. Returns 0 when nothing
 * was found, 1 when something was, 2 when it could not look.
 */
#include "ours.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <limits.h>
#include <png.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NEEDLES_MAX = 64,
    NEEDLE_MAX = 32,
    TEMPLATE_HEAD = 28,  /* ISO/IEC 19794-2:2005, record header and view header */
    TEMPLATE_PIECE = 18, /* three minutiae */
    PHOTO_PIECE = 32,
    PHOTO_PIECES = 8,
    CHUNK = 1 << 20,
};

static struct needle {
    char what[32];
    unsigned char bytes[NEEDLE_MAX];
    size_t size;
    bool couriers; /* what the courier may know */
} needles[NEEDLES_MAX];
static size_t needle_count;
static bool found;

static void look_for(const char *what, const void *bytes, size_t size)
{
    struct needle *n = &needles[needle_count];
    if (needle_count == NEEDLES_MAX || size > NEEDLE_MAX || !size)
        return;
    snprintf(n->what, sizeof n->what, "%s", what);
    memcpy(n->bytes, bytes, size);
    n->size = size;
    needle_count++;
}

static void fail(const char *what)
{
    fprintf(stderr, "canary: %s: %s\n", what, strerror(errno));
    exit(2);
}

static size_t read_whole(const char *path, unsigned char *bytes, size_t room)
{
    FILE *file = fopen(path, "re");
    size_t size;
    if (!file)
        fail(path);
    size = fread(bytes, 1, room, file);
    fclose(file);
    return size;
}

static void look_for_person(const char *stage, const char *key)
{
    static unsigned char bytes[CHUNK];
    char path[PATH_MAX];
    json_t *people = json_load_file("tests/bench/people.json", 0, NULL), *person;
    size_t i, size;
    json_array_foreach(people, i, person)
    {
        const char *nik = json_string_value(json_object_get(person, "nik"));
        const char *name = json_string_value(json_object_get(person, "name"));
        const char *uid = json_string_value(json_object_get(person, "uid"));
        unsigned char raw[NEEDLE_MAX];
        size_t count = 0;
        if (strcmp(json_string_value(json_object_get(person, "key")), key))
            continue;
        look_for("NIK", nik, strlen(nik));
        look_for("name", name, strlen(name));
        look_for("UID in letters", uid, strlen(uid));
        for (; uid[2 * count] && count < sizeof raw; count++)
            sscanf(uid + 2 * count, "%2hhx", &raw[count]);
        look_for("UID", raw, count);
    }
    json_decref(people);
    snprintf(path, sizeof path, "%s/people/%s.jpg", stage, key);
    size = read_whole(path, bytes, sizeof bytes);
    for (size_t at = 1; at <= PHOTO_PIECES; at++)
        look_for("photo", bytes + at * size / (PHOTO_PIECES + 2), PHOTO_PIECE);
    for (int finger = 0; finger < 2; finger++) {
        snprintf(path, sizeof path, "%s/people/%s-%s.iso", stage, key, finger ? "left" : "right");
        size = read_whole(path, bytes, sizeof bytes);
        for (size_t at = TEMPLATE_HEAD; at + TEMPLATE_PIECE <= size && at < 200;
             at += TEMPLATE_PIECE)
            look_for("template", bytes + at, TEMPLATE_PIECE);
    }
    if (needle_count < 12) {
        errno = EINVAL;
        fail(key);
    }
}

/* The number on the newest receipt, in fours as it is read and whole as its code holds it. */
static void look_for_number(const char *stage)
{
    static unsigned char paper[CHUNK];
    char path[PATH_MAX], number[16], grouped[16];
    bool printed = false;
    for (int n = 0; n < 1000; n++) {
        char *line;
        size_t size;
        snprintf(path, sizeof path, "%s/paper/%03d.txt", stage, n);
        if (access(path, R_OK))
            break;
        size = read_whole(path, paper, sizeof paper - 1);
        paper[size] = '\0';
        for (line = (char *)paper; (line = strpbrk(line, "0123456789")); line++) {
            char a[5], b[5], c[5];
            if (sscanf(line, "%4[0-9] %4[0-9] %4[0-9]", a, b, c) != 3 ||
                strlen(a) + strlen(b) != 8 || strlen(c) != 4)
                continue;
            snprintf(grouped, sizeof grouped, "%s %s %s", a, b, c);
            snprintf(number, sizeof number, "%s%s%s", a, b, c);
            printed = true;
            break;
        }
    }
    if (!printed)
        return;
    look_for("number", number, strlen(number));
    look_for("number in fours", grouped, strlen(grouped));
    needles[needle_count - 1].couriers = needles[needle_count - 2].couriers = true;
    printf("looked for a number that was printed\n");
}

static void look_in(const char *place, const unsigned char *bytes, size_t size, bool couriers)
{
    for (size_t i = 0; i < needle_count; i++) {
        if ((couriers && needles[i].couriers) ||
            !memmem(bytes, size, needles[i].bytes, needles[i].size))
            continue;
        printf("found: %s: %s\n", place, needles[i].what);
        found = true;
    }
}

/* Chunks overlap, so that nothing hides on a border. */
static void look_in_memory(int memory, const char *place, uint64_t from, uint64_t to, bool couriers)
{
    static unsigned char bytes[CHUNK];
    while (from < to) {
        size_t wanted = to - from < sizeof bytes ? (size_t)(to - from) : sizeof bytes;
        ssize_t got = pread(memory, bytes, wanted, (off_t)from);
        if (got <= 0)
            return; /* what cannot be read, as [vvar], holds nothing of ours */
        look_in(place, bytes, (size_t)got, couriers);
        if (from + (uint64_t)got >= to || got <= NEEDLE_MAX)
            return;
        from += (uint64_t)got - NEEDLE_MAX;
    }
}

/* A mapping this large is the address sanitizer's note of what may be touched: terabytes, and none
 * of it a byte that a program wrote. */
#define SHADOW (UINT64_C(1) << 40)

static void look_in_process(pid_t pid, const char *program)
{
    char path[300], line[PATH_MAX + 128], place[3 * PATH_MAX];
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "re");
    uint64_t size = 0;
    if (memory < 0 || !maps)
        fail(path);
    while (fgets(line, sizeof line, maps)) {
        uint64_t from, to;
        char rights[8] = "", name[PATH_MAX] = "";
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %*s %*s %*s %4095s", &from, &to, rights,
                   name) < 3 ||
            *rights != 'r' || to - from > SHADOW)
            continue;
        snprintf(place, sizeof place, "%s, %s %" PRIx64, program, *name ? name : "anonymous", from);
        look_in_memory(memory, place, from, to, !strcmp(program, "kiosk-courier"));
        size += to - from;
    }
    fclose(maps);
    close(memory);
    printf("looked in %s: %" PRIu64 " KiB\n", program, size / 1024);
}

static size_t look_in_processes(const char *stage)
{
    struct ours ours[OURS_MAX];
    size_t count = ours_find(stage, ours);
    for (size_t i = 0; i < count; i++)
        look_in_process(ours[i].pid, ours[i].program);
    return count;
}

static void look_in_folder(const char *stage, const char *name)
{
    char path[PATH_MAX], file[PATH_MAX + 300];
    struct dirent *entry;
    DIR *folder;
    snprintf(path, sizeof path, "%s/%s", stage, name);
    folder = opendir(path);
    while (folder && (entry = readdir(folder))) {
        struct stat st;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (stat(file, &st) || !S_ISREG(st.st_mode))
            continue;
        int fd = open(file, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            fail(file);
        look_in_memory(fd, file, 0, (uint64_t)st.st_size, !strcmp(name, "data"));
        close(fd);
    }
    if (folder)
        closedir(folder);
}

static int is_picture(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && !strcmp(entry->d_name + length - 4, ".png");
}

static void newest_picture(const char *folder, png_image *image, unsigned char **pixels_out)
{
    struct dirent **entries;
    char path[PATH_MAX];
    int count = scandir(folder, &entries, is_picture, alphasort);
    if (count < 1)
        fail(folder);
    snprintf(path, sizeof path, "%s/%s", folder, entries[count - 1]->d_name);
    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(image, path))
        fail(path);
    image->format = PNG_FORMAT_RGB;
    *pixels_out = malloc(PNG_IMAGE_SIZE(*image));
    if (!*pixels_out || !png_image_finish_read(image, NULL, *pixels_out, 0, NULL))
        fail(path);
    while (count--)
        free(entries[count]);
    free(entries);
}

/* The window of this size, or None. */
static Window find_window(Display *display, unsigned width, unsigned height)
{
    Window root = DefaultRootWindow(display), parent, *children, at = None;
    unsigned count = 0;
    if (!XQueryTree(display, root, &root, &parent, &children, &count))
        return None;
    for (unsigned i = 0; i < count; i++) {
        XWindowAttributes a;
        if (XGetWindowAttributes(display, children[i], &a) && (unsigned)a.width == width &&
            (unsigned)a.height == height && a.map_state == IsViewable)
            at = children[i];
    }
    XFree(children);
    return at;
}

/* Pixels of the window that are not those of the newest picture. */
static size_t pixels_apart(Display *display, const char *pictures, png_image *picture_out)
{
    unsigned char *pixels;
    png_image picture;
    size_t apart = 0;
    newest_picture(pictures, &picture, &pixels);
    Window window = find_window(display, picture.width, picture.height);
    XImage *glass = window == None ? NULL
                                   : XGetImage(display, window, 0, 0, picture.width, picture.height,
                                               AllPlanes, ZPixmap);
    if (!glass)
        fail("window");
    for (unsigned y = 0; y < picture.height; y++)
        for (unsigned x = 0; x < picture.width; x++) {
            const unsigned char *p = pixels + 3 * ((size_t)y * picture.width + x);
            unsigned long rgb = (unsigned long)p[0] << 16 | (unsigned long)p[1] << 8 | p[2];
            apart += (XGetPixel(glass, (int)x, (int)y) & 0xffffff) != rgb;
        }
    XDestroyImage(glass);
    free(pixels);
    *picture_out = picture;
    return apart;
}

/* The clock on the start screen moves each minute, and is on the glass before its picture is on the
 * disk: only what stays is something else. */
static void look_at_window(const char *pictures)
{
    enum { LOOKS = 20, LOOK_MS = 100 };
    Display *display = XOpenDisplay(NULL);
    png_image picture;
    size_t apart = 1;
    if (!display)
        fail("display");
    for (int look = 0; look < LOOKS && apart; look++) {
        if (look)
            poll(NULL, 0, LOOK_MS);
        apart = pixels_apart(display, pictures, &picture);
    }
    if (apart) {
        printf("found: window: %zu pixels of something else\n", apart);
        found = true;
    }
    printf("looked at the window: %u x %u pixels\n", picture.width, picture.height);
    XCloseDisplay(display);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: canary STAGE KEY PICTURES\n");
        return 2;
    }
    look_for_person(argv[1], argv[2]);
    look_for_number(argv[1]);
    if (look_in_processes(argv[1]) < 6) {
        fprintf(stderr, "canary: the kiosk and its drivers do not run\n");
        return 2;
    }
    look_in_folder(argv[1], "data");
    look_in_folder(argv[1], "log");
    look_in_folder(argv[1], "run");
    look_at_window(argv[3]);
    return found;
}
