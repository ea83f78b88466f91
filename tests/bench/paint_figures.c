/*
 * paint-figures: what it costs to bring a screen to the glass: laying out and painting every page
 * of every scene on both panels, in the smallest and the largest letters.
 *
 *     paint-figures LOCALE OUT.json
 *
 * LOCALE is the folder of the catalogues. Adds paint.worst_ms to OUT.json, and the page it was.
 * Time is the processor's, of one core: what else runs on the machine does not count.
 */
#include "kiosk/ui/paint.h"
#include "tests/accessibility/shelf.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIMES = 5 };

static const struct panel panels[] = {{1280, 800, 217.5, 136.0}, {1920, 1080, 345.3, 194.2}};
static struct session session;
static struct scene scene;
static struct page layout;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The middle of a few times, ms: one interrupted by the machine is none of the screen's. */
static double cost(SDL_Surface *glass, const struct panel *panel, enum text_size size,
                   struct fonts *fonts, unsigned page, const struct paint_state *state)
{
    double times[TIMES];
    for (int i = 0; i < TIMES; i++) {
        double from = now_ms();
        if (layout_make(&layout, &scene, panel, size, fonts, page) ||
            paint_layout(glass, &layout, fonts, state))
            exit(1);
        times[i] = now_ms() - from;
    }
    qsort(times, TIMES, sizeof times[0], ascending);
    return times[TIMES / 2];
}

int main(int argc, char **argv)
{
    char where[160] = "";
    double worst = 0;
    struct languages languages;
    struct fonts *fonts;
    if (argc != 3 || fonts_open(FONTS_FOLDER, &fonts))
        return 2;
    languages_open(&languages, argv[1]);
    for (size_t p = 0; p < sizeof panels / sizeof panels[0]; p++) {
        SDL_Surface *glass = SDL_CreateRGBSurfaceWithFormat(
            0, panels[p].width_px, panels[p].height_px, 32, SDL_PIXELFORMAT_XRGB8888);
        for (unsigned i = 0; glass && i < shelf_count(); i++) {
            const char *name = shelf_take(i, &session, &languages, &scene);
            const struct paint_state state = {.pressed = -1,
                                              .ring = {-1, -1},
                                              .photo = {session.visit.photo_width_px,
                                                        session.visit.photo_height_px,
                                                        session.visit.photo}};
            for (int size = TEXT_SMALL; size < TEXT_SIZES; size += TEXT_LARGEST - TEXT_SMALL)
                for (unsigned page = 0; page == 0 || page < layout.pages; page++) {
                    double ms = cost(glass, &panels[p], (enum text_size)size, fonts, page, &state);
                    if (ms <= worst)
                        continue;
                    worst = ms;
                    snprintf(where, sizeof where,
                             "one core's work for layout and frame; the costliest page of all: "
                             "%s, page %u, %s letters, %d px",
                             name, page + 1, theme_size_name((enum text_size)size),
                             panels[p].width_px);
                }
        }
        SDL_FreeSurface(glass);
    }
    fonts_close(fonts);
    printf("%-28s %10.2f %-8s goal %-8s %s\n", "paint.worst_ms", worst, "ms", "<= 33", where);
    json_t *figures = json_load_file(argv[2], 0, NULL);
    if (!figures)
        figures = json_object();
    json_object_set_new(figures, "paint.worst_ms",
                        json_pack("{s:f, s:s, s:s, s:s}", "value", worst, "unit", "ms", "anchor",
                                  where, "goal", "<= 33"));
    int result = json_dump_file(figures, argv[2], JSON_INDENT(2) | JSON_SORT_KEYS);
    json_decref(figures);
    return result ? 1 : 0;
}
