/* Enrolments at the reference service: whose they are taken from, and when a card opens by them. */
#include "test_central_kiosk.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ENROLMENTS "/kiosk/v1/enrolments"
#define TUMINI     "043E377A3B618C"

static json_t *finger(int position, const char *record)
{
    char text[128];
    sodium_bin2base64(text, sizeof text, (const uint8_t *)record, strlen(record) + 1,
                      sodium_base64_VARIANT_ORIGINAL);
    return json_pack("{s:i, s:s, s:s}", "position", position, "format", "iso19794-2:2005", "record",
                     text);
}

static json_t *enrolment(const char *photo, const char *nik, const char *helper,
                         const char *witness)
{
    json_t *subject = kiosk_subject(TUMINI, photo, false);
    json_object_set_new(subject, "attended",
                        json_pack("{s:s, s:s, s:s}", "helper", helper, "witness", witness,
                                  "verified_at", kiosk_now()));
    return json_pack("{s:o, s:s, s:s, s:[o, o]}", "subject", subject, "nik", nik, "confirmed_at",
                     kiosk_now(), "fingers", finger(2, "FMR"), finger(7, "FMR"));
}

/* Delivers one; returns the refusal, "" when it was taken. */
static const char *enrolled(const char *key, json_t *plain)
{
    return kiosk_refusal(kiosk_ask(ENROLMENTS, "enrol", kiosk_id(),
                                   kiosk_sealed(key, kiosk_new_number(), kiosk_now(), plain)));
}

static const char *templates_of(const char *uid, const char *photo)
{
    return kiosk_refusal(
        kiosk_ask(KIOSK_TEMPLATES, "templates", kiosk_id(), kiosk_templates_message(uid, photo)));
}

#define TUMINIS_NIK "3510154108580006"

static void an_enrolled_card_opens_nothing_until_its_photograph_was_compared(void **state)
{
    (void)state;
    kiosk_reload();
    assert_string_equal(templates_of(TUMINI, "tumini"), "rjct.card.unknown");
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-2")), "");
    assert_string_equal(templates_of(TUMINI, "tumini"), "rjct.card.pending");
    assert_string_equal(kiosk_searched(kiosk_subject(TUMINI, "tumini", true)), "rjct.card.pending");
    assert_int_equal(kiosk_central("bind", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "tumini"), "");
    assert_string_equal(kiosk_searched(kiosk_subject(TUMINI, "tumini", true)), "");
}

static void an_enrolment_waits_while_dukcapil_does_not_answer(void **state)
{
    (void)state;
    kiosk_reload();
    assert_int_equal(kiosk_central("source", "dukcapil", "down", NULL), 0);
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-2")), "");
    assert_int_equal(kiosk_central("bind", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "tumini"), "rjct.card.pending");
    assert_int_equal(kiosk_central("source", "dukcapil", "up", NULL), 0);
    assert_int_equal(kiosk_central("bind", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "tumini"), "");
}

/* A card with somebody else's NIK typed under it, or with another photograph on it. */
static void another_face_is_bound_by_nobody_but_somebody_who_looked(void **state)
{
    (void)state;
    kiosk_reload();
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("tumini", "3510154807710002", "kemiren-1", "kemiren-2")),
        "");
    assert_int_equal(kiosk_central("bind", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "tumini"), "rjct.card.pending");
    assert_int_equal(kiosk_central("bind", kiosk_number, "other", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "tumini"), "rjct.card.unknown");
    assert_int_not_equal(kiosk_central("bind", kiosk_number, "same", NULL), 0);
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("taken anew", TUMINIS_NIK, "kemiren-1", "kemiren-2")), "");
    assert_int_equal(kiosk_central("bind", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "taken anew"), "rjct.card.pending");
    assert_int_equal(kiosk_central("bind", kiosk_number, "same", NULL), 0);
    assert_string_equal(templates_of(TUMINI, "taken anew"), "");
}

static void a_chip_number_that_is_somebodys_is_not_bound_to_another(void **state)
{
    json_t *plain = enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-2");
    (void)state;
    kiosk_reload();
    json_object_set_new(json_object_get(json_object_get(plain, "subject"), "card"), "uid",
                        json_string(KIOSK_BUDI));
    assert_string_equal(enrolled(kiosk_id(), plain), "");
    assert_int_equal(kiosk_central("bind", NULL), 0);
    assert_string_equal(kiosk_searched(kiosk_subject(KIOSK_BUDI, "budi", true)), "");
    assert_int_not_equal(kiosk_central("bind", kiosk_number, "same", NULL), 0);
    assert_string_equal(kiosk_searched(kiosk_subject(KIOSK_BUDI, "budi", true)), "");
}

static void an_enrolment_is_taken_once_and_from_staff_who_may(void **state)
{
    char key[40];
    json_t *plain = enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-2");
    (void)state;
    kiosk_reload();
    snprintf(key, sizeof key, "%s", kiosk_id());
    assert_string_equal(enrolled(key, json_incref(plain)), "");
    assert_string_equal(enrolled(key, plain), "");
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("tumini", TUMINIS_NIK, "kemiren-4", "kemiren-2")),
        "rjct.objection.staff");
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-3")),
        "rjct.objection.staff");
    assert_string_equal(
        enrolled(kiosk_id(), enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-1")),
        "rjct.objection.staff");
    assert_string_equal(enrolled(kiosk_id(), enrolment("tumini", "35", "kemiren-1", "kemiren-2")),
                        "rjct.objection.invalid");
    plain = enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-2");
    json_object_set_new(plain, "fingers", json_pack("[o, o]", finger(2, "FMR"), finger(2, "FMR")));
    assert_string_equal(enrolled(kiosk_id(), plain), "rjct.objection.invalid");
    plain = enrolment("tumini", TUMINIS_NIK, "kemiren-1", "kemiren-2");
    json_object_set_new(plain, "fingers", json_pack("[o, o]", finger(2, "FMR"), finger(7, "PNG")));
    assert_string_equal(enrolled(kiosk_id(), plain), "rjct.objection.invalid");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_enrolled_card_opens_nothing_until_its_photograph_was_compared),
        cmocka_unit_test(an_enrolment_waits_while_dukcapil_does_not_answer),
        cmocka_unit_test(another_face_is_bound_by_nobody_but_somebody_who_looked),
        cmocka_unit_test(a_chip_number_that_is_somebodys_is_not_bound_to_another),
        cmocka_unit_test(an_enrolment_is_taken_once_and_from_staff_who_may),
    };
    return cmocka_run_group_tests_name("central_enrolment", tests, kiosk_raise, kiosk_strike);
}
