#include "kiosk/ctl/redaction.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *text, const char *redacted)
{
    char copy[256];
    strcpy(copy, text);
    redaction_apply(copy);
    assert_string_equal(copy, redacted);
}

static void numbers_that_could_name_a_person_go(void **state)
{
    (void)state;
    expect("nik 3510162708740003.", "nik ################.");
    expect("3510 1627 0874 0003", "#### #### #### ####");
    expect("filed 482910000017", "filed ############");
    expect("0812-3456-7890 called", "####-####-#### called");
    expect("12345678", "########");
}

static void what_a_technician_needs_stays(void **state)
{
    static const char *const kept[] = {
        "2026-11-29T15:04:05+0000 kiosk-00007 kiosk-card[412]: reader READER_ABSENT",
        "17 2026-11-29T15:04:05Z kept visit",
        "5 2026-11-29 2026-11-30",
        "7654321 KiB, errno 28",
        "",
        "1",
        "a-1 2 3",
    };
    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        expect(kept[i], kept[i]);
}

static void a_date_hides_no_number(void **state)
{
    (void)state;
    expect("2026-11-290812345678", "####-##-############");
    expect("2026-11-29-12345678", "####-##-##-########");
    expect("2026-99-99 1234", "####-##-## ####");
    expect("1 2026-11-29 3510162708740003", "1 2026-11-29 ################");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_could_name_a_person_go),
        cmocka_unit_test(what_a_technician_needs_stays),
        cmocka_unit_test(a_date_hides_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
