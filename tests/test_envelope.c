#include "../drivers/courier/envelope.h"

#include <errno.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1795300000 };

static struct envelope_signer signer;
static struct envelope_verifier verifier;

static int make_keys(void **state)
{
    uint8_t seed[32] = {7}, secret[64];
    (void)state;
    if (sodium_init() < 0)
        return -1;
    memcpy(verifier.id, "perlinsos", sizeof "perlinsos");
    memcpy(verifier.key_id, "c1", sizeof "c1");
    crypto_sign_seed_keypair(verifier.public_key, secret, seed);
    return envelope_signer_init(seed, "perlinsos", "c1", &signer);
}

static char *sealed(size_t *size_out)
{
    json_t *header =
        json_pack("{s:s, s:s, s:s, s:s}", "message_id", "m-1", "message_ts", "2026-11-22T03:04:05Z",
                  "action", "on-search", "receiver_id", "kiosk-48291");
    json_t *message = json_pack("{s:s, s:s, s:i}", "transaction_id", "t-1", "name",
                                "Bu Éndang \"Sri\" ꦱꦶ", "amount", 600000);
    char *body = NULL;
    assert_int_equal(envelope_seal(&signer, header, message, NOW, &body, size_out), 0);
    assert_null(json_object_get(header, "sender_id"));
    json_decref(header);
    json_decref(message);
    return body;
}

static int opened(const char *body, size_t size, int64_t now)
{
    json_t *root = NULL;
    int result = envelope_open(&verifier, 1, body, size, now, &root);
    assert_int_equal(result == 0, root != NULL);
    json_decref(root);
    return result;
}

/* Puts `with` where `what` stands. */
static char *replaced(const char *body, const char *what, const char *with)
{
    const char *at = strstr(body, what);
    assert_non_null(at);
    char *out = malloc(strlen(body) + strlen(with) + 1);
    assert_non_null(out);
    memcpy(out, body, (size_t)(at - body));
    strcpy(out + (at - body), with);
    strcat(out, at + strlen(what));
    return out;
}

static int opened_with(const char *what, const char *with)
{
    size_t size;
    char *body = sealed(&size);
    char *other = replaced(body, what, with);
    int result = opened(other, strlen(other), NOW);
    free(other);
    free(body);
    return result;
}

static void what_was_sealed_opens_unchanged(void **state)
{
    size_t size;
    char *body = sealed(&size);
    json_t *root = NULL, *header, *message;
    (void)state;
    assert_int_equal(strlen(body), size);
    assert_int_equal(envelope_open(&verifier, 1, body, size, NOW, &root), 0);
    header = json_object_get(root, "header");
    message = json_object_get(root, "message");
    assert_string_equal(json_string_value(json_object_get(header, "version")), "1.0.0");
    assert_string_equal(json_string_value(json_object_get(header, "sender_id")), "perlinsos");
    assert_int_equal(json_integer_value(json_object_get(header, "total_count")), 1);
    assert_true(json_is_false(json_object_get(header, "is_msg_encrypted")));
    assert_string_equal(json_string_value(json_object_get(message, "name")), "Bu Éndang \"Sri\" ꦱꦶ");
    json_decref(root);
    free(body);
}

static void no_altered_byte_passes(void **state)
{
    size_t size;
    char *body = sealed(&size);
    (void)state;
    for (size_t i = 0; i < size; i++) {
        body[i] ^= 1;
        int result = opened(body, size, NOW);
        assert_true(result == -EBADMSG || result == -EKEYREJECTED);
        body[i] ^= 1;
    }
    assert_int_equal(opened(body, size, NOW), 0);
    free(body);
}

static void no_shortened_body_passes(void **state)
{
    size_t size;
    char *body = sealed(&size);
    (void)state;
    for (size_t i = 0; i < size; i++)
        assert_int_equal(opened(body, i, NOW), -EBADMSG);
    free(body);
}

static void another_order_and_spacing_of_the_same_content_verifies(void **state)
{
    size_t size;
    char *body = sealed(&size);
    json_t *root = json_loadb(body, size, 0, NULL);
    json_t *turned = json_object();
    const char *key;
    json_t *value;
    (void)state;
    json_object_foreach(json_object_get(root, "message"), key, value)
    {
        json_t *with_rest = json_pack("{s:O}", key, value);
        json_object_update_missing(with_rest, turned);
        json_decref(turned);
        turned = with_rest;
    }
    json_object_set_new(root, "message", turned);
    char *pretty = json_dumps(root, JSON_INDENT(4) | JSON_ENSURE_ASCII);
    assert_string_not_equal(pretty, body);
    assert_int_equal(opened(pretty, strlen(pretty), NOW), 0);
    free(pretty);
    json_decref(root);
    free(body);
}

static void a_key_that_is_not_known_is_refused(void **state)
{
    struct envelope_verifier kept = verifier;
    size_t size;
    char *body = sealed(&size);
    (void)state;
    assert_int_equal(opened_with("|c1|", "|c2|"), -EKEYREJECTED);
    verifier.public_key[0] ^= 1;
    assert_int_equal(opened(body, size, NOW), -EKEYREJECTED);
    verifier = kept;
    strcpy(verifier.id, "another");
    assert_int_equal(opened(body, size, NOW), -EKEYREJECTED);
    verifier = kept;
    free(body);
}

static void both_keys_of_a_rotation_verify(void **state)
{
    struct envelope_verifier both[2] = {verifier, verifier};
    json_t *root = NULL;
    size_t size;
    char *body = sealed(&size);
    (void)state;
    strcpy(both[0].key_id, "c0");
    both[0].public_key[5] ^= 1;
    assert_int_equal(envelope_open(both, 2, body, size, NOW, &root), 0);
    json_decref(root);
    assert_int_equal(envelope_open(both, 0, body, size, NOW, &root), -EKEYREJECTED);
    free(body);
}

static void a_sender_who_signs_for_another_is_refused(void **state)
{
    (void)state;
    assert_int_equal(opened_with("\"sender_id\":\"perlinsos\"", "\"sender_id\":\"someone\""),
                     -EKEYREJECTED);
}

static void an_answer_outside_its_time_is_stale(void **state)
{
    size_t size;
    char *body = sealed(&size);
    (void)state;
    assert_int_equal(opened(body, size, NOW - ENVELOPE_SKEW_S), 0);
    assert_int_equal(opened(body, size, NOW - ENVELOPE_SKEW_S - 1), -ESTALE);
    assert_int_equal(opened(body, size, NOW + ENVELOPE_LIFE_S + ENVELOPE_SKEW_S), 0);
    assert_int_equal(opened(body, size, NOW + ENVELOPE_LIFE_S + ENVELOPE_SKEW_S + 1), -ESTALE);
    free(body);
}

static void a_longer_life_cannot_be_claimed(void **state)
{
    (void)state;
    assert_int_equal(opened_with("expires=\\\"1795300300", "expires=\\\"1895300300"), -EBADMSG);
    assert_int_equal(opened_with("expires=\\\"1795300300", "expires=\\\"1795300299"),
                     -EKEYREJECTED);
    assert_int_equal(opened_with("created=\\\"1795300000", "created=\\\"-795300000"), -EBADMSG);
    assert_int_equal(opened_with("created=\\\"1795300000", "created=\\\"9999999999999999999999"),
                     -EBADMSG);
}

static void what_is_too_large_is_refused_unread_and_never_made(void **state)
{
    char *big = malloc(ENVELOPE_MAX + 1);
    (void)state;
    memset(big, 'a', ENVELOPE_MAX + 1);
    big[ENVELOPE_MAX] = '\0';
    assert_int_equal(opened(big, ENVELOPE_MAX + 1, NOW), -E2BIG);

    char *body = NULL;
    size_t size = 0;
    json_t *header = json_object(), *message = json_pack("{s:s}", "name", big);
    assert_int_equal(envelope_seal(&signer, header, message, NOW, &body, &size), -E2BIG);
    assert_null(body);
    json_decref(header);
    json_decref(message);
    free(big);
}

static void what_is_not_an_envelope_is_refused(void **state)
{
    static const char *const bodies[] = {
        "",
        "null",
        "[]",
        "{}",
        "not json",
        "<html>502</html>",
        "\"signature\"",
        "{\"signature\":1,\"header\":{},\"message\":{}}",
        "{\"signature\":\"\",\"header\":[],\"message\":{}}",
        "{\"signature\":\"namespace=\\\"spdci\\\"\",\"header\":{\"sender_id\":\"a\"},"
        "\"message\":{}}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_int_equal(opened(bodies[i], strlen(bodies[i]), NOW), -EBADMSG);
    assert_int_equal(opened("{\0}", 3, NOW), -EBADMSG);
}

static void a_member_given_twice_is_refused(void **state)
{
    (void)state;
    assert_int_equal(opened_with("\"amount\":600000", "\"amount\":1,\"amount\":600000"), -EBADMSG);
}

static void a_real_number_is_refused_both_ways(void **state)
{
    json_t *header = json_object(), *message = json_pack("{s:[f]}", "amount", 1.5);
    char *body = NULL;
    size_t size = 0;
    (void)state;
    assert_int_equal(envelope_seal(&signer, header, message, NOW, &body, &size), -EINVAL);
    assert_null(body);
    json_decref(header);
    json_decref(message);
    assert_int_equal(opened_with("600000", "600000.0"), -EBADMSG);
}

static void an_id_that_could_break_the_signature_line_is_refused(void **state)
{
    struct envelope_signer out;
    uint8_t seed[32] = {1};
    char long_id[ENVELOPE_ID + 1];
    (void)state;
    memset(long_id, 'a', sizeof long_id);
    long_id[ENVELOPE_ID] = '\0';
    assert_int_equal(envelope_signer_init(seed, "", "c1", &out), -EINVAL);
    assert_int_equal(envelope_signer_init(seed, "a|b", "c1", &out), -EINVAL);
    assert_int_equal(envelope_signer_init(seed, "a", "c\"", &out), -EINVAL);
    assert_int_equal(envelope_signer_init(seed, "a\n", "c1", &out), -EINVAL);
    assert_int_equal(envelope_signer_init(seed, long_id, "c1", &out), -EINVAL);
    assert_int_equal(envelope_signer_init(seed, long_id + 1, "c1", &out), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_sealed_opens_unchanged),
        cmocka_unit_test(no_altered_byte_passes),
        cmocka_unit_test(no_shortened_body_passes),
        cmocka_unit_test(another_order_and_spacing_of_the_same_content_verifies),
        cmocka_unit_test(a_key_that_is_not_known_is_refused),
        cmocka_unit_test(both_keys_of_a_rotation_verify),
        cmocka_unit_test(a_sender_who_signs_for_another_is_refused),
        cmocka_unit_test(an_answer_outside_its_time_is_stale),
        cmocka_unit_test(a_longer_life_cannot_be_claimed),
        cmocka_unit_test(what_is_too_large_is_refused_unread_and_never_made),
        cmocka_unit_test(what_is_not_an_envelope_is_refused),
        cmocka_unit_test(a_member_given_twice_is_refused),
        cmocka_unit_test(a_real_number_is_refused_both_ways),
        cmocka_unit_test(an_id_that_could_break_the_signature_line_is_refused),
    };
    return cmocka_run_group_tests(tests, make_keys, NULL);
}
