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

/* The files of a list, prepared for matching: of each as much as is in use, NULL for one that is of
 * no use. */
struct entries {
    size_t count, room;
    struct matcher_print **at;
};

/* The first file that could not be read. */
struct failure {
    int error; /* 0: none */
    char path[PATH_MAX];
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

/* What the file holds is no finger, as opposed to a file or sensor that fails. */
static bool is_no_finger(int result)
{
    return result == -EBADMSG || result == -ENODATA || result == -ERANGE || result == -EINVAL;
}

static int add(struct entries *e, const struct matcher_print *print)
{
    if (e->count == e->room) {
        size_t room = e->room ? 2 * e->room : 64;
        struct matcher_print **at = realloc(e->at, room * sizeof *at);
        if (!at)
            return -ENOMEM;
        e->at = at;
        e->room = room;
    }
    struct matcher_print *kept = NULL;
    if (print) {
        kept = malloc(matcher_size(print));
        if (!kept)
            return -ENOMEM;
        memcpy(kept, print, matcher_size(print));
    }
    e->at[e->count++] = kept;
    return 0;
}

/* A file that cannot be read is told and passed over: the rest of a long list is still worth it. */
static int read_list(const char *list, struct still *still, read_entry read, FILE *notes,
                     struct entries *entries, struct failure *first)
{
    char path[PATH_MAX];
    struct matcher_print print;
    int result = 0;
    FILE *paths = fopen(list, "re");
    if (!paths)
        return -errno;
    while (!result && fgets(path, sizeof path, paths)) {
        path[strcspn(path, "\r\n")] = 0;
        if (!path[0])
            continue;
        result = read(still, path, &print);
        if (result)
            fprintf(notes, "kiosk-finger: %s: not usable: %s\n", path, strerror(-result));
        if (result && !is_no_finger(result) && !first->error) {
            first->error = result;
            snprintf(first->path, sizeof first->path, "%s", path);
        }
        result = add(entries, result ? NULL : &print);
    }
    if (!result && ferror(paths))
        result = -EIO;
    fclose(paths);
    explicit_bzero(&print, sizeof print);
    return result;
}

static int write_scores(const struct entries *templates, const struct entries *pictures, FILE *out)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return -ENOMEM;
    for (size_t r = 0; r < templates->count && !ferror(out); r++) {
        const struct matcher_print *t = templates->at[r];
        for (size_t c = 0; c < pictures->count; c++) {
            const struct matcher_print *p = pictures->at[c];
            double score = t && p ? matcher_score(matcher, t, p) : 0.0;
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
    for (size_t i = 0; i < e->count; i++) {
        if (e->at[i])
            explicit_bzero(e->at[i], matcher_size(e->at[i]));
        free(e->at[i]);
    }
    free(e->at);
}

int matrix_write(const char *templates_list, const char *images_list, FILE *out, FILE *notes,
                 const char **path_out)
{
    static struct failure first;
    struct entries templates = {0}, pictures = {0};
    struct still *still = NULL;
    first.error = 0;
    *path_out = templates_list;
    int result = read_list(templates_list, NULL, read_template, notes, &templates, &first);
    if (result)
        goto out;
    *path_out = images_list;
    result = still_open(&still);
    if (!result)
        result = read_list(images_list, still, read_picture, notes, &pictures, &first);
    if (result)
        goto out;
    *path_out = "scores";
    result = write_scores(&templates, &pictures, out);
    if (!result && first.error) {
        *path_out = first.path;
        result = first.error;
    }
out:
    still_close(still);
    release(&templates);
    release(&pictures);
    return result;
}
