#include "kiosk/practice.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"
#include "kiosk/ui/font.h"
#include "kiosk/ui/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795323600 /* 22 November 2026, 12.00 WIB */ };

static const struct panel panels[] = {{1280, 800, 217.5, 136.0}, {1920, 1080, 345.3, 194.2}};

static struct fonts *fonts;
static struct session session;
static struct scene scene;
static struct page layout;

static int open_fonts(void **state)
{
    (void)state;
    setenv("TZ", "WIB-7", 1);
    return fonts_open(FONTS_FOLDER, &fonts);
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(fonts);
    return 0;
}

static int fresh(void **state)
{
    static const struct session_setup usual = {.idle_ms = SESSION_IDLE_MS,
                                               .alert_ms = SESSION_ALERT_MS,
                                               .lifted_ms = SESSION_LIFTED_MS,
                                               .remind_ms = SESSION_REMIND_MS,
                                               .call_ms = HANDOVER_MS,
                                               .defaults = {.size = TEXT_DEFAULT}};
    (void)state;
    session_init(&session, &usual);
    return 0;
}

static bool has(enum role role)
{
    for (unsigned i = 0; i < scene.count; i++)
        if (scene.elements[i].role == role)
            return true;
    return false;
}

static const struct element *labelled(const char *start)
{
    for (unsigned i = 0; i < scene.count; i++)
        if (!strncmp(scene.elements[i].label, start, strlen(start)))
            return &scene.elements[i];
    return NULL;
}

static void every_screen_fits_on_every_panel_in_every_size(void **state)
{
    (void)state;
    for (int s = 0; s < STATES; s++) {
        practice_visit(&session, (enum state)s, NOON);
        screen_build(&session, &scene);
        for (unsigned i = 0; i < scene.count; i++)
            assert_true(scene.elements[i].role != ROLE_TITLE || scene.elements[i].label[0]);
        for (int size = 0; size < TEXT_SIZES; size++)
            for (unsigned p = 0; p < sizeof panels / sizeof panels[0]; p++) {
                assert_int_equal(
                    layout_make(&layout, &scene, &panels[p], (enum text_size)size, fonts, 0), 0);
                if (size == TEXT_DEFAULT)
                    assert_in_range(layout.pages, 1, 3);
            }
    }
}

/* A person always finds what to do next: a way on, back or out, a card to move, or what is waited
 * for. */
static void no_screen_is_a_dead_end(void **state)
{
    (void)state;
    for (int s = 0; s < STATES; s++) {
        bool way_out;
        practice_visit(&session, (enum state)s, NOON);
        screen_build(&session, &scene);
        way_out = has(ROLE_DONE) || has(ROLE_BACK) || has(ROLE_PROGRESS) ||
                  labelled("Lanjut") != NULL || labelled("Letakkan KTP") != NULL ||
                  labelled("Layar ini berubah sendiri") != NULL ||
                  labelled("Silakan ambil KTP") != NULL ||
                  labelled("Selesai. Jangan lupa ambil KTP") != NULL;
        assert_true(way_out);
        assert_true(has(ROLE_TITLE));
    }
}

static void a_verdict_is_told_by_word_and_pictogram_and_never_as_blame(void **state)
{
    static const char *const never[] = {"gagal", "tidak cocok", "miskin", "salah sasaran",
                                        "dikeluarkan"};
    (void)state;
    for (int v = 1; v < WIRE_VERDICTS; v++) {
        practice_visit(&session, STATE_OVERVIEW, NOON);
        session.visit.breakdown.programmes[0].verdict = (uint32_t)v;
        for (session.state = STATE_OVERVIEW; session.state <= STATE_PROGRAMME; session.state++) {
            screen_build(&session, &scene);
            const struct element *e = labelled("PKH: ");
            assert_non_null(e);
            assert_int_not_equal(e->icon, ICON_NONE);
            for (unsigned i = 0; i < scene.count; i++)
                for (unsigned n = 0; n < sizeof never / sizeof never[0]; n++)
                    assert_null(strcasestr(scene.elements[i].label, never[n]));
        }
    }
}

static void an_unknown_verdict_speaks_in_the_services_own_words(void **state)
{
    (void)state;
    practice_visit(&session, STATE_PROGRAMME, NOON);
    session.visit.breakdown.programmes[0].verdict = WIRE_VERDICT_OTHER;
    strcpy(session.visit.breakdown.programmes[0].verdict_text, "Sedang dihitung ulang.");
    screen_build(&session, &scene);
    assert_non_null(labelled("Sedang dihitung ulang."));
}

static void health_and_bank_facts_are_named_only_by_kind_until_they_are_opened(void **state)
{
    (void)state;
    practice_visit(&session, STATE_PROGRAMME, NOON);
    struct wire_reason *r = &session.visit.breakdown.reasons[0];
    strcpy(r->title, "Penyakit tertentu");
    r->sensitivity = WIRE_HEALTH;
    for (int s = 0; s < 2; s++) {
        session.state = s ? STATE_WHICH : STATE_PROGRAMME;
        screen_build(&session, &scene);
        assert_null(labelled("Penyakit tertentu"));
        assert_non_null(labelled("Data kesehatan"));
    }
    strcpy(r->says, "Tercatat perawatan.");
    session.state = STATE_REASON;
    screen_build(&session, &scene);
    assert_null(labelled("Penyakit tertentu"));
    assert_null(labelled("Tercatat perawatan."));
    assert_true(has(ROLE_MASKED));
    session.visit.shown = true;
    screen_build(&session, &scene);
    assert_non_null(labelled("Penyakit tertentu"));
    assert_non_null(labelled("Tercatat perawatan."));
}

static void of_another_members_fact_the_institution_and_the_kind_are_told(void **state)
{
    (void)state;
    practice_visit(&session, STATE_REASON, NOON);
    struct wire_reason *r = &session.visit.breakdown.reasons[0];
    strcpy(r->title, "Penyakit tertentu");
    r->sensitivity = WIRE_HEALTH;
    r->withheld = 1;
    session.visit.shown = true;
    screen_build(&session, &scene);
    assert_non_null(labelled("Data kesehatan"));
    assert_string_equal(labelled("Sumber")->detail, "Polri, data per 30 September 2026");
    assert_non_null(labelled("Catatan ini milik anggota keluarga lain."));
    assert_null(labelled("Penyakit tertentu"));
    assert_null(labelled(r->says));
    assert_null(labelled("Pengaruh"));
    assert_false(has(ROLE_MASKED));
}

static unsigned count(enum action action)
{
    unsigned found = 0;
    for (unsigned i = 0; i < scene.count; i++)
        found += scene.elements[i].action.what == action;
    return found;
}

static void four_decisive_reasons_come_first_and_the_rest_is_a_tap_away(void **state)
{
    (void)state;
    practice_visit(&session, STATE_PROGRAMME, NOON);
    struct wire_breakdown *b = &session.visit.breakdown;
    for (; b->reason_count < 40; b->reason_count++) {
        b->reasons[b->reason_count] = b->reasons[0];
        b->reasons[b->reason_count].decisive = b->reason_count < 8;
    }
    screen_build(&session, &scene);
    assert_int_equal(count(ACTION_REASON), 4);
    assert_non_null(labelled("Lihat semua data (38)"));
    session.state = STATE_REASONS;
    screen_build(&session, &scene);
    assert_int_equal(count(ACTION_REASON), 38);
    session.state = STATE_MET;
    screen_build(&session, &scene);
    assert_int_equal(count(ACTION_REASON), 2);
}

static void a_record_has_an_owner_and_a_corrector_who_is_no_condition(void **state)
{
    (void)state;
    practice_visit(&session, STATE_REASON, NOON);
    screen_build(&session, &scene);
    assert_string_equal(labelled("Atas nama")->detail, "L***** B*********");
    assert_string_equal(labelled("Diperbaiki lewat")->detail, "Samsat: lapor jual");
    assert_non_null(strstr(labelled("Jika data salah")->label, "Tidak harus diperbaiki dulu"));
}

static void a_payment_that_did_not_arrive_says_so_with_what_can_be_done(void **state)
{
    (void)state;
    practice_visit(&session, STATE_PROGRAMME, NOON);
    struct wire_payment *p = &session.visit.breakdown.payments[0];
    session.visit.programme = 1;
    for (uint32_t s = WIRE_PAYMENT_FAILED; s <= WIRE_PAYMENT_BLOCKED; s++) {
        p->state = s;
        strcpy(p->advice, "Bawa KTP ke kantor desa.");
        screen_build(&session, &scene);
        assert_null(labelled("Keluarga Ibu mendapat"));
        assert_non_null(labelled("Bawa KTP ke kantor desa."));
    }
    session.state = STATE_PAYMENTS;
    screen_build(&session, &scene);
    assert_string_equal(labelled("Tahap 4")->detail, "tertahan untuk sementara");
    assert_string_equal(labelled("Tahap 3")->detail, "sudah dibayar 20 Agustus 2026");
    assert_non_null(labelled("Bawa KTP ke kantor desa."));
}

static void a_queue_tells_place_movement_and_why(void **state)
{
    (void)state;
    practice_visit(&session, STATE_QUEUE, NOON);
    struct wire_programme *p = &session.visit.breakdown.programmes[2];
    screen_build(&session, &scene);
    assert_non_null(labelled("Urutan sekarang: 12"));
    assert_non_null(labelled("Maju 3 urutan"));
    assert_non_null(labelled("Kuota ditetapkan pusat"));
    p->queue_before = 10;
    screen_build(&session, &scene);
    assert_non_null(labelled("Mundur 2 urutan"));
    p->queue_place = 0;
    strcpy(p->queue_band, "sepertiga pertama");
    screen_build(&session, &scene);
    assert_null(labelled("Mundur"));
    assert_non_null(labelled("sepertiga pertama"));
}

static void a_case_past_its_expected_day_says_so_until_it_is_decided(void **state)
{
    (void)state;
    practice_visit(&session, STATE_CASE, NOON);
    struct wire_case *c = &session.visit.breakdown.cases[0];
    screen_build(&session, &scene);
    assert_string_equal(labelled("masuk")->detail, "20 November 2026");
    assert_string_equal(labelled("diperiksa BPS")->detail, "21 November 2026");
    assert_string_equal(labelled("putusan")->detail, "perkiraan 22 Desember 2026");
    c->expected_day = 20261121;
    screen_build(&session, &scene);
    assert_string_equal(labelled("putusan")->detail, "melewati perkiraan waktu");
    assert_non_null(labelled("Perkiraan selesai 21 November 2026 sudah lewat."));
    c->state = WIRE_CASE_UPDATED;
    c->change_count = 1;
    strcpy(c->changes[0].what, "Daya listrik");
    strcpy(c->changes[0].before, "2.200 VA");
    strcpy(c->changes[0].after, "900 VA");
    screen_build(&session, &scene);
    assert_null(labelled("putusan"));
    assert_null(labelled("Perkiraan selesai"));
    assert_string_equal(labelled("Data diperbarui: Daya listrik")->detail,
                        "sebelum: 2.200 VA; sesudah: 900 VA");
}

static void each_opening_tells_day_place_and_who_looked_on(void **state)
{
    (void)state;
    practice_visit(&session, STATE_OPENINGS, NOON);
    screen_build(&session, &scene);
    assert_string_equal(labelled("22 November 2026, pukul 12.00 WIB")->detail,
                        "Kantor Desa Kemiren, oleh Ibu sendiri, tanpa bantuan");
    assert_string_equal(labelled("21 November 2026")->detail,
                        "Kantor Desa Kemiren, oleh anggota keluarga lain, dibantu WAYAN LATIHAN, "
                        "saksi MADE LATIHAN");
}

static void who_may_object_is_the_services_word(void **state)
{
    (void)state;
    practice_visit(&session, STATE_PROGRAMME, NOON);
    screen_build(&session, &scene);
    assert_non_null(labelled("Ajukan sanggah"));
    session.visit.breakdown.programmes[0].may_object = 0;
    strcpy(session.visit.breakdown.programmes[0].objectors, "Kepala keluarga");
    screen_build(&session, &scene);
    assert_null(labelled("Ajukan sanggah"));
    assert_string_equal(labelled("Yang boleh mengajukan")->detail, "Kepala keluarga");
}

static void the_name_and_the_photo_wait_for_the_finger(void **state)
{
    (void)state;
    for (int s = STATE_START; s < STATE_OVERVIEW; s++) {
        practice_visit(&session, (enum state)s, NOON);
        screen_build(&session, &scene);
        assert_false(has(ROLE_PHOTO));
        for (unsigned i = 0; i < scene.count; i++)
            assert_null(strstr(scene.elements[i].label, "LATIHAN"));
    }
}

static void money_days_and_numbers_read_as_people_write_them(void **state)
{
    (void)state;
    scene_clear(&scene, "words");
    assert_string_equal(phrase_rupiah(&scene, 600000), "Rp\u00a0600.000");
    assert_string_equal(phrase_rupiah(&scene, 0), "Rp\u00a00");
    assert_string_equal(phrase_rupiah(&scene, 1234567), "Rp\u00a01.234.567");
    assert_string_equal(phrase_day(&scene, 20260212), "12 Februari 2026");
    assert_string_equal(phrase_day(&scene, 0), "");
    assert_string_equal(phrase_day(&scene, 20261340), "");
    assert_string_equal(phrase_time(&scene, NOON), "12.00 WIB");
    assert_string_equal(phrase_number(&scene, "482910000016"), "4829 1000 0016");
}

static void the_last_day_counts_as_today_until_midnight_here(void **state)
{
    (void)state;
    session.wall_s = NOON;
    assert_int_equal(phrase_days_left(&session, NOON + 11 * 3600), 0);
    assert_int_equal(phrase_days_left(&session, NOON + 12 * 3600), 1);
    assert_int_equal(phrase_days_left(&session, NOON - 1), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, fresh)
    const struct CMUnitTest tests[] = {
        TEST(every_screen_fits_on_every_panel_in_every_size),
        TEST(no_screen_is_a_dead_end),
        TEST(a_verdict_is_told_by_word_and_pictogram_and_never_as_blame),
        TEST(an_unknown_verdict_speaks_in_the_services_own_words),
        TEST(health_and_bank_facts_are_named_only_by_kind_until_they_are_opened),
        TEST(of_another_members_fact_the_institution_and_the_kind_are_told),
        TEST(four_decisive_reasons_come_first_and_the_rest_is_a_tap_away),
        TEST(a_record_has_an_owner_and_a_corrector_who_is_no_condition),
        TEST(a_payment_that_did_not_arrive_says_so_with_what_can_be_done),
        TEST(a_queue_tells_place_movement_and_why),
        TEST(a_case_past_its_expected_day_says_so_until_it_is_decided),
        TEST(each_opening_tells_day_place_and_who_looked_on),
        TEST(who_may_object_is_the_services_word),
        TEST(the_name_and_the_photo_wait_for_the_finger),
        TEST(money_days_and_numbers_read_as_people_write_them),
        TEST(the_last_day_counts_as_today_until_midnight_here),
    };
    return cmocka_run_group_tests_name("screens", tests, open_fonts, close_fonts);
}
