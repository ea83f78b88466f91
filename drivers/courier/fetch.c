#include "fetch.h"

#include "board.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, DAY_MS = 24 * 60 * 60 * 1000 };

static const char part_begins[] = "bundle-", whole_ends[] = ".raucb";

/* The size is in the name: what was offered with another one is another file. */
static int part_path(const struct fetch *f, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/%s%s-%lld.part", f->directory, part_begins,
                     f->offer.version, (long long)f->offer.size);
    return n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

static int whole_path(const struct fetch *f, char path_out[PATH_SIZE])
{
    int n =
        snprintf(path_out, PATH_SIZE, "%s/bundle/%s%s", f->directory, f->offer.version, whole_ends);
    return n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

/* Removes the files of a folder whose names begin so, but for the one at the path `kept`. */
static void remove_but(const char *path, const char *begins, const char *kept)
{
    const char *name = strrchr(kept, '/') + 1;
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (*entry->d_name != '.' && !strncmp(entry->d_name, begins, strlen(begins)) &&
            strcmp(entry->d_name, name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

/* Removes what is not of the version that is offered. */
static void remove_others(const struct fetch *f, const char *part, const char *whole)
{
    char folder[PATH_SIZE];
    remove_but(f->directory, part_begins, part);
    if (snprintf(folder, sizeof folder, "%s/bundle", f->directory) < PATH_SIZE)
        remove_but(folder, "", whole);
}

/* Whether the url begins with "https://host:port" and goes on with a path there. */
static bool is_at(const char *url, const char *origin)
{
    size_t length = strlen(origin);
    return length && !strncmp(url, origin, length) && url[length] == '/';
}

static bool is_noted(const struct fetch *f, const char *name, const char *version)
{
    char noted[BOARD_IMAGE];
    board_version(f->updates, name, noted);
    return !strcmp(noted, version);
}

/* Later than the one that runs, not refused here, and not written already. */
static bool is_wanted(const struct fetch *f, const char *version)
{
    char running[BOARD_IMAGE];
    board_version(f->updates, "running", running);
    return *running && offer_is_later(version, running) && !is_noted(f, "refused", version) &&
           !is_noted(f, "trying", version);
}

static void stop(struct fetch *f, struct link *link)
{
    if (f->under_way)
        link_drop(link, LINK_FETCH);
    f->under_way = false;
    f->offer.version[0] = '\0';
    f->have = 0;
}

/* What was whole, and is not offered any more, waits where who installs does not look. */
static int take_back(const struct fetch *f)
{
    char path[PATH_SIZE], part[PATH_SIZE];
    struct fetch one = {.directory = f->directory};
    struct dirent *entry;
    struct stat st;
    DIR *folder;
    int result = 0;
    if (snprintf(path, sizeof path, "%s/bundle", f->directory) >= PATH_SIZE)
        return -ENAMETOOLONG;
    folder = opendir(path);
    if (!folder)
        return errno == ENOENT ? 0 : -errno;
    while (!result && (entry = readdir(folder))) {
        if (sscanf(entry->d_name, "%20[0-9]", one.offer.version) != 1)
            continue;
        if (fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW))
            result = -errno;
        one.offer.size = st.st_size;
        if (!result)
            result = part_path(&one, part);
        if (!result && renameat(dirfd(folder), entry->d_name, AT_FDCWD, part))
            result = -errno;
    }
    closedir(folder);
    return result;
}

void fetch_take(struct fetch *f, struct link *link, const struct offer *offer, struct notes *notes)
{
    char part[PATH_SIZE], whole[PATH_SIZE];
    struct stat st;
    bool same = !strcmp(f->offer.version, offer->version) && f->offer.size == offer->size;
    if (!*offer->version) {
        stop(f, link);
        notes_add_errno(notes, "take a bundle back", take_back(f));
        return;
    }
    if (!is_wanted(f, offer->version)) {
        stop(f, link);
        remove_others(f, "/", "/");
        return;
    }
    if (!is_at(offer->url, f->service) && !is_at(offer->url, f->bundles)) {
        stop(f, link);
        notes_add(notes, "fetch a bundle", "offered from a place that is not in kiosk.conf");
        return;
    }
    if (same) { /* with another token in its address, or another pace */
        f->offer = *offer;
        return;
    }
    stop(f, link);
    f->offer = *offer;
    if (part_path(f, part) || whole_path(f, whole)) {
        f->offer.version[0] = '\0';
        return;
    }
    remove_others(f, part, whole);
    if (!stat(whole, &st) && st.st_size == offer->size) {
        f->offer.version[0] = '\0';
        return;
    }
    unlink(whole);
    if (!stat(part, &st))
        f->have = st.st_size < offer->size ? st.st_size : offer->size;
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

/* Records come first: a bundle leaves them FETCH_ROOM of the disk. */
static bool has_room(const struct fetch *f)
{
    struct statvfs disk;
    return !statvfs(f->directory, &disk) &&
           (int64_t)disk.f_bavail * (int64_t)disk.f_frsize >= f->offer.size - f->have + FETCH_ROOM;
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
    if (!has_room(f)) {
        f->at_ms = steady_ms + FETCH_FULL_MS;
        notes_add_errno(notes, "fetch a bundle", -ENOSPC);
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
    else if (r->whole >= 0 && r->whole != f->offer.size) {
        notes_add(notes, "fetch a bundle", "the file is of another size than the offer");
        f->offer.version[0] = '\0'; /* until it is offered again: every piece costs */
    } else if (r->from != f->have || (int64_t)r->size != asked)
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
