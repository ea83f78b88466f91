/* The list of staff, as the service says it: who may sign in, by whose card, until when. */
#include "drivers/courier/roster.h"

#include "drivers/courier/instant.h"

#include <errno.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t salt[ROSTER_SALT] = {1, 2, 3};
static int64_t expiry;

static const struct wire_card wayan_tag = {.assurance = WIRE_ASSURANCE_TAG,
                                           .uid_size = 7,
                                           .uid = {4, 0xEA, 0x33, 0x7A, 0x3B, 0x61, 0x88},
                                           .photo_sha256 = {9, 9, 9}};
static const struct wire_card wayan_chip = {
    .assurance = WIRE_ASSURANCE_CHIP, .uid_size = 4, .uid = {8}, .nik = "3510151406850006"};

static void hex_of(const void *bytes, size_t size, char hex_out[33])
{
    uint8_t digest[ROSTER_DIGEST];
    crypto_generichash(digest, sizeof digest, bytes, size, salt, sizeof salt);
    sodium_bin2hex(hex_out, 33, digest, sizeof digest);
}

static json_t *member(const char *id, const char *rights, bool revoked)
{
    uint8_t card[7 + WIRE_DIGEST];
    char tag[33], chip[33];
    memcpy(card, wayan_tag.uid, 7);
    memcpy(card + 7, wayan_tag.photo_sha256, WIRE_DIGEST);
    hex_of(card, sizeof card, tag);
    hex_of(wayan_chip.nik, 16, chip);
    return json_pack("{s:s, s:s, s:s, s:o, s:b, s:s, s:s}", "id", id, "name", "WAYAN LATIHAN",
                     "post", "Kasi Pelayanan", "rights", json_loads(rights, 0, NULL), "revoked",
                     revoked, "tag", tag, "chip", chip);
}

/* A list of one. */
static json_t *list_of(json_t *one)
{
    char hex[2 * ROSTER_SALT + 1];
    sodium_bin2hex(hex, sizeof hex, salt, sizeof salt);
    assert_int_equal(instant_read("2026-12-06T03:04:05Z", &expiry), 0);
    return json_pack("{s:s, s:s, s:s, s:{s:[s], s:[s,s], s:b, s:b}, s:[o]}", "made_at",
                     "2026-11-29T03:04:05Z", "expires_at", "2026-12-06T03:04:05Z", "salt", hex,
                     "policy", "assisted", "result", "attended", "report", "provisional",
                     "named_witness", 1, "relatives", 0, "staff", one);
}

static int parsed(json_t *message, struct roster *roster_out)
{
    int result = roster_parse(message, roster_out);
    json_decref(message);
    return result;
}

static struct wire_staff judged(const struct roster *roster, const struct wire_card *card,
                                enum wire_role role, int64_t now)
{
    static struct wire_staff staff;
    roster_judge(roster, card, role, now, &staff);
    return staff;
}

static void staff_are_known_by_chip_and_by_tag(void **state)
{
    static struct roster roster;
    (void)state;
    assert_int_equal(parsed(list_of(member("k-1", "[\"assist\",\"flying\"]", false)), &roster), 0);
    struct wire_staff by_tag = judged(&roster, &wayan_tag, WIRE_ROLE_HELPER, expiry - 1);
    struct wire_staff by_chip = judged(&roster, &wayan_chip, WIRE_ROLE_HELPER, expiry - 1);
    assert_int_equal(by_tag.standing, WIRE_STAFF_LISTED);
    assert_string_equal(by_tag.name, "WAYAN LATIHAN");
    assert_string_equal(by_tag.post, "Kasi Pelayanan");
    assert_int_equal(by_tag.rights, WIRE_RIGHT_ASSIST);
    assert_int_equal(by_tag.policy.assisted, WIRE_LEAVE_RESULT);
    assert_int_equal(by_tag.policy.attended, WIRE_LEAVE_REPORT | WIRE_LEAVE_PROVISIONAL);
    assert_int_equal(by_tag.policy.named_witness, 1);
    assert_int_equal(by_tag.policy.relatives, 0);
    assert_memory_equal(&by_tag, &by_chip, sizeof by_tag);
}

static void another_photo_on_the_same_chip_number_is_nobody(void **state)
{
    static struct roster roster;
    struct wire_card copy = wayan_tag;
    (void)state;
    assert_int_equal(parsed(list_of(member("k-1", "[\"assist\"]", false)), &roster), 0);
    copy.photo_sha256[0] ^= 1;
    struct wire_staff staff = judged(&roster, &copy, WIRE_ROLE_HELPER, expiry - 1);
    assert_int_equal(staff.standing, WIRE_STAFF_UNLISTED);
    assert_string_equal(staff.id, "");
    copy = wayan_chip;
    copy.assurance = WIRE_ASSURANCE_STATED; /* a NIK that was typed */
    assert_int_equal(judged(&roster, &copy, WIRE_ROLE_HELPER, expiry - 1).standing,
                     WIRE_STAFF_UNLISTED);
}

static void a_list_that_expired_makes_nobody_staff(void **state)
{
    static struct roster roster;
    static const struct roster none;
    (void)state;
    assert_int_equal(parsed(list_of(member("k-1", "[\"assist\"]", false)), &roster), 0);
    assert_int_equal(judged(&roster, &wayan_tag, WIRE_ROLE_HELPER, expiry).standing,
                     WIRE_STAFF_NO_LIST);
    assert_int_equal(judged(&none, &wayan_tag, WIRE_ROLE_HELPER, expiry - 1).standing,
                     WIRE_STAFF_NO_LIST);
}

static void who_was_struck_off_is_told_from_a_stranger_and_has_no_name(void **state)
{
    static struct roster roster;
    (void)state;
    assert_int_equal(parsed(list_of(member("k-1", "[\"assist\",\"pages\"]", true)), &roster), 0);
    struct wire_staff staff = judged(&roster, &wayan_tag, WIRE_ROLE_HELPER, expiry - 1);
    assert_int_equal(staff.standing, WIRE_STAFF_REVOKED);
    assert_string_equal(staff.id, "k-1");
    assert_string_equal(staff.name, "");
    assert_int_equal(staff.rights, 0);
}

static void each_role_needs_its_right(void **state)
{
    static const struct {
        const char *rights;
        uint32_t roles; /* bit of each that may */
    } cases[] = {
        {"[\"assist\"]", 1 << WIRE_ROLE_HELPER | 1 << WIRE_ROLE_CONFIRM},
        {"[\"attend\"]", 1 << WIRE_ROLE_HELPER | 1 << WIRE_ROLE_CONFIRM | 1 << WIRE_ROLE_WITNESS},
        {"[\"enrol\"]", 1 << WIRE_ROLE_ENROL | 1 << WIRE_ROLE_ENROL_WITNESS},
        {"[\"pages\"]", 1 << WIRE_ROLE_PAGES},
        {"[]", 0},
    };
    static struct roster roster;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(parsed(list_of(member("k-1", cases[i].rights, false)), &roster), 0);
        for (uint32_t role = 1; role < WIRE_ROLES; role++)
            assert_int_equal(
                judged(&roster, &wayan_chip, (enum wire_role)role, expiry - 1).standing,
                cases[i].roles >> role & 1 ? WIRE_STAFF_LISTED : WIRE_STAFF_NO_RIGHT);
    }
}

static void a_list_with_a_hole_in_it_is_refused(void **state)
{
    static const char *const needed[] = {"made_at", "expires_at", "salt"};
    static const char *const of_member[] = {"id", "name", "tag", "chip"};
    static struct roster roster;
    (void)state;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        json_t *message = list_of(member("k-1", "[]", false));
        json_object_del(message, needed[i]);
        assert_int_equal(parsed(message, &roster), -EBADMSG);
    }
    for (size_t i = 0; i < sizeof of_member / sizeof *of_member; i++) {
        json_t *one = member("k-1", "[]", false);
        json_object_del(one, of_member[i]);
        assert_int_equal(parsed(list_of(one), &roster), -EBADMSG);
    }
    assert_int_equal(parsed(list_of(member("k-1", "[7]", false)), &roster), -EBADMSG);
}

static void more_staff_than_there_is_room_for_are_left_out(void **state)
{
    static struct roster roster;
    json_t *message = list_of(member("k-1", "[]", false));
    (void)state;
    for (int i = 0; i < 500; i++)
        json_array_append_new(json_object_get(message, "staff"), member("k-2", "[]", false));
    assert_int_equal(parsed(message, &roster), 0);
    assert_int_equal(roster.count, ROSTER_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staff_are_known_by_chip_and_by_tag),
        cmocka_unit_test(another_photo_on_the_same_chip_number_is_nobody),
        cmocka_unit_test(a_list_that_expired_makes_nobody_staff),
        cmocka_unit_test(who_was_struck_off_is_told_from_a_stranger_and_has_no_name),
        cmocka_unit_test(each_role_needs_its_right),
        cmocka_unit_test(a_list_with_a_hole_in_it_is_refused),
        cmocka_unit_test(more_staff_than_there_is_room_for_are_left_out),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
