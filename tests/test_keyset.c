/* Which keys of the service a courier takes from the service itself. */
#include "drivers/courier/keys.h"

#include <errno.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOW = 1795320000 };
#define SERVICE "perlinsos"

static const char *const ids[] = {"c1", "c2", "c3", "c4", "c5"};
static struct envelope_signer signers[5];

static int make_signers(void **state)
{
    (void)state;
    if (sodium_init() < 0)
        return -1;
    for (int i = 0; i < 5; i++) {
        uint8_t seed[32] = {(uint8_t)(i + 1)};
        assert_int_equal(envelope_signer_init(seed, SERVICE, ids[i], &signers[i]), 0);
    }
    return 0;
}

static json_t *key(const char *id, const char *algorithm, const uint8_t bytes[32])
{
    char text[64];
    sodium_bin2base64(text, sizeof text, bytes, 32, sodium_base64_VARIANT_ORIGINAL);
    return json_pack("{s:s, s:s, s:s}", "key_id", id, "algorithm", algorithm, "public_key", text);
}

/* What the service says when it has the keys from `first` up to before `end`, and seals to s1. */
static json_t *said(const char *issued_at, int first, int end)
{
    json_t *list = json_array();
    for (int i = first; i < end; i++)
        json_array_append_new(list, key(ids[i], "ed25519", signers[i].secret + 32));
    json_array_append_new(list, key("s1", "x25519", signers[0].secret));
    json_array_append_new(list, key("s0", "x25519", signers[1].secret));
    return json_pack("{s:{s:s, s:o}}", "service_keys", "issued_at", issued_at, "keys", list);
}

static struct keyset parsed(json_t *message)
{
    struct keyset keys = {0};
    assert_int_equal(keyset_parse(message, SERVICE, &keys), 0);
    json_decref(message);
    return keys;
}

/* Whether a courier that holds c1, dated the day before, takes this set when it is signed so. */
static int taken(json_t *message, int signer)
{
    struct keyset held = parsed(said("2026-11-21T00:00:00Z", 0, 1)), offered;
    json_t *header = json_pack("{s:s, s:s, s:s}", "message_id", "m1", "action", "on-catalogue",
                               "message_ts", "2026-11-22T04:00:00Z");
    char *body;
    size_t size;
    int result = keyset_parse(message, SERVICE, &offered);
    assert_int_equal(result, 0);
    assert_int_equal(envelope_seal(&signers[signer], header, message, NOW, &body, &size), 0);
    result = keyset_follows(&held, &offered, body, size, NOW);
    free(body);
    json_decref(header);
    json_decref(message);
    return result;
}

static void a_later_set_that_holds_its_signer_is_taken(void **state)
{
    (void)state;
    assert_int_equal(taken(said("2026-11-22T00:00:00Z", 0, 2), 0), 0);
    assert_int_equal(taken(said("2026-11-22T00:00:00Z", 0, 4), 3), 0);
}

static void yesterday_s_and_tomorrow_s_sets_are_not(void **state)
{
    (void)state;
    assert_int_equal(taken(said("2026-11-21T00:00:00Z", 0, 1), 0), -EALREADY);
    assert_int_equal(taken(said("2026-11-20T00:00:00Z", 0, 2), 0), -ESTALE);
    assert_int_equal(taken(said("2026-12-22T00:00:00Z", 0, 2), 0), -EKEYREJECTED);
}

/* It would be believed today, and lock the kiosk out of the same service tomorrow. */
static void a_set_without_the_key_that_signed_it_is_not(void **state)
{
    (void)state;
    assert_int_equal(taken(said("2026-11-22T00:00:00Z", 1, 3), 0), -EKEYREJECTED);
}

static void nonsense_is_refused_and_other_kinds_of_keys_are_passed_over(void **state)
{
    static const uint8_t bytes[32] = {7};
    json_t *message = said("2026-11-22T00:00:00Z", 0, 5), *list;
    struct keyset keys = {.issued_at = 5};
    (void)state;
    assert_int_equal(keyset_parse(message, SERVICE, &keys), -EBADMSG); /* five that sign */
    json_decref(message);
    message = said("2026-11-22T00:00:00Z", 0, 0);
    assert_int_equal(keyset_parse(message, SERVICE, &keys), -EBADMSG); /* none */
    json_decref(message);
    message = json_pack("{s:[]}", "service_keys");
    assert_int_equal(keyset_parse(message, SERVICE, &keys), -EBADMSG);
    json_decref(message);
    message = json_object();
    assert_int_equal(keyset_parse(message, SERVICE, &keys), -ENOENT);
    json_decref(message);
    assert_int_equal(keys.issued_at, 5);
    message = said("2026-11-22T00:00:00Z", 0, 1);
    list = json_object_get(json_object_get(message, "service_keys"), "keys");
    json_array_insert_new(list, 0, key("q1", "ml-dsa-44", bytes));
    keys = parsed(json_incref(message));
    assert_int_equal(keys.verifier_count, 1);
    assert_string_equal(keys.sealing_id, "s1");
    json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "key_id", "c9", "algorithm", "ed25519",
                                          "public_key", "AQEB"));
    assert_int_equal(keyset_parse(message, SERVICE, &keys), -EBADMSG);
    json_decref(message);
}

/* The file of provisioning counts again once it is the later one. */
static void what_was_learned_counts_while_it_is_the_newest(void **state)
{
    char folder[] = "/tmp/keyset-XXXXXX", provisioned[64], learned[64], authorities[64], path[64];
    struct keyset keys = parsed(said("2026-11-22T00:00:00Z", 0, 2)), held;
    FILE *file;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(provisioned, sizeof provisioned, "%s/provisioned", folder);
    snprintf(learned, sizeof learned, "%s/service.keys", folder);
    snprintf(authorities, sizeof authorities, "%s/authorities.pem", folder);
    assert_int_equal(keys_keep(folder, &keys), 0);
    assert_int_equal(rename(learned, provisioned), 0);
    assert_int_equal(keys_read_newest(provisioned, folder, SERVICE, &held), 0);
    assert_memory_equal(&held, &keys, sizeof keys);
    keys = parsed(said("2026-11-22T00:00:01Z", 1, 3));
    assert_int_equal(keys_keep(folder, &keys), 0);
    assert_int_equal(keys_read_newest(provisioned, folder, SERVICE, &held), 0);
    assert_memory_equal(&held, &keys, sizeof keys);
    assert_int_equal(keys_authorities(provisioned, folder, SERVICE, path, sizeof path), -ENOENT);
    strcpy(keys.authorities, "PEM");
    assert_int_equal(keys_keep(folder, &keys), 0);
    assert_int_equal(keys_authorities(provisioned, folder, SERVICE, path, sizeof path), 0);
    assert_string_equal(path, authorities);
    keys.authorities[0] = '\0';
    assert_int_equal(keys_keep(folder, &keys), 0);
    assert_int_equal(keys_authorities(provisioned, folder, SERVICE, path, sizeof path), -ENOENT);
    keys.issued_at -= 2;
    assert_int_equal(keys_keep(folder, &keys), 0);
    assert_int_equal(keys_read_newest(provisioned, folder, SERVICE, &held), 0);
    assert_string_equal(held.verifiers[0].key_id, "c1");
    file = fopen(learned, "we");
    assert_non_null(file);
    fputs("nonsense\n", file);
    fclose(file);
    assert_int_equal(keys_read_newest(provisioned, folder, SERVICE, &held), 0);
    unlink(learned);
    unlink(provisioned);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_set_that_holds_its_signer_is_taken),
        cmocka_unit_test(yesterday_s_and_tomorrow_s_sets_are_not),
        cmocka_unit_test(a_set_without_the_key_that_signed_it_is_not),
        cmocka_unit_test(nonsense_is_refused_and_other_kinds_of_keys_are_passed_over),
        cmocka_unit_test(what_was_learned_counts_while_it_is_the_newest),
    };
    return cmocka_run_group_tests(tests, make_signers, NULL);
}
