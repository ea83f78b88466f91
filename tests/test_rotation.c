/*
 * Keys and versions change while kiosks stand in villages: each time the kiosk learns the new key
 * before the service uses it, and nothing that waits is lost, whichever side is the newer.
 */
#include "tests/courier_stage.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <cmocka.h>

enum { LATER = 1000000 /* a visit after many */ };

static struct courier_stage s;

static int set_up(void **state)
{
    stage_serving(state);
    stage_start_courier(&s, NULL);
    return 0;
}

static void keys(const char *step)
{
    assert_int_equal(stage_sh(&s, "sh tests/central/keys.sh $stage %s", step), 0);
}

/* In the folder of keys. */
static void sh(const char *commands)
{
    assert_int_equal(stage_sh(&s, "cd $stage/keys; %s", commands), 0);
}

static void file(uint32_t visit, struct wire_filing filing)
{
    assert_int_equal(getrandom(filing.key, sizeof filing.key, 0), sizeof filing.key);
    stage_file(&s, visit, &filing, false);
}

/* The kiosk has what provisioning gave it, and nobody comes by again. */
static void provision(void)
{
    sh("cp service.keys kiosk.keys");
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_configure(&s, NULL, NULL, "keys/kiosk.keys");
    stage_start_courier(&s, NULL);
    stage_wait_for_catalogue(&s);
}

/* What was learned with the last catalogue, from the courier's own file. */
static bool has_learned(const char *key_id)
{
    char line[256];
    bool found = false;
    FILE *file = fopen(stage_path(&s, "data/service.keys"), "re");
    while (file && !found && fgets(line, sizeof line, file))
        found = !strncmp(line, key_id, strlen(key_id)) && line[strlen(key_id)] == ' ';
    if (file)
        fclose(file);
    return found;
}

/* The courier asks for the catalogue when it starts; people come until it has learned of this key,
 * or that it is gone. */
static void comes_to_know(const char *key_id, bool there)
{
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_courier(&s, NULL);
    for (uint32_t visit = 1; has_learned(key_id) != there; visit++)
        stage_result_comes(&s, visit);
}

static void rotate(const char *step)
{
    stage_stop_service(&s);
    keys(step);
    stage_start_service(&s);
}

static void the_service_s_signing_and_sealing_keys_change_without_a_visit(void **state)
{
    struct wire_filing filing;
    (void)state;
    provision();
    filing = stage_objection(&s, 1);
    stage_wait_for_link(&s, 1, 0);
    assert_false(has_learned("c1")); /* it has them from provisioning */
    stage_stop_service(&s);
    file(2, filing); /* sealed to the first key, and still here when the next comes */
    stage_start_service(&s);
    rotate("next");
    comes_to_know("c2", true);
    assert_true(has_learned("c1") && has_learned("s2"));
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
    stage_stop_service(&s);
    file(LATER, filing); /* sealed to the next key */
    keys("retire");      /* what were sealed to the first could no longer be opened */
    stage_start_service(&s);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
    /* Signed with the next key, which was said before it signed. */
    stage_result_comes(&s, LATER + 1);
    comes_to_know("c1", false);
    assert_true(has_learned("c2"));
    /* As a kiosk without a line does after a night: the kept catalogue is believed still. */
    stage_stop_service(&s);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_courier(&s, NULL);
    stage_wait_for_catalogue(&s);
}

static void a_kiosk_that_never_learned_the_next_key_shows_nothing_of_it(void **state)
{
    (void)state;
    stage_result_comes(&s, 1);
    sh("cp service.keys old.keys");
    keys("next");
    keys("retire");
    stage_stop_service(&s);
    stage_start_service(&s);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_configure(&s, NULL, NULL, "keys/old.keys");
    stage_start_courier(&s, NULL);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_SERVICE_UNTRUSTED);
}

static void ctl(const char *words)
{
    assert_int_equal(stage_sh(&s, "$programs/kioskctl %s -c $stage/kiosk.conf", words), 0);
}

/* A new certificate for the device's TLS key, as its timer gets it; the one before is revoked. */
static void renew_certificate(void)
{
    sh("openssl x509 -in device.pem -noout -serial | tr A-Z a-z |"
       " sed 's/serial=/certificate /' >>revoked");
    assert_int_equal(stage_sh(&s,
                              "enrolment=\"enrolment = https://localhost:$(cat $stage/est.port)\";"
                              "sed -i \"/^service = /a $enrolment\" $stage/kiosk.conf;"
                              "code=$($programs/central code kiosk-48291 $stage);"
                              "echo kiosk-48291 $code >$stage/keys/code"),
                     0);
    ctl("keys enrol");
}

/* The device's own: visits go on before, between and after, and the journal stays sound. */
static void the_device_s_key_and_certificate_change_between_two_visits(void **state)
{
    struct wire_filing filing = stage_objection(&s, 1);
    (void)state;
    stage_wait_for_link(&s, 1, 0);
    ctl("keys rotate");
    file(2, filing); /* of the running courier, which has the key before still */
    assert_int_equal(stage_heard(&s, 2), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 1);
    stage_stop_service(&s);
    file(3, filing); /* waits over all of this */
    assert_int_equal(stage_stop_courier(&s), 0);
    sh("echo kiosk-48291 d1 >>revoked"); /* whoever signs with the first is nobody now */
    stage_start_service(&s);
    renew_certificate();
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
    assert_int_equal(stage_stop_courier(&s), 0);
    for (int more = 0; more < 2; more++)
        ctl("keys rotate");
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    sh("ls device.ed25519.4 && ! ls device.ed25519.offered.*");
    ctl("journal verify");
    assert_int_equal(stage_sh(&s, "$programs/central checkpoints $stage >$stage/checkpoints;"
                                  "$programs/kioskctl journal verify -c $stage/kiosk.conf"
                                  " $stage/checkpoints"),
                     0);
}

static void the_service_s_authority_changes_while_both_are_trusted(void **state)
{
    (void)state;
    stage_result_comes(&s, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    /* Another authority signs the service's next certificate; kiosks got it with the old one. */
    sh("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out next.key 2>/dev/null;"
       "openssl req -x509 -new -key next.key -days 30 -subj '/CN=Next authority' -out next.pem;"
       "openssl req -new -key server.key -subj /CN=localhost -out next.csr;"
       "echo subjectAltName=DNS:localhost >next.ext;"
       "openssl x509 -req -in next.csr -CA next.pem -CAkey next.key -days 30 -extfile next.ext"
       " -out server.pem 2>/dev/null; cat ca.pem next.pem >both.pem");
    stage_start_service(&s);
    stage_configure(&s, NULL, "keys/both.pem", NULL);
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
}

/* The next authority is said, signed, while the service still shows a certificate of the first. */
static void the_service_s_authority_changes_over_the_line(void **state)
{
    (void)state;
    provision();
    sh("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out next.key 2>/dev/null;"
       "openssl req -x509 -new -key next.key -days 30 -subj '/CN=Next authority' -out next.pem;"
       "openssl req -new -key server.key -subj /CN=localhost -out next.csr;"
       "echo subjectAltName=DNS:localhost >next.ext;"
       "openssl x509 -req -in next.csr -CA next.pem -CAkey next.key -days 30 -extfile next.ext"
       " -out server.next 2>/dev/null");
    /* What is no certificate would lock the kiosk out. */
    sh("echo nonsense >authorities.pem; sed -i 's/^# issued_at .*/# issued_at 1700000000/' "
       "kiosk.keys;"
       "sed -i 's/^# issued_at .*/# issued_at 1700000001/' service.keys");
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_courier(&s, NULL);
    for (uint32_t visit = 1; !stage_logged(&s, "believe the service's keys"); visit++)
        stage_result_comes(&s, visit);
    assert_false(has_learned("c1"));
    sh("cat ca.pem next.pem >authorities.pem");
    comes_to_know("c1", true);
    stage_stop_service(&s);
    sh("cp server.next server.pem");
    stage_start_service(&s);
    stage_result_comes(&s, LATER); /* the running courier */
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
}

/* A service of a later version: members, codes and lists that this kiosk has never heard of. */
static void what_a_newer_service_says_beside_is_passed_over(void **state)
{
    static const char newer[] =
        "{\"colour\": {\"deep\": [1, {\"er\": null}]}, \"lists\": [], \"programmes\": [{\"code\":"
        " \"PKH\", \"name\": \"PKH\", \"verdict\": \"suspended\", \"verdict_text\": \"Dihitung "
        "ulang\","
        " \"since\": 7, \"reasons\": [{\"id\": \"r1\", \"kind\": \"genome\", \"title\": \"Baru\","
        " \"source\": \"Lembaga baru\", \"effect\": \"sideways\", \"weight\": 3}]}]}";
    (void)state;
    assert_int_equal(stage_sh(&s,
                              "echo '%s' >$stage/newer.json;"
                              "$programs/central wrong $stage/newer.json $stage",
                              newer),
                     0);
    stage_result_comes(&s, 1);
    const struct wire_breakdown *b = &s.got.body.breakdown;
    assert_string_equal(b->name, "BUDI SANTOSO");
    assert_int_equal(b->programme_count, 1);
    assert_int_equal(b->programmes[0].verdict, WIRE_VERDICT_OTHER);
    assert_string_equal(b->reasons[0].title, "Baru");
}

/* The kiosk is the newer: what the service does not know yet waits, and is not thrown away. */
static void what_an_older_service_does_not_know_waits_for_the_newer(void **state)
{
    struct wire_filing filing = stage_objection(&s, 1);
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_gateway(&s, "older", 1);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
    file(2, filing);
    stage_wait_for_link(&s, 1, 1);
    assert_int_equal(s.link.aside, 0);
    assert_int_equal(stage_sh(&s, ": >$stage/gateway.calm"), 0);
    assert_int_equal(stage_heard(&s, 2), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 1);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
}

static void sql(const char *file, const char *statements)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(stage_path(&s, file), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Stores an objection while there is no service, and leaves it to whoever comes next. */
static void leave_one_waiting(uint32_t visit, const struct wire_filing *filing)
{
    stage_stop_service(&s);
    file(visit, *filing);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_service(&s);
}

static void what_waits_is_delivered(void)
{
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
    assert_int_equal(s.link.store_unusable, 0);
}

/* Before the version was written down, files were as those of version 1. */
static void an_outbox_of_the_version_before_is_delivered(void **state)
{
    struct wire_filing filing = stage_objection(&s, 1);
    (void)state;
    leave_one_waiting(2, &filing);
    sql("data/outbox.db", "PRAGMA user_version = 0");
    sql("data/journal.db", "PRAGMA user_version = 0");
    what_waits_is_delivered();
    stage_result_comes(&s, 1);
    file(2, filing);
    stage_wait_for_link(&s, 1, 0);
}

/* An update that was taken back leaves the files of the version after. */
static void an_outbox_of_the_version_after_is_delivered(void **state)
{
    struct wire_filing filing = stage_objection(&s, 1);
    (void)state;
    leave_one_waiting(2, &filing);
    sql("data/outbox.db", "ALTER TABLE record ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1;"
                          "CREATE TABLE lane (name TEXT PRIMARY KEY) STRICT;"
                          "PRAGMA user_version = 2");
    sql("data/journal.db", "ALTER TABLE entry ADD COLUMN officer TEXT NOT NULL DEFAULT '';"
                           "ALTER TABLE checkpoint ADD COLUMN witness TEXT;"
                           "PRAGMA user_version = 2");
    what_waits_is_delivered();
    stage_result_comes(&s, 1);
    file(2, filing);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(stage_stop_courier(&s), 0);
    ctl("journal verify");
}

/* Of two versions after nothing is known: told, and left for the program that does. */
static void an_outbox_of_a_far_later_version_is_left_alone(void **state)
{
    struct wire_filing filing = stage_objection(&s, 1);
    (void)state;
    leave_one_waiting(2, &filing);
    sql("data/outbox.db", "PRAGMA user_version = 3");
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
    assert_int_equal(s.link.store_unusable, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    sql("data/outbox.db", "PRAGMA user_version = 1");
    what_waits_is_delivered();
}

#define ON_A_STAGE(test) cmocka_unit_test_prestate_setup_teardown(test, set_up, stage_ended, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_STAGE(the_service_s_signing_and_sealing_keys_change_without_a_visit),
        ON_A_STAGE(the_device_s_key_and_certificate_change_between_two_visits),
        ON_A_STAGE(a_kiosk_that_never_learned_the_next_key_shows_nothing_of_it),
        ON_A_STAGE(an_outbox_of_the_version_before_is_delivered),
        ON_A_STAGE(an_outbox_of_the_version_after_is_delivered),
        ON_A_STAGE(an_outbox_of_a_far_later_version_is_left_alone),
        ON_A_STAGE(what_a_newer_service_says_beside_is_passed_over),
        ON_A_STAGE(what_an_older_service_does_not_know_waits_for_the_newer),
        ON_A_STAGE(the_service_s_authority_changes_over_the_line),
        ON_A_STAGE(the_service_s_authority_changes_while_both_are_trusted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
