/*
 * finger-scores: a score matrix from templates and minutiae already extracted, for measuring the
 * matcher without extracting again (kiosk-finger --matrix starts from images).
 *
 *   finger-scores TEMPLATES PRINTS > MATRIX
 *   finger-scores --memory    bytes that a live finger's comparison with two templates takes
 *
 * TEMPLATES and PRINTS name files, one a line: ISO/IEC 19794-2:2005 records, and .xyt files of
 * NBIS minutiae at 500 dpi (their number, then a line of x, y and theta each). MATRIX has a row a
 * template and a number a print, full precision; a print with too few minutiae scores 0.
 */
#include "../../drivers/finger/matcher.h"
#include "../../drivers/finger/nbis.h"
#include "../../drivers/finger/template.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct print {
    bool usable;
    struct matcher_print print;
};

static int read_template(FILE *file, struct matcher_print *print_out)
{
    static struct minutiae views[TEMPLATE_VIEWS_MAX];
    static uint8_t record[1 << 16];
    size_t size = fread(record, 1, sizeof record, file), count;
    int err = template_read(record, size, views, &count);

    return err ? err : matcher_read(&views[0], POINTS_OTHER, print_out);
}

static int read_xyt(FILE *file, struct matcher_print *print_out)
{
    struct nbis_image image = {.per_mm = MINUTIA_DPI / 25.4};
    struct nbis_print print = {0};
    struct minutiae minutiae;
    int err;

    if (fscanf(file, "%zu", &print.count) != 1 || print.count > NBIS_MAX)
        return -EBADMSG;
    for (size_t i = 0; i < print.count; i++) {
        if (fscanf(file, "%d %d %d", &print.x[i], &print.y[i], &print.theta[i]) != 3 ||
            print.x[i] < 0 || print.y[i] < 0)
            return -EBADMSG;
        /* The image's size is not told; it moves all points alike, which is of no matter. */
        if ((uint32_t)print.x[i] >= image.width)
            image.width = (uint32_t)print.x[i] + 1;
        if ((uint32_t)print.y[i] >= image.height)
            image.height = (uint32_t)print.y[i] + 1;
    }
    image.height++; /* row 0 from the bottom is inside, too */
    err = nbis_to_minutiae(&print, &image, &minutiae);
    return err ? err : matcher_read(&minutiae, POINTS_NBIS, print_out);
}

static struct print *read_all(const char *list, int (*read)(FILE *, struct matcher_print *),
                              size_t *count_out)
{
    FILE *names = fopen(list, "r"), *file;
    struct print *prints = NULL;
    size_t count = 0;
    char name[4096];

    if (!names) {
        fprintf(stderr, "finger-scores: opening %s: %s\n", list, strerror(errno));
        exit(1);
    }
    while (fgets(name, sizeof name, names)) {
        name[strcspn(name, "\r\n")] = '\0';
        prints = realloc(prints, (count + 1) * sizeof *prints);
        file = fopen(name, "rb");
        if (!prints || !file) {
            fprintf(stderr, "finger-scores: opening %s: %s\n", name, strerror(errno));
            exit(1);
        }
        prints[count].usable = read(file, &prints[count].print) == 0;
        if (!prints[count++].usable)
            fprintf(stderr, "finger-scores: %s: not usable\n", name);
        fclose(file);
    }
    fclose(names);
    *count_out = count;
    return prints;
}

int main(int argc, char **argv)
{
    static struct matcher matcher;
    struct print *templates, *lives;
    size_t rows, columns;

    if (argc == 2 && strcmp(argv[1], "--memory") == 0) {
        printf("%zu\n", sizeof(struct matcher) + 3 * sizeof(struct matcher_print));
        return 0;
    }
    if (argc != 3) {
        fprintf(stderr, "usage: finger-scores TEMPLATES PRINTS > MATRIX\n");
        return 2;
    }
    templates = read_all(argv[1], read_template, &rows);
    lives = read_all(argv[2], read_xyt, &columns);
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            double score = templates[r].usable && lives[c].usable
                               ? matcher_score(&matcher, &templates[r].print, &lives[c].print)
                               : 0.0;

            printf("%.17g%c", score, c + 1 < columns ? ' ' : '\n');
        }
    }
    free(templates);
    free(lives);
    return fflush(stdout) == 0 ? 0 : 1;
}
