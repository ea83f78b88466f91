/* The real kiosk-printer against the stand-in of tests/bench/printer.h. */
#include "tests/bench/printer.h"
#include "tests/bench/spawn.h"

#include "drivers/wire.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE_MS = 60000 };

struct desk {
    char folder[64], conf[128], link[128], papers[128];
    struct printer *printer;
    pid_t driver;
    int face;
    struct wire_packet packet;
};

static int setup(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    d->face = -1;
    d->driver = -1;
    snprintf(d->folder, sizeof d->folder, "build/printer-XXXXXX");
    assert_non_null(mkdtemp(d->folder));
    snprintf(d->conf, sizeof d->conf, "%s/kiosk.conf", d->folder);
    snprintf(d->link, sizeof d->link, "%s/printer", d->folder);
    snprintf(d->papers, sizeof d->papers, "%s/paper", d->folder);
    *state = d;
    return 0;
}

static void clear(const char *folder)
{
    char path[512];
    DIR *directory = opendir(folder);
    struct dirent *entry;
    while (directory && (entry = readdir(directory))) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.')
            remove(path);
    }
    if (directory)
        closedir(directory);
    rmdir(folder);
}

static int teardown(void **state)
{
    struct desk *d = *state;
    spawn_end(&d->face, &d->driver);
    printer_stop(d->printer);
    clear(d->papers);
    clear(d->folder);
    free(d);
    return 0;
}

static void plug(struct desk *d)
{
    assert_int_equal(printer_start(d->link, d->papers, 384, &d->printer), 0);
}

static void start(struct desk *d, const char *settings)
{
    FILE *file = fopen(d->conf, "w");
    assert_non_null(file);
    fprintf(file, "[printer]\n%s\n", settings);
    fclose(file);
    d->driver = spawn_driver("kiosk-printer", d->conf, &d->face);
    assert_true(d->driver > 0);
}

static enum wire_type next(struct desk *d)
{
    struct pollfd readable = {.fd = d->face, .events = POLLIN};
    assert_int_equal(poll(&readable, 1, DEADLINE_MS), 1);
    assert_int_equal(wire_recv(d->face, WIRE_TO_KIOSK, &d->packet), 0);
    return (enum wire_type)d->packet.header.type;
}

static void expect_fault(struct desk *d, enum wire_fault fault)
{
    assert_int_equal(next(d), WIRE_FAULT);
    assert_int_equal(d->packet.header.visit, 0);
    assert_int_equal(d->packet.body.fault.fault, fault);
}

static void print(struct desk *d, uint32_t visit, const char *text)
{
    static struct wire_print body;
    memset(&body, 0, sizeof body);
    body.count = 12;
    for (unsigned i = 0; i < body.count; i++) {
        body.lines[i].style = WIRE_PRINT_TEXT;
        snprintf(body.lines[i].text, sizeof body.lines[i].text, "%s %u", text, i);
    }
    assert_int_equal(wire_send(d->face, WIRE_PRINT, visit, &body), 0);
}

static void expect_printed(struct desk *d, uint32_t visit, enum wire_fault fault)
{
    assert_int_equal(next(d), WIRE_PRINTED);
    assert_int_equal(d->packet.header.visit, visit);
    assert_int_equal(d->packet.body.printed.fault, fault);
}

/* The words of receipt `number`, "" when there is none. */
static const char *paper(const struct desk *d, unsigned number)
{
    static char words[4096];
    char path[256];
    snprintf(path, sizeof path, "%s/%03u.txt", d->papers, number);
    FILE *file = fopen(path, "r");
    memset(words, 0, sizeof words);
    if (file) {
        words[fread(words, 1, sizeof words - 1, file)] = 0;
        fclose(file);
    }
    return words;
}

static void a_receipt_comes_out_of_a_printer_on_a_line(void **state)
{
    struct desk *d = *state;
    plug(d);
    start(d, "device = printer");
    assert_int_equal(next(d), WIRE_READY);
    print(d, 41, "Sanggah");
    expect_printed(d, 41, WIRE_FAULT_NONE);
    assert_non_null(strstr(paper(d, 0), "Sanggah 11"));
    print(d, 42, "Banding");
    expect_printed(d, 42, WIRE_FAULT_NONE);
    assert_null(strstr(paper(d, 1), "Sanggah"));
    assert_int_equal(WEXITSTATUS(spawn_end(&d->face, &d->driver)), 0);
}

static void a_receipt_comes_out_of_a_printer_in_the_network(void **state)
{
    struct desk *d = *state;
    char settings[64];
    uint16_t port = 0;
    assert_int_equal(printer_start_tcp(d->papers, 576, &d->printer, &port), 0);
    snprintf(settings, sizeof settings, "device = tcp:127.0.0.1:%u\npaper = 80", port);
    start(d, settings);
    assert_int_equal(next(d), WIRE_READY);
    print(d, 7, "Laporan");
    expect_printed(d, 7, WIRE_FAULT_NONE);
    assert_non_null(strstr(paper(d, 0), "Laporan 11"));
    printer_set(d->printer, PRINTER_HANGS_UP); /* as they do on who was silent for long */
    print(d, 8, "Banding");
    expect_printed(d, 8, WIRE_FAULT_NONE);
    assert_non_null(strstr(paper(d, 1), "Banding 11"));
}

static void what_is_wrong_with_the_printer_is_told_and_so_is_its_end(void **state)
{
    static const struct {
        enum printer_state state;
        enum wire_fault fault;
    } wrongs[] = {{PRINTER_OUT, WIRE_FAULT_PAPER_OUT},
                  {PRINTER_COVER, WIRE_FAULT_PRINTER_COVER},
                  {PRINTER_STUCK, WIRE_FAULT_PRINTER_STUCK}};
    struct desk *d = *state;
    plug(d);
    start(d, "device = printer");
    assert_int_equal(next(d), WIRE_READY);
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        printer_set(d->printer, wrongs[i].state);
        print(d, 5, "Sanggah");
        do
            next(d); /* the look that told it may have been before */
        while (d->packet.header.type == WIRE_FAULT);
        assert_int_equal(d->packet.header.type, WIRE_PRINTED);
        assert_int_equal(d->packet.body.printed.fault, wrongs[i].fault);
        printer_set(d->printer, PRINTER_OK);
        do
            next(d);
        while (d->packet.header.type == WIRE_FAULT);
        assert_int_equal(d->packet.header.type, WIRE_READY);
    }
    assert_string_equal(paper(d, 0), "");
    printer_set(d->printer, PRINTER_LOW);
    assert_int_equal(next(d), WIRE_READY);
    expect_fault(d, WIRE_FAULT_PAPER_LOW);
    print(d, 6, "Banding");
    expect_printed(d, 6, WIRE_FAULT_NONE);
    assert_non_null(strstr(paper(d, 0), "Banding 11"));
}

/* New paper does not bring out what was meant for the person before. */
static void a_receipt_that_ran_out_of_paper_never_comes_out_later(void **state)
{
    struct desk *d = *state;
    plug(d);
    start(d, "device = printer");
    assert_int_equal(next(d), WIRE_READY);
    printer_set(d->printer, PRINTER_RUNS_OUT);
    print(d, 8, "Rahasia");
    expect_printed(d, 8, WIRE_FAULT_PAPER_OUT);
    expect_fault(d, WIRE_FAULT_PAPER_OUT);
    printer_set(d->printer, PRINTER_OK);
    assert_int_equal(next(d), WIRE_READY);
    print(d, 9, "Sanggah");
    expect_printed(d, 9, WIRE_FAULT_NONE);
    assert_non_null(strstr(paper(d, 0), "Sanggah 0"));
    assert_null(strstr(paper(d, 0), "Rahasia"));
}

static void a_printer_that_hangs_or_is_pulled_out_holds_nobody(void **state)
{
    struct desk *d = *state;
    plug(d);
    start(d, "device = printer\npatience_s = 2");
    assert_int_equal(next(d), WIRE_READY);
    printer_set(d->printer, PRINTER_HUNG);
    print(d, 3, "Sanggah");
    do
        next(d);
    while (d->packet.header.type == WIRE_FAULT);
    assert_int_equal(d->packet.body.printed.fault, WIRE_FAULT_PRINTER_ABSENT);
    printer_set(d->printer, PRINTER_OK);
    do
        next(d);
    while (d->packet.header.type == WIRE_FAULT);
    assert_int_equal(d->packet.header.type, WIRE_READY);
    printer_stop(d->printer);
    d->printer = NULL;
    expect_fault(d, WIRE_FAULT_PRINTER_ABSENT);
    plug(d);
    assert_int_equal(next(d), WIRE_READY);
}

static void a_printer_that_babbles_is_understood_through_it(void **state)
{
    struct desk *d = *state;
    plug(d);
    printer_set(d->printer, PRINTER_BABBLES);
    start(d, "device = printer");
    assert_int_equal(next(d), WIRE_READY);
    print(d, 2, "Sanggah");
    expect_printed(d, 2, WIRE_FAULT_NONE);
    assert_non_null(strstr(paper(d, 0), "Sanggah 11"));
}

static void without_a_printer_it_says_so_and_waits(void **state)
{
    struct desk *d = *state;
    start(d, "device =");
    expect_fault(d, WIRE_FAULT_PRINTER_ABSENT);
    print(d, 2, "Sanggah");
    expect_printed(d, 2, WIRE_FAULT_PRINTER_ABSENT);
    assert_int_equal(WEXITSTATUS(spawn_end(&d->face, &d->driver)), 0);
}

static void a_message_it_must_not_get_ends_it(void **state)
{
    struct desk *d = *state;
    const struct wire_chime chime = {.sound = WIRE_SOUND_READ};
    start(d, "device =");
    expect_fault(d, WIRE_FAULT_PRINTER_ABSENT);
    assert_int_equal(wire_send(d->face, WIRE_CHIME, 0, &chime), 0);
    assert_int_equal(WEXITSTATUS(spawn_end(&d->face, &d->driver)), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_receipt_comes_out_of_a_printer_on_a_line, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_receipt_comes_out_of_a_printer_in_the_network, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_the_printer_is_told_and_so_is_its_end,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_receipt_that_ran_out_of_paper_never_comes_out_later,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_printer_that_hangs_or_is_pulled_out_holds_nobody, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_printer_that_babbles_is_understood_through_it, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(without_a_printer_it_says_so_and_waits, setup, teardown),
        cmocka_unit_test_setup_teardown(a_message_it_must_not_get_ends_it, setup, teardown),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests_name("printer driver", tests, NULL, NULL);
}
