#include "commands.h"

#include "enrolment.h"
#include "image.h"
#include "points.h"
#include "record.h"
#include "still.h"
#include "template.h"
#include "verify.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

/* What this process has cost so far, of one core: libfprint extracts in a thread. */
static double work_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int write_record(const struct minutiae *minutiae, FILE *out)
{
    uint8_t record[TEMPLATE_ONE_VIEW_MAX];
    size_t size = 0;
    int result = template_write(minutiae, 1, record, sizeof record, &size);
    if (!result && (fwrite(record, 1, size, out) != size || fflush(out)))
        result = -EIO;
    explicit_bzero(record, sizeof record);
    return result;
}

static int read_picture(struct still *still, const char *path, struct minutiae *minutiae_out)
{
    struct image image = {0};
    int result = image_read(path, &image);
    if (!result)
        result = still_read(still, &image, minutiae_out);
    image_free(&image);
    return result;
}

int command_extract(const char *image_path, FILE *out)
{
    struct still *still = NULL;
    struct minutiae minutiae = {0};
    int result = still_open(&still);
    if (!result)
        result = read_picture(still, image_path, &minutiae);
    if (!result && minutiae.count < POINTS_MIN)
        result = -ENODATA;
    if (!result)
        result = write_record(&minutiae, out);
    still_close(still);
    explicit_bzero(&minutiae, sizeof minutiae);
    return result;
}

int command_enrol(char *const *image_paths, FILE *out, const char **path_out)
{
    struct minutiae captures[ENROLMENT_MAX], fused = {0};
    struct still *still = NULL;
    size_t count = 0;
    *path_out = *image_paths;
    int result = still_open(&still);
    for (; !result && *image_paths; image_paths++) {
        *path_out = *image_paths;
        result =
            count < ENROLMENT_MAX ? read_picture(still, *image_paths, &captures[count++]) : -E2BIG;
    }
    if (!result)
        result = enrolment_fuse(captures, count, &fused);
    if (!result)
        result = write_record(&fused, out);
    still_close(still);
    explicit_bzero(captures, sizeof captures);
    explicit_bzero(&fused, sizeof fused);
    return result;
}

int command_compact(const char *template_path, enum compact_form form, FILE *out)
{
    struct minutiae views[TEMPLATE_VIEWS_MAX];
    uint8_t bytes[MINUTIAE_MAX * COMPACT_NORMAL];
    size_t count, size = 0;
    int result = record_read(template_path, views, &count);
    if (!result)
        result = compact_write(form, &views[0], bytes, sizeof bytes, &size);
    if (!result && (fwrite(bytes, 1, size, out) != size || fflush(out)))
        result = -EIO;
    explicit_bzero(views, sizeof views);
    explicit_bzero(bytes, sizeof bytes);
    return result;
}

static int read_templates(char *paths, struct minutiae *views_out, size_t *count_out,
                          const char **path_out)
{
    uint8_t position = 0;
    int result = 0;
    char *rest = NULL;
    *count_out = 0;
    for (char *path = strtok_r(paths, ",", &rest); path && !result;
         path = strtok_r(NULL, ",", &rest)) {
        size_t more = 0;
        *path_out = path;
        if (position++ == TRANSACTION_FINGERS)
            return -E2BIG;
        result = record_read(path, views_out + *count_out, &more);
        /* Files of their own are fingers of their own, whatever position they claim. */
        for (size_t i = *count_out; !result && i < *count_out + more; i++)
            views_out[i].position = position;
        *count_out += more;
    }
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
    struct minutiae live = {0};
    struct verify *verify = NULL;
    struct verify_result verdict = {.verdict = VERIFY_UNREADABLE};
    int result = verify_new(views, count, 1, &verify);
    if (result)
        return result;
    double start = work_ms();
    result = read_picture(still, path, &live);
    double read = work_ms();
    if (!result)
        verdict = verify_round(verify, &live);
    double end = work_ms();
    if (unreadable(result))
        result = 0;
    if (!result)
        fprintf(out, "%s %.6g %s %.1f %.1f\n", path, verdict.score, decision(verdict.verdict),
                end - start, end - read);
    explicit_bzero(&live, sizeof live);
    verify_free(verify);
    return result;
}

int command_match(char *template_paths, char *const *image_paths, FILE *out, const char **path_out)
{
    struct minutiae views[TRANSACTION_FINGERS * TEMPLATE_VIEWS_MAX];
    size_t count = 0;
    struct still *still = NULL;
    int result = read_templates(template_paths, views, &count, path_out);
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

/* Every capture in turn until the verdict, as at the sensor. */
static int decide(struct still *still, struct verify *verify, char *const *image_paths,
                  struct verify_result *verdict_out, const char **path_out)
{
    struct verify_result verdict = {.verdict = VERIFY_UNREADABLE};
    int result = 0;
    for (; !result && *image_paths; image_paths++) {
        struct minutiae live = {0};
        struct verify_result now = {.verdict = VERIFY_UNREADABLE};
        *path_out = *image_paths;
        result = read_picture(still, *image_paths, &live);
        if (!result)
            now = verify_round(verify, &live);
        if (unreadable(result))
            result = 0;
        if (now.verdict != VERIFY_UNREADABLE)
            verdict = now;
        explicit_bzero(&live, sizeof live);
        if (verdict.verdict == VERIFY_MATCHED || verdict.verdict == VERIFY_REFUSED)
            break;
    }
    if (!result)
        *verdict_out = verdict;
    return result;
}

int command_decide(char *template_paths, char *const *image_paths, FILE *out, const char **path_out)
{
    struct minutiae views[TRANSACTION_FINGERS * TEMPLATE_VIEWS_MAX];
    struct verify_result verdict;
    struct verify *verify = NULL;
    struct still *still = NULL;
    size_t count = 0;
    int result = read_templates(template_paths, views, &count, path_out);
    if (!result)
        result = verify_new(views, count, VERIFY_ROUNDS, &verify);
    if (!result)
        result = still_open(&still);
    if (!result)
        result = decide(still, verify, image_paths, &verdict, path_out);
    if (!result)
        fprintf(out, "%s %u %.6g\n", decision(verdict.verdict), verdict.score_class, verdict.score);
    still_close(still);
    verify_free(verify);
    explicit_bzero(views, sizeof views);
    return result;
}
