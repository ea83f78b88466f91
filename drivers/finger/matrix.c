#include "matrix.h"

#include "image.h"
#include "matcher.h"
#include "record.h"
#include "still.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One file of a list, prepared for matching. */
struct entry {
    bool usable;
    struct matcher_print print;
};

struct entries {
    size_t count, room;
    struct entry *at;
};

typedef int (*read_entry)(struct still *still, const char *path, struct matcher_print *print_out);

static int read_template(struct still *still, const char *path, struct matcher_print *print_out)
{
    struct minutiae views[TEMPLATE_VIEWS_MAX];
    size_t count;
    (void)still;
    int result = record_read(path, views, &count);
    if (!result)
        result = matcher_read(&views[0], POINTS_OTHER, print_out);
    explicit_bzero(views, sizeof views);
    return result;
}

static int read_picture(struct still *still, const char *path, struct matcher_print *print_out)
{
    struct image image = {0};
    struct minutiae live = {0};
    int result = image_read(path, &image);
    if (!result)
        result = still_read(still, &image, &live);
    if (!result)
        result = matcher_read(&live, POINTS_NBIS, print_out);
    image_free(&image);
    explicit_bzero(&live, sizeof live);
    return result;
}

static int grow(struct entries *e)
{
    if (e->count < e->room)
        return 0;
    size_t room = e->room ? 2 * e->room : 64;
    struct entry *at = calloc(room, sizeof *at);
    if (!at)
        return -ENOMEM;
    if (e->count)
        memcpy(at, e->at, e->count * sizeof *at);
    if (e->at)
        explicit_bzero(e->at, e->room * sizeof *at);
    free(e->at);
    e->at = at;
    e->room = room;
    return 0;
}

/* What the file holds is no finger, as opposed to a file or sensor that fails. */
static bool unusable(int result)
{
    return result == -EBADMSG || result == -ENODATA || result == -ERANGE || result == -EINVAL;
}

static int read_list(const char *list, struct still *still, read_entry read, FILE *notes,
                     struct entries *entries, char failed_on[PATH_MAX])
{
    char path[PATH_MAX];
    int result = 0;
    snprintf(failed_on, PATH_MAX, "%s", list);
    FILE *paths = fopen(list, "re");
    if (!paths)
        return -errno;
    while (!result && fgets(path, sizeof path, paths)) {
        path[strcspn(path, "\r\n")] = 0;
        if (!path[0])
            continue;
        snprintf(failed_on, PATH_MAX, "%s", path);
        result = grow(entries);
        if (result)
            break;
        struct entry *entry = &entries->at[entries->count];
        result = read(still, path, &entry->print);
        entry->usable = result == 0;
        if (unusable(result)) {
            fprintf(notes, "kiosk-finger: %s: not usable: %s\n", path, strerror(-result));
            result = 0;
        }
        entries->count++;
    }
    if (!result && ferror(paths))
        result = -EIO;
    fclose(paths);
    return result;
}

static int write_scores(const struct entries *templates, const struct entries *pictures, FILE *out)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return -ENOMEM;
    for (size_t r = 0; r < templates->count; r++) {
        const struct entry *t = &templates->at[r];
        for (size_t c = 0; c < pictures->count; c++) {
            const struct entry *p = &pictures->at[c];
            double score =
                t->usable && p->usable ? matcher_score(matcher, &t->print, &p->print) : 0.0;
            fprintf(out, "%s%.17g", c ? " " : "", score);
        }
        putc('\n', out);
    }
    explicit_bzero(matcher, sizeof *matcher);
    free(matcher);
    return fflush(out) || ferror(out) ? -EIO : 0;
}

static void release(struct entries *e)
{
    if (e->at)
        explicit_bzero(e->at, e->room * sizeof *e->at);
    free(e->at);
}

int matrix_write(const char *templates_list, const char *images_list, FILE *out, FILE *notes,
                 const char **path_out)
{
    static char failed_on[PATH_MAX];
    struct entries templates = {0}, pictures = {0};
    struct still *still = NULL;
    *path_out = failed_on;
    int result = read_list(templates_list, NULL, read_template, notes, &templates, failed_on);
    if (!result)
        result = still_open(&still);
    if (!result)
        result = read_list(images_list, still, read_picture, notes, &pictures, failed_on);
    if (!result) {
        *path_out = "scores";
        result = write_scores(&templates, &pictures, out);
    }
    still_close(still);
    release(&templates);
    release(&pictures);
    return result;
}
