/* Letters of every script, and what stands in for a font that is missing. */
#include "kiosk/ui/font.h"
#include "kiosk/ui/pictogram.h"
#include "kiosk/ui/run.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDE = 640, HIGH = 120, CAP = 28, BASELINE = 80 };

static const struct rgb black = {0, 0, 0};
static SDL_Surface *glass;

/* A folder with links to some of the folders of fonts, removed by forget(). */
static char folder[64];

static void provide(const char *const names[], size_t count)
{
    strcpy(folder, "build/fonts-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < count; i++) {
        char from[128], to[128];
        snprintf(from, sizeof from, "%s/%s", FONTS_FOLDER, names[i]);
        snprintf(to, sizeof to, "%s/%s", folder, names[i]);
        assert_int_equal(symlink(from, to), 0);
    }
}

static void forget(const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void draw(struct fonts *fonts, const char *text)
{
    SDL_FillRect(glass, NULL, 0xFFFFFF);
    assert_int_equal(
        font_draw(fonts, STYLE_BODY, CAP, text, strlen(text), black, glass, 20, BASELINE), 0);
}

/* Dark pixels of a column, up to the height of a capital over the line and a little below it. */
static int ink(int x)
{
    int dark = 0;
    for (int y = 0; y < HIGH; y++)
        dark += (((uint32_t *)glass->pixels)[y * glass->pitch / 4 + x] & 0xFF) < 128;
    return dark;
}

/* Rows with ink. */
static int height(void)
{
    int rows = 0;
    for (int y = 0; y < HIGH; y++) {
        bool dark = false;
        for (int x = 0; x < WIDE; x++)
            dark = dark || (((uint32_t *)glass->pixels)[y * glass->pitch / 4 + x] & 0xFF) < 128;
        rows += dark;
    }
    return rows;
}

/* Where ink begins and ends. */
static void extent(int *left, int *right)
{
    *left = WIDE;
    *right = -1;
    for (int x = 0; x < WIDE; x++)
        if (ink(x)) {
            *left = x < *left ? x : *left;
            *right = x;
        }
}

static uint32_t sum(void)
{
    uint32_t hash = 2166136261u;
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++)
            hash =
                (hash ^ (((uint32_t *)glass->pixels)[y * glass->pitch / 4 + x] & 0xFF)) * 16777619u;
    return hash;
}

static struct fonts *whole(void)
{
    struct fonts *fonts;
    assert_int_equal(fonts_open(FONTS_FOLDER, &fonts), 0);
    assert_null(fonts_missing(fonts));
    return fonts;
}

static void a_character_the_typeface_lacks_is_not_a_box(void **state)
{
    /* Two letters of each: as boxes they would look alike. */
    static const char *const pairs[][2] = {
        {"\u0639", "\u0645"}, {"\u05D0", "\u05E9"}, {"\U0001F600", "\U0001F622"}};
    struct fonts *fonts = whole();
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        draw(fonts, pairs[i][0]);
        uint32_t one = sum();
        draw(fonts, pairs[i][1]);
        assert_int_not_equal(one, sum());
    }
    fonts_close(fonts);
}

static void a_name_in_arabic_runs_leftward_and_is_joined(void **state)
{
    struct fonts *fonts = whole();
    int left, right;
    (void)state;
    /* Alif, a tall stroke, then ba, a low bowl: the first letter stands on the right. */
    draw(fonts, "\u0627\u0628");
    extent(&left, &right);
    assert_true(right > left + 10);
    int first = 0, last = 0;
    for (int x = left; x <= right; x++) {
        int *half = x < (left + right) / 2 ? &first : &last;
        *half = ink(x) > *half ? ink(x) : *half;
    }
    assert_true(last > 2 * first);
    /* Joined letters are narrower than each alone. */
    int joined = font_width(fonts, STYLE_BODY, CAP, "\u0639\u0628\u062f", 6);
    int apart = font_width(fonts, STYLE_BODY, CAP, "\u0639", 2) +
                font_width(fonts, STYLE_BODY, CAP, "\u0628", 2) +
                font_width(fonts, STYLE_BODY, CAP, "\u062f", 2);
    assert_true(joined > 0 && joined < apart);
    fonts_close(fonts);
}

static void what_is_measured_is_what_is_drawn(void **state)
{
    static const char *const texts[] = {
        "Ibu \u0639\u0628\u062f \u0627\u0644\u0631\u062d\u0645\u0646",
        "\U0001F600 UMAR \u0141\u00D6NG", "\xFF\xFE rusak"};
    struct fonts *fonts = whole();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int left, right;
        int width = font_width(fonts, STYLE_BODY, CAP, texts[i], strlen(texts[i]));
        draw(fonts, texts[i]);
        extent(&left, &right);
        assert_true(right >= left);
        assert_in_range(right, 20 + width - CAP, 20 + width + 2);
    }
    fonts_close(fonts);
}

static void without_its_typeface_another_writes_letters_as_high(void **state)
{
    static const char *const left[] = {"dejavu", "materialdesignicons-webfont"};
    struct fonts *fonts;
    (void)state;
    provide(left, 2);
    assert_int_equal(fonts_open(folder, &fonts), 0);
    assert_string_equal(fonts_missing(fonts), "noto/NotoSans-Regular.ttf");
    draw(fonts, "H");
    assert_int_equal(height(), CAP);
    draw(fonts, "Hasil untuk keluarga");
    int from, to;
    extent(&from, &to);
    assert_true(to > from + 100);
    fonts_close(fonts);
    forget(left, 2);
}

static void without_pictograms_words_stand_alone(void **state)
{
    static const char *const left[] = {"noto"};
    struct fonts *fonts;
    (void)state;
    provide(left, 1);
    assert_int_equal(fonts_open(folder, &fonts), 0);
    assert_non_null(fonts_missing(fonts));
    SDL_FillRect(glass, NULL, 0xFFFFFF);
    assert_int_equal(font_pictogram(fonts, pictogram_glyph(ICON_FINGER), black, glass, 20, 20, 60),
                     0);
    int from, to;
    extent(&from, &to);
    assert_int_equal(to, -1);
    draw(fonts, "Bantuan");
    extent(&from, &to);
    assert_true(to > from);
    fonts_close(fonts);
    forget(left, 1);
}

static void without_any_letters_there_is_no_face(void **state)
{
    static const char *const left[] = {"materialdesignicons-webfont"};
    struct fonts *fonts = NULL;
    (void)state;
    provide(left, 1);
    assert_int_equal(fonts_open(folder, &fonts), -ENOENT);
    assert_null(fonts);
    forget(left, 1);
}

static void utf_8_is_read_a_character_at_a_time_and_never_past_its_end(void **state)
{
    static const struct {
        const char *text;
        size_t length, took;
        uint32_t character;
    } cases[] = {
        {"A", 1, 1, 'A'},
        {"\u0639", 2, 2, 0x639},
        {"\u20AC", 3, 3, 0x20AC},
        {"\U0001F600", 4, 4, 0x1F600},
        {"\U0001F600", 3, 1, 0xFFFD}, /* cut short */
        {"\xE2(\xA1", 3, 1, 0xFFFD},
        {"\xC0\x80", 2, 1, 0xFFFD},
        {"\xFF", 1, 1, 0xFFFD},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t character = 0;
        assert_int_equal(run_decode(cases[i].text, cases[i].length, &character), cases[i].took);
        assert_int_equal(character, cases[i].character);
    }
    assert_true(run_is_plain("Ibu S\u00ED \u2018Aminah\u2019", 17));
    assert_false(run_is_plain("\u0639", 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_the_typeface_lacks_is_not_a_box),
        cmocka_unit_test(a_name_in_arabic_runs_leftward_and_is_joined),
        cmocka_unit_test(what_is_measured_is_what_is_drawn),
        cmocka_unit_test(without_its_typeface_another_writes_letters_as_high),
        cmocka_unit_test(without_pictograms_words_stand_alone),
        cmocka_unit_test(without_any_letters_there_is_no_face),
        cmocka_unit_test(utf_8_is_read_a_character_at_a_time_and_never_past_its_end),
    };
    glass = SDL_CreateRGBSurfaceWithFormat(0, WIDE, HIGH, 32, SDL_PIXELFORMAT_XRGB8888);
    int failed = glass ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    SDL_FreeSurface(glass);
    return failed;
}
