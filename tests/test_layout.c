/* Every rule of a screen's geometry, on samples of all screens, in four sizes on two panels. */
#include "kiosk/ui/dump.h"
#include "kiosk/ui/font.h"
#include "kiosk/ui/layout.h"
#include "kiosk/ui/wrap.h"

#include <SDL.h>
#include <errno.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TAP = 7, PANELS = 2 };

static const struct panel panels[PANELS] = {{1280, 800, 217.5, 136.0}, {1920, 1080, 345.3, 194.2}};
static struct fonts *fonts;
static struct scene scene;
static struct page layout;
static enum text_size size;

static struct element *tappable(struct element *e, enum icon icon)
{
    static uint16_t which;
    e->icon = icon;
    e->action = (struct scene_action){TAP, ++which};
    return e;
}

static void add_bar(void)
{
    tappable(scene_add(&scene, ROLE_BACK, "Kembali", NULL), ICON_BACK);
    tappable(scene_add(&scene, ROLE_HELP, "Bantuan", NULL), ICON_HELP);
    tappable(scene_add(&scene, ROLE_DONE, "Selesai", NULL), ICON_DONE);
}

static void start(void)
{
    scene_clear(&scene, "start");
    scene_add(&scene, ROLE_NOTICE, "Layanan ini gratis", "09.30 WIB")->icon = ICON_FREE;
    scene_add(&scene, ROLE_TITLE, "Lihat hasil bansos keluarga Bapak/Ibu", NULL);
    scene_add(&scene, ROLE_PICTURE, "", NULL)->icon = ICON_PLACE_CARD;
    scene_add(&scene, ROLE_TEXT, "Letakkan KTP di tempat bergambar kartu.", NULL);
    scene_add(&scene, ROLE_TEXT, "Biarkan KTP di sana sampai selesai.", NULL);
    tappable(scene_add(&scene, ROLE_ACTION, "Siapa yang menentukan?", NULL), ICON_HELP);
    tappable(scene_add(&scene, ROLE_ACTION, "Lapor tanpa KTP", NULL), ICON_STAFF);
    tappable(scene_add(&scene, ROLE_SETTING, "Bahasa", NULL), ICON_LANGUAGE);
    tappable(scene_add(&scene, ROLE_SETTING, "Ukuran huruf", NULL), ICON_SIZE);
    tappable(scene_add(&scene, ROLE_SETTING, "Warna", NULL), ICON_CONTRAST);
    tappable(scene_add(&scene, ROLE_SETTING, "Suara", NULL), ICON_SOUND);
    tappable(scene_add(&scene, ROLE_HELP, "Bantuan", NULL), ICON_HELP);
}

static void consent(void)
{
    scene_clear(&scene, "consent");
    scene_add(&scene, ROLE_TITLE, "Bolehkah kami memeriksa sidik jari Bapak/Ibu?", NULL);
    scene_add(&scene, ROLE_TEXT, "Kami mencocokkan sidik jari dengan data KTP ini.", NULL);
    scene_add(&scene, ROLE_TEXT, "Lalu kami mengambil hasil bansos keluarga Bapak/Ibu dari pusat.",
              NULL);
    scene_add(&scene, ROLE_TEXT, "Sidik jari tidak disimpan di mesin ini.", NULL);
    scene_add(&scene, ROLE_TEXT, "Jika tidak setuju, bantuan Bapak/Ibu tidak berubah.", NULL);
    tappable(scene_add(&scene, ROLE_PRIMARY, "Ya, saya setuju", NULL), ICON_CHECK)->answer = true;
    tappable(scene_add(&scene, ROLE_ACTION, "Tidak setuju", NULL), ICON_DONE)->answer = true;
    add_bar();
}

static void finger(void)
{
    scene_clear(&scene, "finger");
    scene_add(&scene, ROLE_TITLE, "Tempelkan telunjuk kanan.", NULL);
    scene_add(&scene, ROLE_PICTURE, "", NULL)->icon = ICON_FINGER;
    scene_add(&scene, ROLE_STRONG, "Geser jari sedikit ke tengah.", NULL)->icon = ICON_HAND;
    scene_add(&scene, ROLE_PROGRESS, "Menunggu jari", NULL);
    tappable(scene_add(&scene, ROLE_ACTION, "Sidik jari saya sulit dibaca", NULL), ICON_HAND);
    add_bar();
}

static void overview(void)
{
    static const struct {
        const char *label, *detail;
        enum icon icon;
        enum tone tone;
    } cards[] = {
        {"PKH: Belum layak", "Sanggah dibuka sampai 13 Desember 2026.", ICON_NOT_ELIGIBLE,
         TONE_ATTENTION},
        {"BPNT: Layak dan menerima",
         "Rp\xC2\xA0"
         "600.000, paling lambat 12 Februari 2027.",
         ICON_RECEIVING, TONE_GOOD},
        {"LPG 3 kg: Menunggu giliran", "Urutan diperbarui 1 Januari 2027.", ICON_QUEUE,
         TONE_WAITING},
    };
    scene_clear(&scene, "overview");
    scene_add(&scene, ROLE_TITLE, "Hasil untuk keluarga Ibu Siti Aminah", NULL);
    for (size_t i = 0; i < sizeof(cards) / sizeof(cards[0]); i++)
        tappable(scene_add(&scene, ROLE_CARD, cards[i].label, cards[i].detail), cards[i].icon)
            ->tone = cards[i].tone;
    add_bar();
}

static void reason(void)
{
    scene_clear(&scene, "reason");
    scene_add(&scene, ROLE_TITLE, "Sepeda motor", NULL);
    scene_add(&scene, ROLE_TEXT, "Tercatat 1 sepeda motor atas nama S*** A*****.", NULL);
    scene_add(&scene, ROLE_FACT, "Sumber", "Polri, data per 30 September 2026");
    scene_add(&scene, ROLE_FACT, "Batas PKH", "paling banyak 1 kendaraan lama, sebelum 2010");
    scene_add(&scene, ROLE_FACT, "Pengaruh", "hasil menjadi belum layak");
    tappable(scene_add(&scene, ROLE_PRIMARY, "Data ini salah", NULL), ICON_OBJECT);
    add_bar();
}

static void choices(void)
{
    scene_clear(&scene, "choices");
    scene_add(&scene, ROLE_TITLE, "Mengapa data ini salah?", NULL);
    for (int i = 0; i < 16; i++)
        tappable(scene_add(&scene, ROLE_CHOICE,
                           scene_text(&scene, "Sudah dijual pada %d", 2010 + i),
                           i % 3 ? NULL : "Surat jual beli, jika ada."),
                 ICON_NONE)
            ->chosen = i == 1;
    tappable(scene_add(&scene, ROLE_PRIMARY, "Lanjut", NULL), ICON_NEXT);
    add_bar();
}

static void receipt(void)
{
    scene_clear(&scene, "receipt");
    scene_add(&scene, ROLE_TITLE, "Sanggah sudah masuk.", NULL);
    scene_add(&scene, ROLE_PHOTO, "", NULL);
    scene_add(&scene, ROLE_QR, "PERLINSOS:482910000017", NULL);
    scene_add(&scene, ROLE_NUMBER, "4829 1000 0017", "Nomor bukti");
    scene_add(&scene, ROLE_FACT, "Masuk", "22 November 2026, pukul 09.30 WIB");
    scene_add(&scene, ROLE_FACT, "Perkiraan selesai", "22 Desember 2026");
    scene_add(&scene, ROLE_TEXT, "Petugas mungkin datang ke rumah. Jangan memberi uang.", NULL);
    add_bar();
}

/* What a service or a card may send: a name of 200 letters, words wider than the glass. */
static void extreme(void)
{
    scene_clear(&scene, "extreme");
    scene_add(&scene, ROLE_TITLE,
              "Hasil untuk keluarga Ibu "
              "MUHAMMADABDURRAHMANWIRASASTRANEGARAKUSUMADININGRATSURYAPRAWIRADIREJA "
              "NYI RADEN AJENG SITI AMINAH BINTI HAJI ABDUL KARIM AMRULLAH AL BANYUWANGI "
              "PUTRI DIREJA KUSUMA WARDHANI",
              NULL);
    scene_add(&scene, ROLE_TEXT,
              "Mempertanggungjawabkankeberlangsungankesejahteraanmasyarakatpedesaan/kelurahan.",
              NULL);
    scene_add(&scene, ROLE_TEXT, "\xF0\x9F\x98\x80 \xD8\xA7\xD9\x84\xD8\xB3 \xFF\xFE rusak", NULL);
    tappable(scene_add(&scene, ROLE_CARD,
                       "Keterangan yang amat sangat panjang sekali tentang "
                       "penghasilan dan kekayaan keluarga di desa",
                       "Menurut data sekarang, ada syarat yang belum terpenuhi. Data bisa keliru. "
                       "Silakan lihat alasannya. Sanggah dibuka sampai tiga belas Desember, dua "
                       "puluh hari lagi. Petugas desa tidak bisa mengubah hasil ini."),
             ICON_HOUSEHOLD);
    for (int i = 0; i < 4; i++)
        tappable(scene_add(&scene, ROLE_ACTION, "Sampaikan keterangan tambahan", NULL),
                 ICON_OBJECT);
    add_bar();
}

static void (*const samples[])(void) = {start,  consent, finger,  overview,
                                        reason, choices, receipt, extreme};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

/* Calls check for every page of every sample, in every size on both panels. */
static void on_every_page(void (*check)(void))
{
    for (int p = 0; p < PANELS; p++)
        for (int s = 0; s < TEXT_SIZES; s++)
            for (int i = 0; i < SAMPLES; i++) {
                samples[i]();
                size = (enum text_size)s;
                unsigned page = 0;
                do {
                    int rc = layout_make(&layout, &scene, &panels[p], size, fonts, page);
                    if (rc < 0)
                        fail_msg("%s, %s, %d px: %d", scene.name, theme_size_name(size),
                                 panels[p].width_px, rc);
                    assert_int_equal(layout.page, page);
                    check();
                } while (++page < layout.pages);
            }
}

static void complain(const struct page_box *b, const char *what)
{
    fail_msg("%s, %s, %d px, page %u of %u: %s \"%s\" (%d, %d, %d, %d) %s", scene.name,
             theme_size_name(size), layout.panel.width_px, layout.page + 1, layout.pages,
             scene_role_name(b->role), b->label, b->rect.x, b->rect.y, b->rect.w, b->rect.h, what);
}

static bool apart(struct rect a, struct rect b, double space)
{
    return a.x + a.w + space <= b.x || b.x + b.w + space <= a.x || a.y + a.h + space <= b.y ||
           b.y + b.h + space <= a.y;
}

static bool within(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static void check_overlap(void)
{
    double gap = 2.54 * layout.panel.width_px / layout.panel.width_mm;
    for (unsigned i = 0; i < layout.box_count; i++)
        for (unsigned j = 0; j < i; j++) {
            const struct page_box *a = &layout.boxes[i], *b = &layout.boxes[j];
            if (!apart(a->rect, b->rect, 0))
                complain(a, "overlaps");
            if (a->action.what && b->action.what && !apart(a->rect, b->rect, gap))
                complain(a, "is too near another target");
        }
}

static void nothing_overlaps_and_targets_stand_apart(void **state)
{
    (void)state;
    on_every_page(check_overlap);
}

static void check_targets(void)
{
    double px_mm = layout.panel.width_px / layout.panel.width_mm;
    for (unsigned i = 0; i < layout.box_count; i++) {
        const struct page_box *b = &layout.boxes[i];
        if (b->action.what == 0)
            continue;
        if (b->rect.w < 12.7 * px_mm || b->rect.h < 12.7 * px_mm)
            complain(b, "is smaller than 12.7 mm");
        if (b->rect.y * 3 < layout.panel.height_px)
            complain(b, "lies in the upper third");
    }
}

static void targets_are_large_and_within_reach(void **state)
{
    (void)state;
    on_every_page(check_targets);
}

static void check_inside(void)
{
    struct rect glass = {0, 0, layout.panel.width_px, layout.panel.height_px};
    for (unsigned i = 0; i < layout.box_count; i++) {
        const struct page_box *b = &layout.boxes[i];
        if (!within(b->rect, glass))
            complain(b, "falls off the glass");
        for (unsigned j = 0; j < b->lines; j++) {
            const struct page_line *l = &layout.lines[b->first_line + j];
            struct rect ink = {l->x, l->y - l->cap_px, l->width, l->cap_px};
            if (!within(ink, b->rect))
                complain(b, "does not hold its text");
            if (b->icon_rect.w && !apart(ink, b->icon_rect, 0))
                complain(b, "has its pictogram in its text");
            if (b->mark_rect.w && !apart(ink, b->mark_rect, 0))
                complain(b, "has its mark in its text");
            for (unsigned k = 0; k < j; k++) {
                const struct page_line *o = &layout.lines[b->first_line + k];
                struct rect other = {o->x, o->y - o->cap_px, o->width, o->cap_px};
                if (!apart(ink, other, 0))
                    complain(b, "has a line in another");
            }
        }
    }
}

static void no_text_leaves_its_box_and_no_box_the_glass(void **state)
{
    (void)state;
    on_every_page(check_inside);
}

static void paging_shows_every_letter_of_every_element(void **state)
{
    (void)state;
    for (int p = 0; p < PANELS; p++)
        for (int s = 0; s < TEXT_SIZES; s++)
            for (int i = 0; i < SAMPLES; i++) {
                static char seen[SCENE_TEXT_MAX];
                samples[i]();
                memset(seen, 0, sizeof(seen));
                bool shown[SCENE_ELEMENTS_MAX] = {false};
                layout.pages = 1;
                for (unsigned page = 0; page < layout.pages; page++) {
                    assert_int_equal(
                        layout_make(&layout, &scene, &panels[p], (enum text_size)s, fonts, page),
                        0);
                    for (unsigned b = 0; b < layout.box_count; b++)
                        if (layout.boxes[b].element != PAGE_PAGER)
                            shown[layout.boxes[b].element] = true;
                    for (unsigned l = 0; l < layout.line_count; l++) {
                        const char *text = layout.lines[l].text;
                        if (text >= scene.text && text < scene.text + SCENE_TEXT_MAX)
                            memset(seen + (text - scene.text), 1, layout.lines[l].length);
                    }
                }
                for (unsigned e = 0; e < scene.count; e++) {
                    const struct element *element = &scene.elements[e];
                    assert_true(shown[e]);
                    if (element->role == ROLE_QR)
                        continue;
                    const char *texts[] = {element->label, element->detail};
                    for (int t = 0; t < 2; t++)
                        for (const char *c = texts[t]; *c; c++)
                            if (*c != ' ' && !seen[c - scene.text])
                                fail_msg("%s, size %d: \"%s\" lost \"%s\"", scene.name, s, texts[t],
                                         c);
                }
            }
}

static void check_frame(void)
{
    for (unsigned e = 0; e < scene.count; e++) {
        enum role role = scene.elements[e].role;
        if (role != ROLE_TITLE && role != ROLE_BACK && role != ROLE_HELP && role != ROLE_DONE)
            continue;
        bool found = false;
        for (unsigned b = 0; b < layout.box_count; b++)
            found = found || layout.boxes[b].element == e;
        assert_true(found);
    }
}

static void title_and_bar_stay_on_every_page(void **state)
{
    (void)state;
    on_every_page(check_frame);
}

static void the_question_and_both_answers_stay_on_every_page_of_consent(void **state)
{
    (void)state;
    consent();
    layout.pages = 1;
    for (unsigned page = 0; page < layout.pages; page++) {
        unsigned buttons = 0;
        struct rect rects[2];
        assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_LARGEST, fonts, page), 0);
        assert_false(layout.boxes[0].part);
        for (unsigned b = 0; b < layout.box_count; b++)
            if (layout.boxes[b].element != PAGE_PAGER &&
                (layout.boxes[b].role == ROLE_PRIMARY || layout.boxes[b].role == ROLE_ACTION))
                rects[buttons++] = layout.boxes[b].rect;
        assert_int_equal(buttons, 2);
        assert_int_equal(rects[0].w, rects[1].w);
        assert_int_equal(rects[0].h, rects[1].h);
        assert_int_equal(rects[0].y, rects[1].y);
    }
    assert_true(layout.pages > 1);
}

static unsigned pages_of_consent(bool sign)
{
    unsigned seen = 0, target = SCENE_ELEMENTS_MAX;
    consent();
    if (sign) {
        struct element *e = scene_add(&scene, ROLE_ACTION, "Dengarkan", NULL);
        e->icon = ICON_SOUND;
        e->sign = true;
        e->action.what = 9;
        target = scene.count - 1;
    }
    layout.pages = 1;
    for (unsigned page = 0; page < layout.pages; page++) {
        assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_LARGEST, fonts, page), 0);
        for (unsigned b = 0; b < layout.box_count; b++)
            seen += layout.boxes[b].element == target;
    }
    assert_int_equal(seen, sign ? layout.pages : 0);
    return layout.pages;
}

static void a_sign_is_on_every_page_and_makes_none_more(void **state)
{
    (void)state;
    assert_int_equal(pages_of_consent(true), pages_of_consent(false));
}

static void no_text_ends_with_a_word_alone(void **state)
{
    static const char text[] = "Lalu kami mengambil hasil bansos",
                      short_text[] = "Lalu kami mengambil";
    struct span spans[4];
    static struct widths widths;
    (void)state;
    widths.fonts = fonts;
    int room = font_width(fonts, STYLE_BODY, 20, text, strlen("Lalu kami mengambil hasil"));
    assert_int_equal(wrap_text(&widths, STYLE_BODY, 20, text, room, false, spans, 4), 2);
    assert_int_equal(spans[0].length, strlen("Lalu kami mengambil"));
    assert_string_equal(spans[1].text, "hasil bansos");
    assert_int_equal(spans[1].length, strlen("hasil bansos"));
    assert_true(spans[0].width_px <= room && spans[1].width_px <= room);
    /* Two words are not parted for it. */
    room = font_width(fonts, STYLE_BODY, 20, short_text, strlen("Lalu kami"));
    room += font_width(fonts, STYLE_BODY, 20, " meng", strlen(" meng"));
    assert_int_equal(wrap_text(&widths, STYLE_BODY, 20, short_text, room, false, spans, 4), 2);
    assert_string_equal(spans[1].text, "mengambil");
}

static void a_number_stays_with_what_it_counts(void **state)
{
    static const char text[] = "Sanggah dibuka sampai 12 Desember 2026",
                      named[] = "Tahun 2026 Januari";
    struct span spans[4];
    static struct widths widths;
    (void)state;
    widths.fonts = fonts;
    /* Neither where the width ends, nor where a word is brought down to a lone one. */
    int room = font_width(fonts, STYLE_BODY, 20, text, strlen("Sanggah dibuka sampai 12"));
    assert_int_equal(wrap_text(&widths, STYLE_BODY, 20, text, room, false, spans, 4), 2);
    assert_string_equal(spans[1].text, "12 Desember 2026");
    room = font_width(fonts, STYLE_BODY, 20, text, strlen("Sanggah dibuka sampai 12 Desember"));
    assert_int_equal(wrap_text(&widths, STYLE_BODY, 20, text, room, false, spans, 4), 2);
    assert_string_equal(spans[1].text, "12 Desember 2026");
    /* A year is the end of a date, not the beginning of a count. */
    room = font_width(fonts, STYLE_BODY, 20, named, strlen("Tahun 2026 J"));
    assert_int_equal(wrap_text(&widths, STYLE_BODY, 20, named, room, false, spans, 4), 2);
    assert_string_equal(spans[1].text, "Januari");
}

/* "Ini bukan" on one page and "kesalahan Bapak/Ibu" on the next says the contrary. */
static void what_takes_two_pages_is_parted_between_sentences(void **state)
{
    unsigned page = 0;
    (void)state;
    scene_clear(&scene, "finger_help");
    scene_add(&scene, ROLE_TITLE, "Sidik jari belum terbaca, silakan coba jari yang lain.", NULL);
    scene_add(&scene, ROLE_TEXT,
              "Jari yang banyak bekerja memang sering sulit dibaca. Ini bukan kesalahan Bapak/Ibu. "
              "Petugas desa bisa membantu dengan cara lain. Hak Bapak/Ibu tetap sama.",
              NULL);
    tappable(scene_add(&scene, ROLE_PRIMARY, "Coba jari lain", NULL), ICON_FINGER)->answer = true;
    tappable(scene_add(&scene, ROLE_ACTION, "Panggil petugas", NULL), ICON_STAFF)->answer = true;
    add_bar();
    do {
        assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_LARGEST, fonts, page), 0);
        assert_true(layout.pages > 1);
        for (unsigned b = 0; b < layout.box_count; b++) {
            const struct page_box *box = &layout.boxes[b];
            if (box->role != ROLE_TEXT || !box->lines)
                continue;
            const struct page_line *last = &layout.lines[box->first_line + box->lines - 1];
            assert_int_equal(last->text[last->length - 1], '.');
        }
    } while (++page < layout.pages);
}

static void find_place(enum role role, struct rect *out)
{
    for (unsigned b = 0; b < layout.box_count; b++)
        if (layout.boxes[b].role == role)
            *out = layout.boxes[b].rect;
}

static void back_help_and_done_never_move(void **state)
{
    static const enum role roles[] = {ROLE_BACK, ROLE_HELP, ROLE_DONE};
    (void)state;
    for (int s = 0; s < TEXT_SIZES; s++)
        for (size_t r = 0; r < 3; r++) {
            struct rect first = {0};
            for (int i = 0; i < SAMPLES; i++) {
                struct rect here = {0};
                samples[i]();
                assert_int_equal(
                    layout_make(&layout, &scene, &panels[0], (enum text_size)s, fonts, 0), 0);
                find_place(roles[r], &here);
                if (first.w == 0)
                    first = here;
                if (here.w)
                    assert_memory_equal(&first, &here, sizeof(here));
            }
        }
}

static int at_middle(const struct rect *r)
{
    return page_box_at(&layout, r->x + r->w / 2, r->y + r->h / 2);
}

static void paging_buttons_lead_on_and_back_from_the_same_places(void **state)
{
    (void)state;
    struct rect next = {0}, previous = {0};
    choices();
    layout.pages = 1;
    for (unsigned page = 0; page < layout.pages; page++) {
        bool on = false, back = false;
        assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_LARGE, fonts, page), 0);
        for (unsigned b = 0; b < layout.box_count; b++) {
            const struct page_box *box = &layout.boxes[b];
            if (box->element != PAGE_PAGER)
                continue;
            bool is_next = box->action.what == PAGE_NEXT;
            struct rect *place = is_next ? &next : &previous;
            if (place->w == 0)
                *place = box->rect;
            assert_memory_equal(place, &box->rect, sizeof(*place));
            assert_int_equal(at_middle(&box->rect), b);
            assert_int_equal(box->action.which, is_next ? page + 1 : page - 1);
            on = on || is_next;
            back = back || !is_next;
        }
        assert_int_equal(back, page > 0);
        assert_int_equal(on, page + 1 < layout.pages);
    }
    assert_true(layout.pages > 1);
}

static void three_programmes_fit_the_small_panel_at_the_default_size(void **state)
{
    (void)state;
    overview();
    assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_DEFAULT, fonts, 0), 0);
    assert_int_equal(layout.pages, 1);
    assert_int_equal(layout.boxes[1].rect.x, layout.boxes[3].rect.x);
}

static void check_hit(void)
{
    for (unsigned i = 0; i < layout.box_count; i++) {
        const struct rect *r = &layout.boxes[i].rect;
        int right = r->x + r->w, bottom = r->y + r->h;
        const int beside[][2] = {{r->x - 1, r->y + r->h / 2},
                                 {right, r->y + r->h / 2},
                                 {r->x + r->w / 2, r->y - 1},
                                 {r->x + r->w / 2, bottom},
                                 {r->x, r->y},
                                 {right - 1, bottom - 1}};
        assert_int_equal(at_middle(r), layout.boxes[i].action.what ? (int)i : -1);
        for (size_t b = 0; b < sizeof beside / sizeof *beside; b++)
            assert_int_equal(page_box_at(&layout, beside[b][0], beside[b][1]), -1);
    }
}

static void a_touch_counts_only_where_the_box_is_seen(void **state)
{
    (void)state;
    on_every_page(check_hit);
}

/* How high a capital H is on the glass. */
static int drawn_px(enum style style, int cap_px)
{
    static const struct rgb black = {0, 0, 0};
    SDL_Surface *glass = SDL_CreateRGBSurfaceWithFormat(0, 200, 200, 32, SDL_PIXELFORMAT_RGB888);
    int rows = 0;
    assert_non_null(glass);
    SDL_FillRect(glass, NULL, 0xFFFFFF);
    assert_int_equal(font_draw(fonts, style, cap_px, "H", 1, black, glass, 20, 150), 0);
    for (int y = 0; y < glass->h; y++) {
        bool ink = false;
        for (int x = 0; x < glass->w; x++)
            ink = ink || (((uint32_t *)glass->pixels)[y * glass->pitch / 4 + x] & 0xFF) < 128;
        rows += ink;
    }
    SDL_FreeSurface(glass);
    return rows;
}

static void capitals_measure_what_the_standard_asks(void **state)
{
    static const double range[TEXT_SIZES][2] = {{3.5, 4.2}, {4.8, 5.6}, {6.4, 7.1}, {8.5, 9.0}};
    (void)state;
    for (int p = 0; p < PANELS; p++)
        for (int s = 0; s < TEXT_SIZES; s++)
            for (int t = 0; t < STYLES; t++) {
                int cap = page_px(&panels[p], theme_cap_mm((enum text_size)s, (enum style)t));
                int ink = drawn_px((enum style)t, cap);
                double mm = page_mm(&panels[p], ink);
                if (ink != cap || mm < range[s][0] || mm > range[s][1])
                    fail_msg("panel %d, %s, style %d: %d px asked, %d px drawn, %.3f mm", p,
                             theme_size_name((enum text_size)s), t, cap, ink, mm);
            }
}

static void a_panel_without_room_is_refused_and_nothing_written(void **state)
{
    static const struct panel none = {0, 0, 0, 0}, slit = {400, 120, 68, 20.4};
    (void)state;
    struct page before;
    consent();
    memset(&layout, 0x5A, sizeof(layout));
    before = layout;
    assert_int_equal(layout_make(&layout, &scene, &none, TEXT_DEFAULT, fonts, 0), -EINVAL);
    assert_int_equal(layout_make(&layout, &scene, &slit, TEXT_LARGEST, fonts, 0), -ENOSPC);
    assert_memory_equal(&layout, &before, sizeof(before));
}

static void an_empty_scene_and_a_full_one_are_laid_out(void **state)
{
    (void)state;
    scene_clear(&scene, "empty");
    assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_DEFAULT, fonts, 3), 0);
    assert_int_equal(layout.pages, 1);
    for (int i = 0; i < 2 * SCENE_ELEMENTS_MAX; i++)
        tappable(scene_add(&scene, ROLE_CARD, "Kartu", "Rincian"), ICON_OTHER);
    assert_int_equal(scene.count, SCENE_ELEMENTS_MAX);
    assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_LARGEST, fonts, 9999), 0);
    assert_int_equal(layout.page, layout.pages - 1);
}

static void the_dump_is_stable_and_says_what_is_shown(void **state)
{
    (void)state;
    char *text[2] = {NULL, NULL};
    size_t length[2];
    extreme();
    for (int i = 0; i < 2; i++) {
        FILE *f = open_memstream(&text[i], &length[i]);
        assert_int_equal(layout_make(&layout, &scene, &panels[0], TEXT_LARGEST, fonts, 1), 0);
        assert_int_equal(dump_write(f, &scene, &layout, CONTRAST_LOW, (struct ring){-1, -1}), 0);
        fclose(f);
    }
    assert_string_equal(text[0], text[1]);
    json_t *root = json_loads(text[0], 0, NULL);
    assert_string_equal(json_string_value(json_object_get(root, "size")), "largest");
    assert_string_equal(json_string_value(json_object_get(root, "contrast")), "low");
    assert_int_equal(json_integer_value(json_object_get(root, "page")), 2);
    assert_int_equal(json_array_size(json_object_get(root, "elements")), layout.box_count);
    json_decref(root);
    free(text[0]);
    free(text[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_overlaps_and_targets_stand_apart),
        cmocka_unit_test(targets_are_large_and_within_reach),
        cmocka_unit_test(no_text_leaves_its_box_and_no_box_the_glass),
        cmocka_unit_test(paging_shows_every_letter_of_every_element),
        cmocka_unit_test(title_and_bar_stay_on_every_page),
        cmocka_unit_test(the_question_and_both_answers_stay_on_every_page_of_consent),
        cmocka_unit_test(a_sign_is_on_every_page_and_makes_none_more),
        cmocka_unit_test(no_text_ends_with_a_word_alone),
        cmocka_unit_test(a_number_stays_with_what_it_counts),
        cmocka_unit_test(what_takes_two_pages_is_parted_between_sentences),
        cmocka_unit_test(back_help_and_done_never_move),
        cmocka_unit_test(paging_buttons_lead_on_and_back_from_the_same_places),
        cmocka_unit_test(three_programmes_fit_the_small_panel_at_the_default_size),
        cmocka_unit_test(a_touch_counts_only_where_the_box_is_seen),
        cmocka_unit_test(capitals_measure_what_the_standard_asks),
        cmocka_unit_test(a_panel_without_room_is_refused_and_nothing_written),
        cmocka_unit_test(an_empty_scene_and_a_full_one_are_laid_out),
        cmocka_unit_test(the_dump_is_stable_and_says_what_is_shown),
    };
    if (fonts_open(FONTS_FOLDER, &fonts) < 0)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fonts_close(fonts);
    return failed;
}
