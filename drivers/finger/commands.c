#include "commands.h"

#include "image.h"
#include "points.h"
#include "still.h"
#include "template.h"
#include "verify.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int command_extract(const char *image_path, FILE *out)
{
    struct still *still = NULL;
    struct image image = {0};
    struct minutiae minutiae = {0};
    uint8_t record[TEMPLATE_ONE_VIEW_MAX];
    size_t size = 0;
    int result = image_read(image_path, &image);
    if (!result)
        result = still_open(&still);
    if (!result)
        result = still_read(still, &image, &minutiae);
    if (!result && minutiae.count < POINTS_MIN)
        result = -ENODATA;
    if (!result)
        result = template_write(&minutiae, 1, record, sizeof record, &size);
    if (!result && (fwrite(record, 1, size, out) != size || fflush(out)))
        result = -EIO;
    still_close(still);
    image_free(&image);
    explicit_bzero(&minutiae, sizeof minutiae);
    explicit_bzero(record, sizeof record);
    return result;
}

static int read_template(const char *path, struct minutiae *views_out, size_t *count_out)
{
    uint8_t record[TEMPLATE_VIEWS_MAX * TEMPLATE_ONE_VIEW_MAX];
    FILE *file = fopen(path, "rbe");
    if (!file)
        return -errno;
    size_t size = fread(record, 1, sizeof record, file);
    int result = ferror(file) ? -EIO : template_read(record, size, views_out, count_out);
    fclose(file);
    explicit_bzero(record, sizeof record);
    return result;
}

static const char *decision(enum verify_verdict verdict)
{
    switch (verdict) {
    case VERIFY_MATCHED:
        return "match";
    case VERIFY_AGAIN:
    case VERIFY_REFUSED:
        return "no-match";
    case VERIFY_UNREADABLE:
        return "unreadable";
    }
    return "?";
}

/* A picture that is none of a finger is an answer, not a failure: the others are still compared. */
static bool unreadable(int result)
{
    return result == -ENODATA || result == -EBADMSG || result == -ERANGE;
}

static int match_one(struct still *still, const struct minutiae *views, size_t count,
                     const char *path, FILE *out)
{
    struct image image = {0};
    struct minutiae live = {0};
    struct verify *verify = NULL;
    struct verify_result verdict = {.verdict = VERIFY_UNREADABLE};
    int result = verify_new(views, count, 1, &verify);
    if (result)
        return result;
    result = image_read(path, &image);
    double start = now_ms();
    if (!result)
        result = still_read(still, &image, &live);
    if (!result)
        verdict = verify_round(verify, &live);
    if (unreadable(result))
        result = 0;
    if (!result)
        fprintf(out, "%s %.6g %s %.1f\n", path, verdict.score, decision(verdict.verdict),
                now_ms() - start);
    explicit_bzero(&live, sizeof live);
    verify_free(verify);
    image_free(&image);
    return result;
}

int command_match(const char *template_path, char *const *image_paths, FILE *out,
                  const char **path_out)
{
    struct minutiae views[TEMPLATE_VIEWS_MAX];
    size_t count = 0;
    struct still *still = NULL;
    *path_out = template_path;
    int result = read_template(template_path, views, &count);
    if (!result)
        result = still_open(&still);
    for (; !result && *image_paths; image_paths++) {
        *path_out = *image_paths;
        result = match_one(still, views, count, *image_paths, out);
    }
    still_close(still);
    explicit_bzero(views, sizeof views);
    return result;
}
