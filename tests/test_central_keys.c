/* Keys of the reference service and its kiosks, and what only the inspectorate may read. */
#include "test_central_kiosk.h"

#include "drivers/courier/receipt.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define KEYS "/kiosk/v1/keys"

static struct envelope_signer second;
static char second_public[64];

static void make_second(const char *sender)
{
    uint8_t seed[32], public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];

    randombytes_buf(seed, sizeof(seed));
    assert_int_equal(crypto_sign_seed_keypair(public, secret, seed), 0);
    assert_int_equal(envelope_signer_init(seed, sender, "d2", &second), 0);
    sodium_bin2base64(second_public, sizeof(second_public), public, sizeof(public),
                      sodium_base64_VARIANT_ORIGINAL);
}

static json_t *registration(void)
{
    return json_pack("{s:s, s:s, s:s}", "transaction_id", "t1", "key_id", "d2", "public_key",
                     second_public);
}

static long search_as(const struct envelope_signer *signer)
{
    return kiosk_send(signer, KIOSK_SEARCH, "search", kiosk_id(),
                      kiosk_search_message(kiosk_subject(KIOSK_BUDI, "budi", true)));
}

static void a_kiosk_registers_a_second_key_over_its_certificate(void **state)
{
    (void)state;
    make_second("kiosk-48291");
    assert_int_equal(search_as(&second), 401);
    assert_int_equal(kiosk_send(&second, KEYS, "register-key", kiosk_id(), registration()), 200);
    assert_non_null(strstr(kiosk_heard.body, "\"succ\""));
    assert_int_equal(search_as(&second), 200);
    assert_int_equal(search_as(&kiosk_signer), 200);
    kiosk_restart();
    assert_int_equal(search_as(&second), 200);
}

static void a_key_for_another_kiosk_is_refused(void **state)
{
    (void)state;
    make_second("kiosk-00001");
    assert_int_equal(kiosk_send(&second, KEYS, "register-key", kiosk_id(), registration()), 200);
    assert_non_null(strstr(kiosk_heard.body, "rjct.key.certificate"));
    assert_int_equal(search_as(&second), 401);
}

static void a_revoked_key_and_a_revoked_certificate_open_nothing(void **state)
{
    char certificate[KIOSK_PATH], script[3 * KIOSK_PATH], list[KIOSK_PATH];
    (void)state;

    assert_int_equal(search_as(&kiosk_signer), 200);
    kiosk_put_file("keys/revoked", "kiosk-48291 d1\n");
    assert_int_equal(search_as(&kiosk_signer), 401);
    kiosk_key_file("device.pem", certificate);
    kiosk_key_file("revoked", list);
    snprintf(script, sizeof(script),
             "openssl x509 -in %s -noout -serial | tr A-Z a-z | sed 's/serial=/certificate /' >%s",
             certificate, list);
    assert_int_equal(kiosk_run((char *[]){"/bin/sh", "-c", script, NULL}), 0);
    assert_int_equal(search_as(&kiosk_signer), 401);
    kiosk_put_file("keys/revoked", "# nobody\n");
    assert_int_equal(search_as(&kiosk_signer), 200);
}

static int complain(const char *number, const char *words)
{
    char lines[256], key[64], box_text[2048], path[KIOSK_PATH];
    uint8_t public[32], box[1024];
    size_t size = strlen(words);
    FILE *file;
    json_t *root;
    int succeeded;

    kiosk_key_file("inspectorate.keys", path);
    file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(lines, sizeof(lines), file));
    fclose(file);
    assert_int_equal(sscanf(lines, "i1 x25519 %63s", key), 1);
    assert_int_equal(sodium_base642bin(public, 32, key, strlen(key), NULL, NULL, NULL,
                                       sodium_base64_VARIANT_ORIGINAL),
                     0);
    assert_int_equal(crypto_box_seal(box, (const uint8_t *)words, size, public), 0);
    sodium_bin2base64(box_text, sizeof(box_text), box, size + crypto_box_SEALBYTES,
                      sodium_base64_VARIANT_ORIGINAL);
    root = kiosk_ask("/kiosk/v1/complaints", "complain", kiosk_id(),
                     json_pack("{s:s, s:s, s:s, s:s, s:b, s:{s:s, s:s}}", "transaction_id", "t1",
                               "idempotency_key", kiosk_id(), "number", number, "accepted_at",
                               kiosk_now(), "clock_trusted", 1, "sealed", "key_id", "i1", "box",
                               box_text));
    succeeded = strcmp(kiosk_text(root, "message.state"), "received") == 0;
    json_decref(root);
    return succeeded;
}

/* The service keeps it and cannot read it; whoever has the inspectorate's key can. */
static void a_complaint_is_read_by_the_inspectorate_alone(void **state)
{
    char number[RECEIPT_NUMBER], secret[KIOSK_PATH], sealing[KIOSK_PATH];
    (void)state;

    assert_int_equal(receipt_write("48291", 900, number), 0);
    assert_true(complain(number, "Bantuan dipotong."));
    assert_false(complain(number, "Nomor yang sama."));
    kiosk_key_file("inspectorate/x25519", secret);
    kiosk_key_file("central.x25519", sealing);
    assert_int_equal(kiosk_central("complaints", "--key", secret, NULL), 0);
    assert_int_not_equal(kiosk_central("complaints", "--key", sealing, NULL), 0);
}

/* keys.sh next: c2 is known and c1 signs; retire: c2 signs, and s1 no longer opens. */
static void the_services_keys_rotate_without_a_gap(void **state)
{
    char folder[KIOSK_PATH];
    (void)state;

    kiosk_key_file("..", folder);
    assert_int_equal(kiosk_run((char *[]){"tests/central/keys.sh", folder, "next", NULL}), 0);
    kiosk_restart();
    assert_int_equal(search_as(&kiosk_signer), 200);
    assert_non_null(strstr(kiosk_heard.body, "perlinsos|c1|ed25519"));
    assert_int_equal(kiosk_run((char *[]){"tests/central/keys.sh", folder, "retire", NULL}), 0);
    kiosk_restart();
    assert_int_equal(search_as(&kiosk_signer), 200);
    assert_non_null(strstr(kiosk_heard.body, "perlinsos|c2|ed25519"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_registers_a_second_key_over_its_certificate),
        cmocka_unit_test(a_key_for_another_kiosk_is_refused),
        cmocka_unit_test(a_revoked_key_and_a_revoked_certificate_open_nothing),
        cmocka_unit_test(a_complaint_is_read_by_the_inspectorate_alone),
        cmocka_unit_test(the_services_keys_rotate_without_a_gap),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
