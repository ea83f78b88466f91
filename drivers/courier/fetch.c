#include "fetch.h"

#include "board.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, DAY_MS = 24 * 60 * 60 * 1000 };

static const char part_begins[] = "bundle-", part_ends[] = ".part";

static int part_path(const struct fetch *f, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/%s%s%s", f->directory, part_begins, f->offer.version,
                     part_ends);
    return n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

static int whole_path(const struct fetch *f, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/bundle/%s.raucb", f->directory, f->offer.version);
    return n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

/* `name` is a part of another version, or, without an offer, of any. */
static bool is_left_over(const struct fetch *f, const char *name)
{
    size_t begins = sizeof part_begins - 1, length = strlen(f->offer.version);
    if (strncmp(name, part_begins, begins))
        return false;
    return !length || strncmp(name + begins, f->offer.version, length) ||
           strcmp(name + begins + length, part_ends);
}

static void remove_others(const struct fetch *f)
{
    DIR *folder = opendir(f->directory);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (is_left_over(f, entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

/* Whether the url begins with "https://host:port" and goes on with a path there. */
static bool is_at(const char *url, const char *origin)
{
    size_t length = strlen(origin);
    return length && !strncmp(url, origin, length) && url[length] == '/';
}

void fetch_take(struct fetch *f, const struct offer *offer, struct notes *notes)
{
    char part[PATH_SIZE], whole[PATH_SIZE], running[BOARD_IMAGE], refused[BOARD_IMAGE];
    struct stat st;
    board_version(f->updates, "running", running);
    board_version(f->updates, "refused", refused);
    if (!*running || !offer_is_later(offer->version, running) || !strcmp(offer->version, refused))
        return;
    if (!is_at(offer->url, f->service) && !is_at(offer->url, f->bundles)) {
        notes_add(notes, "fetch a bundle", "offered from a place that is not in kiosk.conf");
        return;
    }
    if (f->under_way && !strcmp(f->offer.version, offer->version))
        return;
    f->offer = *offer;
    f->have = 0;
    remove_others(f);
    if (part_path(f, part) || whole_path(f, whole) || !access(whole, F_OK))
        f->offer.version[0] = '\0';
    else if (!stat(part, &st) && st.st_size <= offer->size)
        f->have = st.st_size;
}

void fetch_rest(struct fetch *f, struct link *link, int64_t steady_ms)
{
    if (f->under_way)
        link_drop(link, LINK_FETCH);
    f->under_way = false;
    if (f->at_ms < steady_ms + FETCH_QUIET_MS)
        f->at_ms = steady_ms + FETCH_QUIET_MS;
}

/* The whole of it goes to where it is looked for, durably. */
static int hand_over(struct fetch *f)
{
    char part[PATH_SIZE], whole[PATH_SIZE], folder[PATH_SIZE];
    int fd, result = part_path(f, part);
    if (!result)
        result = whole_path(f, whole);
    if (!result && snprintf(folder, sizeof folder, "%s/bundle", f->directory) >= PATH_SIZE)
        result = -ENAMETOOLONG;
    if (result)
        return result;
    if (mkdir(folder, 0700) && errno != EEXIST)
        return -errno;
    fd = open(part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return -errno;
    if (fsync(fd) || rename(part, whole))
        result = -errno;
    close(fd);
    if (!result)
        f->offer.version[0] = '\0';
    return result;
}

bool fetch_is_due(const struct fetch *f, int64_t steady_ms)
{
    return *f->offer.version && !f->under_way && steady_ms >= f->at_ms;
}

void fetch_start(struct fetch *f, struct link *link, int64_t steady_ms, struct notes *notes)
{
    int64_t size = f->offer.size - f->have;
    int result;
    if (!fetch_is_due(f, steady_ms))
        return;
    if (!size) { /* it has all come, and could not be kept, or the power went */
        f->at_ms = steady_ms + FETCH_AGAIN_MS;
        notes_add_errno(notes, "keep a bundle", hand_over(f));
        return;
    }
    size = size < FETCH_PIECE ? size : FETCH_PIECE;
    /* The budget holds also for a piece that does not come. */
    f->at_ms = steady_ms + size * DAY_MS / f->offer.bytes_a_day;
    result = link_get_part(link, LINK_FETCH, f->offer.url, f->have, size);
    notes_add_errno(notes, "fetch a bundle", result);
    f->under_way = !result;
}

/* Adds the piece behind what is there. */
static int add(const struct fetch *f, const char *piece, size_t size)
{
    char path[PATH_SIZE];
    ssize_t written;
    int fd, result = part_path(f, path);
    if (result)
        return result;
    fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return -errno;
    written = pwrite(fd, piece, size, f->have);
    if (written < 0)
        result = -errno;
    else if ((size_t)written != size)
        result = -ENOSPC;
    if (close(fd) && !result)
        result = -errno;
    return result;
}

void fetch_hear(struct fetch *f, const struct link_result *r, int64_t steady_ms,
                struct notes *notes)
{
    int64_t asked = f->offer.size - f->have;
    int result = 0;
    if (!f->under_way)
        return;
    f->under_way = false;
    asked = asked < FETCH_PIECE ? asked : FETCH_PIECE;
    if (r->fault)
        notes_add(notes, "fetch a bundle", r->why);
    else if (r->from != f->have || (int64_t)r->size != asked)
        notes_add(notes, "fetch a bundle", "another part than was asked for");
    else if ((result = add(f, r->body, r->size)))
        notes_add_errno(notes, "keep a part of a bundle", result);
    else {
        f->have += asked;
        if (f->have == f->offer.size)
            notes_add_errno(notes, "keep a bundle", hand_over(f));
        return;
    }
    if (f->at_ms < steady_ms + FETCH_AGAIN_MS)
        f->at_ms = steady_ms + FETCH_AGAIN_MS;
}
