/* What is on the glass, pixel by pixel. */
#include "kiosk/ui/paint.h"
#include "kiosk/ui/picture.h"

#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct panel panel = {1280, 800, 217.5, 136.0};
static struct fonts *fonts;
static struct scene scene;
static struct page layout;
static SDL_Surface *glass, *other;

static void tap(struct element *e, enum icon icon, uint16_t which)
{
    e->icon = icon;
    e->action = (struct scene_action){1, which};
}

static void fill_scene(const char *name_of_person)
{
    scene_clear(&scene, "sample");
    scene_add(&scene, ROLE_NOTICE, "Layanan ini gratis", "09.30 WIB")->icon = ICON_FREE;
    scene_add(&scene, ROLE_TITLE, name_of_person, NULL);
    scene_add(&scene, ROLE_PHOTO, "", NULL);
    scene_add(&scene, ROLE_FACT, "Sumber", "Polri");
    scene_add(&scene, ROLE_PROGRESS, "Mengambil hasil", NULL);
    for (unsigned i = 0; i <= TONE_QUIET; i++) {
        struct element *e = scene_add(&scene, ROLE_CHOICE, "Sudah dijual", NULL);
        tap(e, ICON_VEHICLE, (uint16_t)i);
        e->tone = (enum tone)i;
        e->chosen = i == 2;
    }
    tap(scene_add(&scene, ROLE_PRIMARY, "Ya, sudah benar", NULL), ICON_CHECK, 20);
    tap(scene_add(&scene, ROLE_BACK, "Kembali", NULL), ICON_BACK, 21);
    assert_int_equal(layout_make(&layout, &scene, &panel, TEXT_SMALL, fonts, 0), 0);
}

static uint32_t at(SDL_Surface *s, int x, int y)
{
    return ((uint32_t *)s->pixels)[y * s->pitch / 4 + x] & 0xFFFFFF;
}

static bool same(struct rect r)
{
    for (int y = r.y; y < r.y + r.h; y++)
        for (int x = r.x; x < r.x + r.w; x++)
            if (at(glass, x, y) != at(other, x, y))
                return false;
    return true;
}

static const struct rect all = {0, 0, 1280, 800};

static struct rgb colour_at(int x, int y)
{
    uint32_t p = at(glass, x, y);
    return (struct rgb){(uint8_t)(p >> 16), (uint8_t)(p >> 8), (uint8_t)p};
}

static void equal_input_gives_equal_frames(void **state)
{
    (void)state;
    struct paint_state now = {.pressed = -1, .ring = {-1, -1}};
    fill_scene("Ibu Siti Aminah");
    assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
    SDL_FillRect(other, NULL, 0xABCDEF);
    fonts_forget(fonts);
    assert_int_equal(paint_layout(other, &layout, fonts, &now), 0);
    assert_true(same(all));
}

static void nothing_of_the_last_scene_remains(void **state)
{
    (void)state;
    struct paint_state now = {.pressed = -1, .ring = {-1, -1}};
    for (int c = 0; c < CONTRASTS; c++) {
        now.contrast = (enum contrast)c;
        fill_scene("Ibu Siti Aminah");
        assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
        paint_blank(glass, now.contrast);
        struct rgb ground = theme_get(now.contrast)->ground;
        SDL_FillRect(other, NULL, SDL_MapRGB(other->format, ground.r, ground.g, ground.b));
        assert_true(same(all));

        fill_scene("Ibu Siti Aminah");
        assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
        fill_scene("Bapak Budi");
        assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
        SDL_FillRect(other, NULL, 0);
        assert_int_equal(paint_layout(other, &layout, fonts, &now), 0);
        assert_true(same(all));
    }
}

static void a_touched_box_changes_and_nothing_else_does(void **state)
{
    (void)state;
    for (int c = 0; c < CONTRASTS; c++) {
        struct paint_state now = {.contrast = (enum contrast)c, .pressed = -1, .ring = {-1, -1}};
        fill_scene("Ibu Siti Aminah");
        assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
        for (unsigned i = 0; i < layout.box_count; i++) {
            if (layout.boxes[i].action.what == 0)
                continue;
            now.pressed = (int)i;
            assert_int_equal(paint_layout(other, &layout, fonts, &now), 0);
            assert_false(same(layout.boxes[i].rect));
            for (unsigned j = 0; j < layout.box_count; j++)
                if (j != i)
                    assert_true(same(layout.boxes[j].rect));
        }
    }
}

static bool near(struct rgb a, struct rgb b)
{
    return abs(a.r - b.r) <= 2 && abs(a.g - b.g) <= 2 && abs(a.b - b.b) <= 2;
}

/* Counts pixels of a colour in a rectangle. */
static unsigned count(struct rect r, struct rgb colour)
{
    unsigned n = 0;
    for (int y = r.y; y < r.y + r.h; y++)
        for (int x = r.x; x < r.x + r.w; x++)
            n += near(colour_at(x, y), colour);
    return n;
}

static void letters_stand_out_as_each_contrast_promises(void **state)
{
    static const double least[CONTRASTS] = {10, 20, 20, 4.5}, most[CONTRASTS] = {21, 21, 21, 8};
    (void)state;
    for (int c = 0; c < CONTRASTS; c++)
        for (int pressed = 0; pressed < 2; pressed++) {
            const struct theme *theme = theme_get((enum contrast)c);
            fill_scene("Ibu Siti Aminah");
            for (unsigned i = 0; i < layout.box_count; i++) {
                const struct page_box *b = &layout.boxes[i];
                struct paint_state now = {.contrast = (enum contrast)c,
                                          .pressed = pressed ? (int)i : -1,
                                          .ring = {-1, -1}};
                if (b->lines == 0 || (pressed && b->action.what == 0))
                    continue;
                assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
                struct colours k =
                    theme_colours(theme, (struct look){.role = b->role,
                                                       .tone = b->tone,
                                                       .chosen = b->chosen,
                                                       .tappable = b->action.what != 0,
                                                       .pressed = pressed,
                                                       .head = page_is_head(&layout, b)});
                for (unsigned l = 0; l < b->lines; l++) {
                    const struct page_line *line = &layout.lines[b->first_line + l];
                    struct rgb ink = line->detail ? k.ink : k.strong;
                    struct rect r = {line->x, line->y - line->cap_px, line->width, line->cap_px};
                    double ratio = theme_ratio(ink, k.ground);
                    if (ratio < least[c] - 1e-9 || ratio > most[c] + 1e-9)
                        fail_msg("%s, %s: %.2f", theme_contrast_name((enum contrast)c),
                                 scene_role_name(b->role), ratio);
                    assert_true(count(r, ink) > 20);
                    assert_true(count(r, k.ground) > 20);
                }
            }
        }
}

static void every_role_and_tone_keeps_its_contrast(void **state)
{
    static const double least[CONTRASTS] = {10, 20, 20, 4.5}, most[CONTRASTS] = {21, 21, 21, 8};
    (void)state;
    for (int c = 0; c < CONTRASTS; c++)
        for (int role = ROLE_NOTICE; role <= ROLE_SETTING; role++)
            for (int tone = TONE_PLAIN; tone <= TONE_QUIET; tone++)
                for (int flags = 0; flags < 16; flags++) {
                    struct colours k = theme_colours(theme_get((enum contrast)c),
                                                     (struct look){.role = (enum role)role,
                                                                   .tone = (enum tone)tone,
                                                                   .chosen = flags & 1,
                                                                   .tappable = flags & 2,
                                                                   .pressed = flags & 4,
                                                                   .head = flags & 8});
                    double a = theme_ratio(k.ink, k.ground), b = theme_ratio(k.strong, k.ground);
                    if (role == ROLE_QR || role == ROLE_PICTURE || role == ROLE_PHOTO)
                        continue; /* not text */
                    if (fmin(a, b) < least[c] - 1e-9 || fmax(a, b) > most[c] + 1e-9)
                        fail_msg("%s, %s, tone %d, flags %d: %.2f %.2f",
                                 theme_contrast_name((enum contrast)c),
                                 scene_role_name((enum role)role), tone, flags, a, b);
                }
}

static void verdicts_look_alike_from_afar(void **state)
{
    (void)state;
    const struct theme *theme = theme_get(CONTRAST_DEFAULT);
    for (int a = TONE_PLAIN; a <= TONE_QUIET; a++)
        for (int b = TONE_PLAIN; b < a; b++)
            assert_true(theme_ratio(theme->tones[a], theme->tones[b]) < 1.5);
}

static void progress_moves_with_the_beat_only(void **state)
{
    (void)state;
    struct paint_state now = {.pressed = -1, .ring = {-1, -1}, .beat = 3};
    fill_scene("Ibu Siti Aminah");
    assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
    now.beat = 4;
    assert_int_equal(paint_layout(other, &layout, fonts, &now), 0);
    for (unsigned i = 0; i < layout.box_count; i++)
        assert_int_equal(same(layout.boxes[i].rect), layout.boxes[i].role != ROLE_PROGRESS);
}

static void the_photo_is_shown_whole_and_upright(void **state)
{
    (void)state;
    static uint16_t pixels[60 * 80];
    struct paint_state now = {.pressed = -1, .ring = {-1, -1}, .photo = {60, 80, pixels}};
    struct rect r = {0};
    for (int i = 0; i < 60 * 80; i++)
        pixels[i] = i / 60 < 40 ? 0xF800 : 0x001F;
    fill_scene("Ibu Siti Aminah");
    for (unsigned i = 0; i < layout.box_count; i++)
        if (layout.boxes[i].role == ROLE_PHOTO)
            r = layout.boxes[i].rect;
    assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
    assert_true(near(colour_at(r.x + r.w / 2, r.y + r.h / 4), (struct rgb){255, 0, 0}));
    assert_true(near(colour_at(r.x + r.w / 2, r.y + r.h * 3 / 4), (struct rgb){0, 0, 255}));
    /* To its edges, but for the round corners. */
    assert_true(near(colour_at(r.x + 3, r.y + r.h / 4), (struct rgb){255, 0, 0}));
    assert_true(near(colour_at(r.x + r.w / 2, r.y + 3), (struct rgb){255, 0, 0}));
    assert_true(near(colour_at(r.x + r.w / 2, r.y + r.h - 3), (struct rgb){0, 0, 255}));
}

static void a_code_has_square_modules_and_a_quiet_zone(void **state)
{
    (void)state;
    struct paint_state now = {.pressed = -1, .ring = {-1, -1}};
    for (int c = 0; c < CONTRASTS; c++) {
        now.contrast = (enum contrast)c;
        const struct theme *theme = theme_get(now.contrast);
        scene_clear(&scene, "receipt");
        scene_add(&scene, ROLE_TITLE, "Bukti", NULL);
        scene_add(&scene, ROLE_QR, "482910000017", NULL);
        assert_int_equal(layout_make(&layout, &scene, &panel, TEXT_DEFAULT, fonts, 0), 0);
        assert_int_equal(paint_layout(glass, &layout, fonts, &now), 0);
        struct rect r = {0};
        for (unsigned i = 0; i < layout.box_count; i++)
            if (layout.boxes[i].role == ROLE_QR)
                r = layout.boxes[i].rect;
        /* Version 1: 21 modules and 8 of quiet zone; the first finder pattern begins at 4. */
        int module = r.w / 29, x0 = r.x + (r.w - 29 * module) / 2 + 4 * module,
            y0 = r.y + (r.h - 29 * module) / 2 + 4 * module;
        assert_true(module >= 4);
        for (int i = 0; i < 7 * module; i++)
            assert_true(near(colour_at(x0 + i, y0), theme->code_dark));
        assert_true(near(colour_at(x0 + 7 * module, y0), theme->code_light));
        struct rect quiet = {x0 - 4 * module + layout.radius_px, y0 - 4 * module + layout.radius_px,
                             20 * module, 2 * module};
        assert_int_equal(count(quiet, theme->code_light), quiet.w * quiet.h);
        assert_true(theme_ratio(theme->code_dark, theme->code_light) > 7);
    }
}

static void a_surface_of_another_size_is_refused(void **state)
{
    (void)state;
    struct paint_state now = {.pressed = -1, .ring = {-1, -1}};
    fill_scene("Ibu Siti Aminah");
    SDL_Surface *small = SDL_CreateRGBSurfaceWithFormat(0, 640, 400, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_int_equal(paint_layout(small, &layout, fonts, &now), -EINVAL);
    SDL_FreeSurface(small);
}

static void a_picture_is_a_png_or_nothing(void **state)
{
    (void)state;
    unsigned char head[8] = {0};
    char path[] = "build/picture-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(picture_write(glass, path), 0);
    assert_int_equal(read(fd, head, sizeof(head)), sizeof(head));
    assert_memory_equal(head, "\x89PNG\r\n\x1a\n", 8);
    close(fd);
    unlink(path);
    assert_int_equal(picture_write(glass, "build/no-such-folder/picture.png"), -ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_input_gives_equal_frames),
        cmocka_unit_test(nothing_of_the_last_scene_remains),
        cmocka_unit_test(a_touched_box_changes_and_nothing_else_does),
        cmocka_unit_test(letters_stand_out_as_each_contrast_promises),
        cmocka_unit_test(every_role_and_tone_keeps_its_contrast),
        cmocka_unit_test(verdicts_look_alike_from_afar),
        cmocka_unit_test(progress_moves_with_the_beat_only),
        cmocka_unit_test(the_photo_is_shown_whole_and_upright),
        cmocka_unit_test(a_code_has_square_modules_and_a_quiet_zone),
        cmocka_unit_test(a_surface_of_another_size_is_refused),
        cmocka_unit_test(a_picture_is_a_png_or_nothing),
    };
    if (fonts_open(FONTS_FOLDER, &fonts) < 0)
        return 1;
    glass = SDL_CreateRGBSurfaceWithFormat(0, 1280, 800, 32, SDL_PIXELFORMAT_XRGB8888);
    other = SDL_CreateRGBSurfaceWithFormat(0, 1280, 800, 32, SDL_PIXELFORMAT_XRGB8888);
    int failed = glass && other ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    SDL_FreeSurface(glass);
    SDL_FreeSurface(other);
    fonts_close(fonts);
    return failed;
}
