/* audit LOCALE: prints TAP; a line a rule, then a line a rule that was broken on purpose. */
#include "tests/accessibility/audit.h"

#include "tests/accessibility/shelf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 12, SPOILT_STEP = 5 };

const struct panel audit_panels[2] = {{1280, 800, 217.5, 136.0}, {1920, 1080, 345.3, 194.2}};

static const char *const sentences[RULES] = {
    [RULE_PLACE] =
        "nothing is clipped, overlaps or leaves the glass, and no decision is out of reach",
    [RULE_LETTERS] = "capitals have the height of their size",
    [RULE_SANS] = "\"I\" is at least 4.8 mm high at the default size",
    [RULE_ANGLE] = "\"H\" is seen at 0.7 degrees from 390 mm, in large sizes from 500 mm",
    [RULE_CONTRAST] = "everything stands out as its contrast promises",
    [RULE_TARGETS] = "targets are 12.7 mm and 2.54 mm apart",
    [RULE_HITS] = "only what is seen can be hit, and dragging away selects nothing",
    [RULE_RESPONSE] = "a touch is seen, and what takes time shows that it does",
    [RULE_SILENCE] = "silence alerts in time and can be put off without limit",
    [RULE_DEFAULTS] = "the next person finds the defaults",
    [RULE_HEARING] = "everything that is seen is said, at once or when the ring comes to it",
    [RULE_KEYS] = "everything that can be touched can be reached by keys alone",
    [RULE_SENSES] = "nothing flashes and nothing is told by colour alone",
    [RULE_MESSAGES] = "a message says what happened, why, and what can be done",
    [RULE_FOCUS] = "the focus ring stands out and is never lost",
    [RULE_PRIVACY] = "nothing of a person is seen before the finger, after the end or from afar",
};

static struct session session;
static struct scene scene;
static struct page layout;

void audit_break(struct audit *a, enum rule rule, const struct exhibit *p, const char *format, ...)
{
    va_list arguments;
    if (a->found[rule]++ >= SHOWN_MAX || a->spoilt != RULES)
        return;
    printf("# rule %d: ", (int)rule);
    if (p)
        printf("%s, page %u of %u, %s, %s, %s, %d px: ", p->screen, p->layout->page + 1,
               p->layout->pages, p->language, theme_size_name(p->size),
               theme_contrast_name(p->contrast), p->panel->width_px);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

struct rgb audit_pixel(const SDL_Surface *s, int x, int y)
{
    const uint8_t *row = (const uint8_t *)s->pixels + (ptrdiff_t)y * s->pitch;
    uint32_t value;
    memcpy(&value, row + x * 4, sizeof value);
    return (struct rgb){(uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
}

static void spoil(enum rule rule, struct page *l)
{
    for (unsigned i = 0; i < l->line_count; i++) {
        if (rule == RULE_PLACE)
            l->lines[i].x += l->panel.width_px / 2;
        if (rule == RULE_LETTERS)
            l->lines[i].cap_px = l->lines[i].cap_px * 4 / 5;
    }
    for (unsigned i = 0; i < l->box_count && rule == RULE_TARGETS; i++)
        l->boxes[i].rect.h = l->boxes[i].rect.h * 2 / 3;
}

bool audit_show(struct audit *a, struct exhibit *p, unsigned number, struct page *l, bool painted)
{
    int panel = p->panel == &audit_panels[1];
    struct paint_state state = {.contrast = p->contrast, .pressed = -1, .ring = {-1, -1}};
    if (a->spoilt == RULE_CONTRAST)
        state.contrast = CONTRAST_LOW;
    p->layout = l;
    if (layout_make(l, p->scene, p->panel, p->size, a->fonts, number)) {
        memset(l, 0, sizeof *l);
        audit_break(a, RULE_PLACE, p, "does not fit");
        return false;
    }
    if (l->page != number)
        return false;
    spoil(a->spoilt, l);
    p->glass = painted ? a->glass[panel] : NULL;
    if (painted && paint_layout(p->glass, l, a->fonts, &state))
        audit_break(a, RULE_PLACE, p, "is not painted");
    return true;
}

/* Which rules are seen on pixels of a page. */
static bool is_painted(const struct audit *a)
{
    return a->spoilt == RULES || a->spoilt == RULE_CONTRAST || a->spoilt == RULE_RESPONSE ||
           a->spoilt == RULE_SENSES || a->spoilt == RULE_FOCUS;
}

/* Places depend on everything but the contrast, colours on neither panel nor language. Pixels are
 * read of every kind of screen: in all contrasts, and at the largest size in the longest language.
 */
static void walk(struct audit *a, bool all)
{
    for (unsigned language = 0; language < (all ? a->languages.count : 1); language++) {
        const char *code = a->languages.list[language].code;
        bool source = language == 0, longest = !strcmp(code, "qps");
        language_use(&a->languages, language);
        for (unsigned i = 0; i < shelf_count(); i += all ? 1 : SPOILT_STEP) {
            if (!source && !longest && !shelf_is_plain(i))
                continue;
            struct exhibit p = {.language = code, .scene = &scene};
            p.screen = shelf_take(i, &session, &a->languages, &scene);
            for (int size = all ? 0 : TEXT_DEFAULT; size < (all ? TEXT_SIZES : TEXT_LARGE); size++)
                for (int panel = 0; panel < (all ? 2 : 1); panel++)
                    for (unsigned n = 0;; n++) {
                        p.size = (enum text_size)size;
                        p.panel = &audit_panels[panel];
                        p.contrast = CONTRAST_DEFAULT;
                        if (!audit_show(a, &p, n, &layout, false))
                            break;
                        place_check(a, &p);
                        hearing_check(a, &p);
                        for (int c = 0; c < (source && all ? CONTRASTS : 1); c++) {
                            bool paint = shelf_is_plain(i) && is_painted(a) &&
                                         ((source && size == TEXT_DEFAULT) ||
                                          (size == TEXT_LARGEST && c == 0 && (source || longest)));
                            p.contrast = (enum contrast)c;
                            if (paint)
                                audit_show(a, &p, n, &layout, true);
                            letters_check(a, &p);
                            if (paint && source)
                                conduct_check(a, &p);
                            p.glass = NULL;
                        }
                    }
        }
    }
    language_use(&a->languages, 0);
}

static void everything(struct audit *a, bool all)
{
    letters_measure(a);
    walk(a, all);
    conduct_touch(a);
    conduct_visit(a);
}

int main(int argc, char **argv)
{
    static struct audit a;
    int test = 0, failures = 0, count = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    setenv("TZ", "WIB-7", 1);
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (argc != 2 || SDL_Init(SDL_INIT_VIDEO) || fonts_open(FONTS_FOLDER, &a.fonts))
        return 2;
    if (languages_open(&a.languages, argv[1]) || a.languages.count < 2) {
        fprintf(stderr, "audit: no languages in %s\n", argv[1]);
        return 2;
    }
    for (int i = 0; i < 2; i++)
        a.glass[i] = SDL_CreateRGBSurfaceWithFormat(
            0, audit_panels[i].width_px, audit_panels[i].height_px, 32, SDL_PIXELFORMAT_XRGB8888);
    for (int rule = 0; rule < RULES; rule++)
        count += sentences[rule] != NULL;
    printf("1..%d\n", 2 * count);
    a.spoilt = RULES;
    everything(&a, true);
    for (int rule = 0; rule < RULES; rule++) {
        if (!sentences[rule])
            continue;
        failures += a.found[rule] != 0;
        printf("%sok %d - %s", a.found[rule] ? "not " : "", ++test, sentences[rule]);
        printf(a.found[rule] ? " (%u violations)\n" : "\n", a.found[rule]);
    }
    for (int rule = 0; rule < RULES; rule++) {
        if (!sentences[rule])
            continue;
        memset(a.found, 0, sizeof a.found);
        a.spoilt = (enum rule)rule;
        everything(&a, false);
        failures += a.found[rule] == 0;
        printf("%sok %d - broken on purpose, it is noticed that %s\n", a.found[rule] ? "" : "not ",
               ++test, sentences[rule]);
    }
    for (int i = 0; i < 2; i++)
        SDL_FreeSurface(a.glass[i]);
    fonts_close(a.fonts);
    SDL_Quit();
    return failures != 0;
}
