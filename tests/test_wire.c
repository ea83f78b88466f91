#include "drivers/wire.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct pair {
    int kiosk, driver;
    struct wire_packet packet;
};

static int setup(void **state)
{
    struct pair *p = calloc(1, sizeof *p);
    int fd[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fd), 0);
    p->kiosk = fd[0];
    p->driver = fd[1];
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    struct pair *p = *state;
    close(p->kiosk);
    if (p->driver >= 0)
        close(p->driver);
    free(p);
    return 0;
}

static void the_largest_message_passes_whole(void **state)
{
    struct pair *p = *state;
    struct wire_card_photo *photo = calloc(1, sizeof *photo);
    photo->placement = 7;
    photo->width_px = WIRE_PHOTO_WIDTH;
    photo->height_px = WIRE_PHOTO_HEIGHT;
    photo->pixels[WIRE_PHOTO_WIDTH * WIRE_PHOTO_HEIGHT - 1] = 0xBEEF;
    assert_int_equal(wire_send(p->driver, WIRE_CARD_PHOTO, 0, photo), 0);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), 0);
    assert_memory_equal(&p->packet.body.card_photo, photo, sizeof *photo);
    free(photo);
}

static void a_driver_cannot_say_what_only_the_face_says(void **state)
{
    struct pair *p = *state;
    struct wire_verify_stop stop = {0};
    assert_int_equal(wire_send(p->driver, WIRE_VERIFY_STOP, 1, &stop), 0);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
}

static void a_lying_length_or_type_is_refused_and_leaves_nothing_behind(void **state)
{
    struct pair *p = *state;
    unsigned char bytes[sizeof(struct wire_header) + 64];
    for (uint32_t type = 0; type < WIRE_TYPES + 3; type++) {
        size_t right = wire_body_size(type);
        for (uint32_t size = 0; size <= 64; size++) {
            struct wire_header header = {.type = type, .size = size};
            if (size == right && right)
                continue;
            memset(bytes, 'S', sizeof bytes);
            memcpy(bytes, &header, sizeof header);
            assert_true(send(p->driver, bytes, sizeof header + size, 0) > 0);
            assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
            assert_int_equal(p->packet.header.type, 0);
            assert_null(memchr(&p->packet.body, 'S', 64));
        }
    }
}

static void a_packet_larger_than_any_message_is_refused(void **state)
{
    struct pair *p = *state;
    size_t size = sizeof p->packet + 1;
    char *bytes = calloc(1, size);
    assert_int_equal(send(p->driver, bytes, size, 0), size);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
    free(bytes);
}

static struct wire_breakdown *whole_breakdown(void)
{
    struct wire_breakdown *b = calloc(1, sizeof *b);
    b->programme_count = b->reason_count = b->ground_count = b->case_count = 1;
    b->programmes[0].verdict = WIRE_VERDICT_QUEUED;
    b->reasons[0].effect = WIRE_EFFECT_AGAINST;
    b->reasons[0].grounds = 1;
    b->cases[0].state = WIRE_CASE_RECEIVED;
    b->cases[0].stage_count = b->cases[0].change_count = 1;
    b->cases[0].stages[0].state = WIRE_CASE_RECEIVED;
    b->payment_count = b->opening_count = 1;
    b->payments[0].state = WIRE_PAYMENT_PAID;
    return b;
}

static int sent_and_received(struct pair *p, const struct wire_breakdown *b)
{
    assert_int_equal(wire_send(p->driver, WIRE_BREAKDOWN, 1, b), 0);
    return wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet);
}

static void a_breakdown_is_refused_for_any_count_index_or_string_that_lies(void **state)
{
    struct pair *p = *state;
    struct wire_breakdown *b = whole_breakdown();
    assert_int_equal(sent_and_received(p, b), 0);
#define REFUSED(member, value)                                                                     \
    do {                                                                                           \
        __typeof__(b->member) kept = b->member;                                                    \
        b->member = (value);                                                                       \
        assert_int_equal(sent_and_received(p, b), -EBADMSG);                                       \
        b->member = kept;                                                                          \
    } while (0)
    REFUSED(programme_count, WIRE_PROGRAMMES_MAX + 1);
    REFUSED(reason_count, WIRE_REASONS_MAX + 1);
    REFUSED(ground_count, WIRE_GROUNDS_MAX + 1);
    REFUSED(case_count, WIRE_CASES_MAX + 1);
    REFUSED(programmes[0].verdict, 0);
    REFUSED(programmes[0].verdict, WIRE_VERDICTS);
    REFUSED(reasons[0].programme, 1);
    REFUSED(reasons[0].effect, 0);
    REFUSED(reasons[0].grounds, 2);
    REFUSED(cases[0].state, WIRE_CASE_STATES);
    REFUSED(cases[0].stage_count, WIRE_STAGES_MAX + 1);
    REFUSED(cases[0].change_count, WIRE_CHANGES_MAX + 1);
    REFUSED(cases[0].stages[0].state, 0);
    REFUSED(payment_count, WIRE_PAYMENTS_MAX + 1);
    REFUSED(payments[0].programme, 1);
    REFUSED(payments[0].state, WIRE_PAYMENT_STATES);
    REFUSED(opening_count, WIRE_OPENINGS_MAX + 1);
    REFUSED(openings[0].own, 2);
    REFUSED(reasons[0].withheld, 2);
    REFUSED(programmes[0].may_object, 2);
#undef REFUSED
    memset(b->reasons[0].says, 'x', sizeof b->reasons[0].says);
    assert_int_equal(sent_and_received(p, b), -EBADMSG);
    free(b);
}

static int filed_and_received(struct pair *p, const struct wire_filing *f)
{
    assert_int_equal(wire_send(p->kiosk, WIRE_FILING, 1, f), 0);
    return wire_recv(p->driver, WIRE_FROM_KIOSK, &p->packet);
}

static void a_complaint_with_a_card_in_it_is_refused_and_an_objection_without_one(void **state)
{
    struct pair *p = *state;
    struct wire_filing f = {.kind = WIRE_FILING_COMPLAINT, .text = "x"};
    assert_int_equal(filed_and_received(p, &f), 0);
    f.subject.card.uid[0] = 4;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    f.kind = WIRE_FILING_OBJECTION;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    f.subject.card.assurance = WIRE_ASSURANCE_TAG;
    f.subject.card.uid_size = 4;
    assert_int_equal(filed_and_received(p, &f), 0);
    f.contested_count = WIRE_CONTESTED_MAX + 1;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    f.contested_count = 1;
    f.report = WIRE_REPORT_DEATH;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    f.kind = WIRE_FILING_REPORT;
    assert_int_equal(filed_and_received(p, &f), 0);
    memset(f.contested[0].ground, 'x', sizeof f.contested[0].ground);
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
}

/* Staff who signed in, for somebody whose card was read. */
static struct wire_subject attended(void)
{
    return (struct wire_subject){.card = {.assurance = WIRE_ASSURANCE_TAG, .uid_size = 7},
                                 .help = {.kind = WIRE_HELP_ATTENDED,
                                          .reason = WIRE_NO_FINGER_WORN,
                                          .helper = "K1",
                                          .helper_name = "WAYAN",
                                          .witness_name = "MADE"}};
}

static int asked_and_received(struct pair *p, const struct wire_subject *subject)
{
    struct wire_query q = {.subject = *subject};
    assert_int_equal(wire_send(p->kiosk, WIRE_QUERY, 1, &q), 0);
    return wire_recv(p->driver, WIRE_FROM_KIOSK, &p->packet);
}

static void help_in_place_of_a_finger_names_helper_witness_and_reason(void **state)
{
    struct pair *p = *state;
    struct wire_subject s = attended();
    assert_int_equal(asked_and_received(p, &s), 0);
    s.help.reason = 0;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s = attended();
    s.help.witness_name[0] = 0;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s = attended();
    s.help.helper[0] = 0;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    strcpy(s.help.witness, "K2");
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s = attended();
    strcpy(s.help.witness, s.help.helper); /* one and the same person */
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s = attended();
    s.score_class = 1;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
}

static void two_kinds_of_help_are_never_mixed(void **state)
{
    struct pair *p = *state;
    struct wire_subject s = attended();
    s.help.kind = WIRE_HELP_ASSISTED;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s.help.reason = 0;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s.help.witness_name[0] = 0;
    s.score_class = 1;
    assert_int_equal(asked_and_received(p, &s), 0);
    s.help.helper[0] = 0; /* a relative */
    assert_int_equal(asked_and_received(p, &s), 0);
    s.help.kind = WIRE_HELP_NONE;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s.help.helper_name[0] = 0;
    assert_int_equal(asked_and_received(p, &s), 0);
}

static void a_card_alone_is_for_a_sensor_that_is_down_and_a_witness_of_the_staff(void **state)
{
    struct pair *p = *state;
    struct wire_subject s = attended();
    s.help.card_alone = 1;
    s.help.reason = WIRE_NO_FINGER_SENSOR_DOWN;
    strcpy(s.help.witness, "K2");
    assert_int_equal(asked_and_received(p, &s), 0);
    s.help.card_alone = 2;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s.help.card_alone = 1;
    s.help.reason = WIRE_NO_FINGER_WORN;
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
    s.help.reason = WIRE_NO_FINGER_SENSOR_DOWN;
    s.help.witness[0] = 0; /* by name */
    assert_int_equal(asked_and_received(p, &s), -EBADMSG);
}

static void without_a_card_staff_open_no_result_and_no_case(void **state)
{
    struct pair *p = *state;
    struct wire_filing f = {
        .kind = WIRE_FILING_PROVISIONAL,
        .subject = {.card = {.assurance = WIRE_ASSURANCE_STATED, .nik = "3510154807710002"},
                    .help = {.kind = WIRE_HELP_ASSISTED, .helper = "K1", .helper_name = "WAYAN"}}};
    assert_int_equal(filed_and_received(p, &f), 0);
    assert_int_equal(asked_and_received(p, &f.subject), -EBADMSG);
    f.kind = WIRE_FILING_OBJECTION;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    f.kind = WIRE_FILING_REPORT;
    f.report = WIRE_REPORT_HOME_VISIT;
    assert_int_equal(filed_and_received(p, &f), 0);
    f.report = WIRE_REPORT_DATA_WITHDRAWAL;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    f.report = 0;
    f.kind = WIRE_FILING_PROVISIONAL;
    f.subject.help.helper[0] = 0; /* a relative */
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
    strcpy(f.subject.help.helper, "K1");
    f.subject.card.nik[15] = 0;
    assert_int_equal(filed_and_received(p, &f), -EBADMSG);
}

static int listed_and_received(struct pair *p, const struct wire_staff *staff)
{
    assert_int_equal(wire_send(p->driver, WIRE_STAFF, 1, staff), 0);
    return wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet);
}

static void templates_of_staff_come_for_who_is_listed_alone(void **state)
{
    struct pair *p = *state;
    struct wire_staff staff = {.standing = WIRE_STAFF_LISTED, .id = "K1", .name = "WAYAN"};
    staff.count = 2;
    assert_int_equal(listed_and_received(p, &staff), 0);
    staff.count = WIRE_TEMPLATES_MAX + 1;
    assert_int_equal(listed_and_received(p, &staff), -EBADMSG);
    staff.count = 2;
    staff.standing = WIRE_STAFF_REVOKED;
    assert_int_equal(listed_and_received(p, &staff), -EBADMSG);
    staff.count = 0;
    assert_int_equal(listed_and_received(p, &staff), 0);
    staff.rights = WIRE_RIGHTS + 1;
    assert_int_equal(listed_and_received(p, &staff), -EBADMSG);
}

static int enrolled_and_received(struct pair *p, const struct wire_enrolment *e)
{
    assert_int_equal(wire_send(p->kiosk, WIRE_ENROLMENT, 1, e), 0);
    return wire_recv(p->driver, WIRE_FROM_KIOSK, &p->packet);
}

static void an_enrolment_has_two_fingers_a_nik_and_a_witness(void **state)
{
    struct pair *p = *state;
    struct wire_enrolment e = {
        .card = attended().card,
        .help = attended().help,
        .nik = "3510154807710002",
        .fingers = {{.position = 2, .size = 100}, {.position = 7, .size = 9}}};
    assert_int_equal(enrolled_and_received(p, &e), -EBADMSG); /* a reason is for no finger */
    e.help.reason = 0;
    assert_int_equal(enrolled_and_received(p, &e), 0);
    e.fingers[1].position = 2;
    assert_int_equal(enrolled_and_received(p, &e), -EBADMSG);
    e.fingers[1].position = 7;
    e.fingers[0].size = 0;
    assert_int_equal(enrolled_and_received(p, &e), -EBADMSG);
    e.fingers[0].size = 9;
    e.nik[3] = 'x';
    assert_int_equal(enrolled_and_received(p, &e), -EBADMSG);
    e.nik[3] = '0';
    e.help.witness_name[0] = 0;
    assert_int_equal(enrolled_and_received(p, &e), -EBADMSG);
}

static void a_count_that_could_tell_of_one_person_never_passes(void **state)
{
    struct pair *p = *state;
    for (uint32_t n = 0; n < 8; n++) {
        struct wire_counts c = {.troubles[WIRE_FAULT_LINK_DOWN] = n};
        bool tells = n > 1 && n < WIRE_FEW;
        assert_int_equal(wire_send(p->driver, WIRE_COUNTS, 1, &c), 0);
        assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), tells ? -EBADMSG : 0);
        c = (struct wire_counts){.objections = n};
        assert_int_equal(wire_send(p->driver, WIRE_COUNTS, 1, &c), 0);
        assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), tells ? -EBADMSG : 0);
    }
}

static void a_catalogue_or_receipt_that_lies_is_refused(void **state)
{
    struct pair *p = *state;
    struct wire_receipt receipt = {.delivered = 1, .refused = 1};
    struct wire_catalogue *c = calloc(1, sizeof *c);
    c->agent_count = WIRE_AGENTS_MAX + 1;
    assert_int_equal(wire_send(p->driver, WIRE_CATALOGUE, 0, c), 0);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
    c->agent_count = 1;
    memset(c->agents[0].place, 'x', sizeof c->agents[0].place);
    assert_int_equal(wire_send(p->driver, WIRE_CATALOGUE, 0, c), 0);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
    assert_int_equal(wire_send(p->driver, WIRE_RECEIPT, 1, &receipt), 0);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
    receipt.refused = UINT32_MAX; /* with the other it makes 0 */
    assert_int_equal(wire_send(p->driver, WIRE_RECEIPT, 1, &receipt), 0);
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EBADMSG);
    free(c);
}

/* What a screen would write as a day. */
static void an_instant_that_no_calendar_has_is_refused(void **state)
{
    static const int64_t instants[] = {0, WIRE_INSTANT_MAX, -1, WIRE_INSTANT_MAX + 1, INT64_MAX};
    struct pair *p = *state;
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        struct wire_link link = {.contact_ends_at = instants[i]};
        struct wire_receipt receipt = {.accepted_at = instants[i]};
        int expected = i < 2 ? 0 : -EBADMSG;
        assert_int_equal(wire_send(p->driver, WIRE_LINK, 0, &link), 0);
        assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), expected);
        assert_int_equal(wire_send(p->driver, WIRE_RECEIPT, 1, &receipt), 0);
        assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), expected);
    }
}

static void a_driver_that_is_gone_is_end_of_file_not_an_error(void **state)
{
    struct pair *p = *state;
    struct wire_verify_stop stop = {0};
    close(p->driver);
    p->driver = -1;
    assert_int_equal(wire_recv(p->kiosk, WIRE_TO_KIOSK, &p->packet), -EPIPE);
    assert_int_equal(wire_send(p->kiosk, WIRE_VERIFY_STOP, 1, &stop), -EPIPE);
}

static void a_face_that_is_gone_with_something_unread_is_no_error_either(void **state)
{
    struct pair *p = *state;
    struct wire_card_gone gone = {0};
    assert_int_equal(wire_send(p->driver, WIRE_CARD_GONE, 1, &gone), 0);
    close(p->kiosk);
    p->kiosk = -1;
    assert_int_equal(wire_send(p->driver, WIRE_CARD_GONE, 1, &gone), -EPIPE);
    assert_int_equal(wire_send(p->driver, WIRE_CARD_GONE, 1, &gone), -EPIPE);
}

static void every_type_has_a_name_a_size_and_every_fault_a_name(void **state)
{
    (void)state;
    for (uint32_t type = WIRE_READY; type < WIRE_TYPES; type++) {
        assert_true(wire_body_size(type) > 0);
        assert_true(wire_body_size(type) + sizeof(struct wire_header) <= WIRE_PACKET_MAX);
        assert_string_not_equal(wire_name(type), "?");
    }
    for (uint32_t fault = 0; fault < WIRE_FAULTS; fault++)
        assert_non_null(wire_fault_name(fault));
    assert_string_equal(wire_name(WIRE_TYPES), "?");
    assert_string_equal(wire_fault_name(WIRE_FAULTS), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_largest_message_passes_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(a_driver_cannot_say_what_only_the_face_says, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_lying_length_or_type_is_refused_and_leaves_nothing_behind,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_packet_larger_than_any_message_is_refused, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_breakdown_is_refused_for_any_count_index_or_string_that_lies, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_complaint_with_a_card_in_it_is_refused_and_an_objection_without_one, setup, teardown),
        cmocka_unit_test_setup_teardown(a_catalogue_or_receipt_that_lies_is_refused, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_instant_that_no_calendar_has_is_refused, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(help_in_place_of_a_finger_names_helper_witness_and_reason,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(two_kinds_of_help_are_never_mixed, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_card_alone_is_for_a_sensor_that_is_down_and_a_witness_of_the_staff, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_card_staff_open_no_result_and_no_case, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(templates_of_staff_come_for_who_is_listed_alone, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_enrolment_has_two_fingers_a_nik_and_a_witness, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_count_that_could_tell_of_one_person_never_passes, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_driver_that_is_gone_is_end_of_file_not_an_error, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_face_that_is_gone_with_something_unread_is_no_error_either, setup, teardown),
        cmocka_unit_test(every_type_has_a_name_a_size_and_every_fault_a_name),
    };
    return cmocka_run_group_tests_name("wire", tests, NULL, NULL);
}
