/* What kiosk-finger answers from a shell, on files good and bad. */

#include "bench/print.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MINE = 9001, STRANGERS = 9003, IMPRESSIONS = 3, LINES_MAX = 4096 };

static char program[256], folder[256];

static const char *in_folder(const char *name)
{
    static char path[4][512];
    static unsigned next;
    char *p = path[next++ % 4];

    snprintf(p, sizeof path[0], "%s/%s", folder, name);
    return p;
}

/* Runs `kiosk-finger ARGUMENTS` in the folder; what it prints into text_out. Returns its status. */
static int run(char text_out[LINES_MAX], const char *arguments)
{
    char command[2048];
    snprintf(command, sizeof command, "cd %s && %s %s 2>>notes", folder, program, arguments);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    size_t size = fread(text_out, 1, LINES_MAX - 1, output);
    text_out[size] = 0;
    int status = pclose(output);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void write_file(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_text(const char *name, const char *text)
{
    write_file(name, text, strlen(text));
}

static void write_picture(const char *name, int width, int height, const uint8_t *pixels)
{
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    fprintf(file, "P5\n%d %d\n255\n", width, height);
    assert_int_equal(fwrite(pixels, 1, (size_t)(width * height), file), width * height);
    assert_int_equal(fclose(file), 0);
}

static void write_print(const char *name, uint32_t finger, uint32_t impression)
{
    struct print_image print;
    assert_int_equal(print_make(finger, impression, &print), 0);
    write_picture(name, print.width, print.height, print.pixels);
    print_free(&print);
}

static int prepare(void **state)
{
    const char *build = getenv("KIOSK_BUILD");
    char text[LINES_MAX], name[32];
    (void)state;
    build = build ? build : "build";
    snprintf(folder, sizeof folder, "%s/test-finger-XXXXXX", build);
    if (!mkdtemp(folder))
        return -1;
    char *whole = realpath(build, NULL);
    if (!whole)
        return -1;
    snprintf(program, sizeof program, "%s/kiosk-finger", whole);
    free(whole);
    for (uint32_t i = 0; i <= IMPRESSIONS; i++) {
        snprintf(name, sizeof name, "mine-%u.pgm", i);
        write_print(name, MINE, i);
        snprintf(name, sizeof name, "strangers-%u.pgm", i);
        write_print(name, STRANGERS, i);
    }
    assert_int_equal(run(text, "--extract mine-0.pgm > mine.iso"), 0);
    assert_int_equal(run(text, "--extract strangers-0.pgm > strangers.iso"), 0);
    write_text("hostile.iso", "FMR");
    write_text("no.pgm", "P5 what");
    return 0;
}

static int tidy(void **state)
{
    char command[512];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

/* --- measuring ------------------------------------------------------------------------------- */

static void the_matrix_has_a_row_a_template_and_a_score_a_picture(void **state)
{
    char text[LINES_MAX];
    double mine[2], strangers[2];
    (void)state;
    write_text("templates", "mine.iso\nstrangers.iso\n");
    write_text("pictures", "mine-1.pgm\nstrangers-1.pgm\n");
    assert_int_equal(run(text, "--matrix templates pictures"), 0);
    assert_int_equal(
        sscanf(text, "%lf %lf %lf %lf", &mine[0], &mine[1], &strangers[0], &strangers[1]), 4);
    assert_true(mine[0] > mine[1] && strangers[1] > strangers[0]);
    assert_true(mine[0] > 5.0 && strangers[1] > 5.0);
}

static void what_cannot_be_read_scores_nothing_and_keeps_its_place(void **state)
{
    char text[LINES_MAX];
    double score[2][3];
    (void)state;
    write_text("templates", "hostile.iso\nmine.iso\n");
    write_text("pictures", "no.pgm\nmine-1.pgm\nno.pgm\n");
    assert_int_equal(run(text, "--matrix templates pictures"), 0);
    assert_int_equal(sscanf(text, "%lf %lf %lf %lf %lf %lf", &score[0][0], &score[0][1],
                            &score[0][2], &score[1][0], &score[1][1], &score[1][2]),
                     6);
    for (int c = 0; c < 3; c++)
        assert_true(score[0][c] == 0.0);
    assert_true(score[1][0] == 0.0 && score[1][1] > 5.0 && score[1][2] == 0.0);
}

/* Else the bench could take one of its people for another. */
static void no_generated_stranger_comes_near_the_thresholds(void **state)
{
    enum { PEOPLE = 8, FIRST = 101 };
    static char text[1 << 14];
    char name[64], arguments[128], *at = text;
    FILE *templates = fopen(in_folder("templates"), "w");
    FILE *pictures = fopen(in_folder("pictures"), "w");
    (void)state;
    for (unsigned i = 0; i < PEOPLE; i++) {
        snprintf(name, sizeof name, "%u-0.pgm", i);
        write_print(name, FIRST + i, 0);
        snprintf(arguments, sizeof arguments, "--extract %s > %u.iso", name, i);
        assert_int_equal(run(text, arguments), 0);
        snprintf(name, sizeof name, "%u-1.pgm", i);
        write_print(name, FIRST + i, 1);
        fprintf(templates, "%u.iso\n", i);
        fprintf(pictures, "%u-1.pgm\n", i);
    }
    fclose(templates);
    fclose(pictures);
    assert_int_equal(run(text, "--matrix templates pictures"), 0);
    for (int i = 0; i < PEOPLE; i++)
        for (int j = 0; j < PEOPLE; j++) {
            double score = strtod(at, &at);
            assert_true(i == j ? score > 15.0 : score < 2.2);
        }
}

static void a_missing_file_is_a_failure_that_costs_the_others_nothing(void **state)
{
    char text[LINES_MAX];
    double missing, mine;
    (void)state;
    write_text("templates", "mine.iso\n");
    write_text("pictures", "nowhere.pgm\nmine-1.pgm\n");
    assert_int_equal(run(text, "--matrix templates pictures"), 1);
    assert_int_equal(sscanf(text, "%lf %lf", &missing, &mine), 2);
    assert_true(missing == 0.0 && mine > 5.0);
    assert_int_equal(run(text, "--matrix templates nowhere"), 1);
    assert_string_equal(text, "");
}

/* --- deciding -------------------------------------------------------------------------------- */

static void the_decision_is_the_transactions(void **state)
{
    char text[LINES_MAX];
    (void)state;
    assert_int_equal(run(text, "--decide mine.iso mine-1.pgm mine-2.pgm"), 0);
    assert_memory_equal(text, "match 2 ", 8);
    assert_int_equal(run(text, "--decide mine.iso strangers-1.pgm mine-2.pgm"), 0);
    assert_memory_equal(text, "match 2 ", 8);
    assert_int_equal(
        run(text, "--decide mine.iso strangers-1.pgm strangers-2.pgm strangers-3.pgm mine-1.pgm"),
        0);
    assert_memory_equal(text, "no-match 0 ", 11);
}

static void either_of_two_templates_will_do(void **state)
{
    char text[LINES_MAX];
    (void)state;
    assert_int_equal(run(text, "--decide strangers.iso,mine.iso mine-1.pgm"), 0);
    assert_memory_equal(text, "match 2 ", 8);
}

static void a_fused_template_decides_in_every_form(void **state)
{
    static const char *const forms[] = {"fused.iso", "fused.card5", "fused.card3"};
    char text[LINES_MAX], arguments[128];
    (void)state;
    assert_int_equal(run(text, "--enrol mine-0.pgm mine-1.pgm mine-2.pgm > fused.iso"), 0);
    assert_int_equal(run(text, "--card5 fused.iso > fused.card5"), 0);
    assert_int_equal(run(text, "--card3 fused.iso > fused.card3"), 0);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        snprintf(arguments, sizeof arguments, "--decide %s mine-3.pgm", forms[i]);
        assert_int_equal(run(text, arguments), 0);
        assert_memory_equal(text, "match 2 ", 8);
        snprintf(arguments, sizeof arguments, "--decide %s strangers-3.pgm", forms[i]);
        assert_int_equal(run(text, arguments), 0);
        assert_memory_equal(text, "no-match 0 ", 11);
    }
}

static void different_fingers_make_no_template(void **state)
{
    char text[LINES_MAX];
    (void)state;
    assert_int_equal(run(text, "--enrol mine-0.pgm strangers-0.pgm strangers-1.pgm"), 1);
    assert_string_equal(text, "");
}

static void hostile_templates_decide_nothing(void **state)
{
    char text[LINES_MAX];
    (void)state;
    assert_int_equal(run(text, "--decide hostile.iso mine-1.pgm"), 1);
    assert_string_equal(text, "");
    assert_int_equal(run(text, "--decide mine.iso,mine.iso,mine.iso mine-1.pgm"), 1);
    assert_string_equal(text, "");
}

/* --- pictures of no finger ---------------------------------------------------------------------
 */

static void expect_unreadable(const char *name)
{
    char text[LINES_MAX], arguments[128];
    snprintf(arguments, sizeof arguments, "--decide mine.iso %s", name);
    assert_int_equal(run(text, arguments), 0);
    assert_memory_equal(text, "unreadable 0 ", 13);
    snprintf(arguments, sizeof arguments, "--extract %s", name);
    assert_int_equal(run(text, arguments), 1);
    assert_string_equal(text, "");
}

static void pictures_of_no_finger_are_unreadable(void **state)
{
    enum { SIDE_MAX = 5000 };
    uint8_t *pixels = calloc(SIDE_MAX, SIDE_MAX);
    (void)state;
    assert_non_null(pixels);
    write_picture("one.pgm", 1, 1, pixels);
    expect_unreadable("one.pgm");
    write_picture("huge.pgm", SIDE_MAX, SIDE_MAX, pixels);
    expect_unreadable("huge.pgm");
    write_picture("black.pgm", 300, 400, pixels);
    expect_unreadable("black.pgm");
    memset(pixels, 255, 300 * 400);
    write_picture("white.pgm", 300, 400, pixels);
    expect_unreadable("white.pgm");
    write_text("empty.pgm", "");
    expect_unreadable("empty.pgm");
    write_text("short.pgm", "P5\n300 400\n255\nabc");
    expect_unreadable("short.pgm");
    free(pixels);
}

static void noise_is_never_a_match(void **state)
{
    enum { WIDTH = 300, HEIGHT = 400 };
    static uint8_t pixels[WIDTH * HEIGHT];
    char text[LINES_MAX];
    uint32_t noise = 1;
    (void)state;
    for (size_t k = 0; k < sizeof pixels; k++) {
        noise = noise * 1664525 + 1013904223;
        pixels[k] = (uint8_t)(noise >> 24);
    }
    write_picture("noise.pgm", WIDTH, HEIGHT, pixels);
    assert_int_equal(run(text, "--decide mine.iso noise.pgm noise.pgm noise.pgm"), 0);
    assert_true(strncmp(text, "match", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_matrix_has_a_row_a_template_and_a_score_a_picture),
        cmocka_unit_test(what_cannot_be_read_scores_nothing_and_keeps_its_place),
        cmocka_unit_test(no_generated_stranger_comes_near_the_thresholds),
        cmocka_unit_test(a_missing_file_is_a_failure_that_costs_the_others_nothing),
        cmocka_unit_test(the_decision_is_the_transactions),
        cmocka_unit_test(either_of_two_templates_will_do),
        cmocka_unit_test(a_fused_template_decides_in_every_form),
        cmocka_unit_test(different_fingers_make_no_template),
        cmocka_unit_test(hostile_templates_decide_nothing),
        cmocka_unit_test(pictures_of_no_finger_are_unreadable),
        cmocka_unit_test(noise_is_never_a_match),
    };
    return cmocka_run_group_tests(tests, prepare, tidy);
}
